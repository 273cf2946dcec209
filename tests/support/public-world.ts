// An event in which everything that happens to contests happens by chance from a seed, through the product's own interface; every word in it that is nobody's business is one that can be found again.

import type { CeremonyStep, Text } from '@leitai/contract';
import { allCriteria, scoreEntrant } from '@leitai/scoring';
import { command, RefusedByServer, type Connection } from '../../apps/simulator/src/client.ts';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import { randomFor, type Random } from '../../apps/simulator/src/random.ts';
import { drawContest, makeOfficers, recheck, type Officers } from './draw.ts';
import { makeAccount, makeEvent, openContest, uploadRoster, type MadeContest } from './factory.ts';
import type { TestNode } from './node.ts';
import { connect, pairPanel, type Panel } from './panel.ts';
import type { Visitor } from './visitor.ts';

export type Stage = 'running' | 'closed' | 'signed' | 'provisional' | 'final';
export type Row = { readonly entrantId: string; readonly code: string; readonly total: string | null; readonly decided: boolean; readonly text: string };
/** A contest, and what the public has been told of it: that stands still while it is frozen. */
export type Told = {
  readonly panel: Panel;
  readonly letter: string;
  stage: Stage;
  sealed: boolean;
  named: boolean;
  frozen: boolean;
  /** Totals nobody has heard of: sheets handed in and not confirmed, corrections proposed and not approved. */
  pending: string[];
  proposed: string | null;
  marked: Set<string>;
  truth: readonly Row[];
  publicly: { readonly stage: Stage; readonly rows: readonly Row[] };
};

const LETTERS = '甲乙丙';
const ENTRANTS = 3;
const POSTS = ['CLEAN_INDOOR', 'CLEAN_OUTDOOR', 'GREEN_OUTDOOR'];
export const person = (contest: number, index: number): string => `密名${LETTERS[contest]!}${index}`;
export const unit = (contest: number): string => `密单位${LETTERS[contest]!}`;
/** Words of those who judge and organise: never public. */
export const STAFF_WORDS = ['密评', '密长', '密督', '密号', '密由', '密改', '密附', '密词', '密诉'];

export class PublicWorld {
  readonly eventId: string;
  readonly contests: readonly Told[];
  readonly presenter: Connection;
  readonly random: Random;
  names: 'full' | 'masked' | 'code' = 'masked';
  ceremony: { steps: readonly CeremonyStep[]; at: number; running: boolean } | null = null;
  private readonly node: TestNode;
  private readonly organiser: Visitor;
  private readonly supervisor: Visitor;
  /** Whoever draws, opens or witnesses a sealed draw is named in its public record. */
  private readonly witness: Visitor;
  private readonly officers: Officers;

  private constructor(from: { node: TestNode; organiser: Visitor; supervisor: Visitor; witness: Visitor; officers: Officers; presenter: Connection; panels: readonly Panel[]; seed: number }) {
    [this.node, this.organiser, this.supervisor, this.witness, this.officers, this.presenter] = [from.node, from.organiser, from.supervisor, from.witness, from.officers, from.presenter];
    this.eventId = from.panels[0]!.made.eventId;
    this.random = randomFor(from.seed, 'public');
    this.contests = from.panels.map((panel, index): Told => ({
      panel, letter: panel.made.letter, stage: 'running', sealed: index === 2, named: index !== 1, frozen: false, pending: [], proposed: null,
      marked: new Set(), truth: [], publicly: { stage: 'running', rows: [] },
    }));
  }

  /** Three running contests: one whose boards name people, one of codes, one whose draw is sealed. */
  static async make(node: TestNode, organiser: Visitor, seed: number): Promise<PublicWorld> {
    const supervisor = await makeAccount(organiser, 'supervisor', `密督${seed}`);
    const witness = await makeAccount(organiser, 'supervisor', `见证${seed}`);
    const officers = await makeOfficers(organiser, [`加密甲${seed}`, `加密乙${seed}`]);
    const { eventId, contests } = await makeEvent(organiser, { posts: POSTS, entrants: 0, judges: 0 });
    const lines = POSTS.flatMap((post, at) => Array.from({ length: ENTRANTS }, (_, index) => `${person(at, index)},${unit(at)},${post},密号${at}${index}`));
    const { importId } = await uploadRoster(organiser, eventId, ['姓名,单位,岗位,工号', ...lines].join('\n'));
    await organiser.call('POST /api/events/:eventId/roster/:importId/confirm', { params: { eventId, importId }, body: { skipFaulty: false } });
    const panels: Panel[] = [];
    for (const [index, contest] of contests.entries()) {
      const made = { ...contest, ...(await seated(organiser, contest)) };
      if (index === 1) await organiser.call('POST /api/events/:eventId/contests/:contestId/settings', { params: place(made), body: { boardNames: 'code' } });
      if (index === 2) await drawContest(organiser, officers, made);
      await openContest(organiser, made);
      panels.push(await pairPanel(organiser, made));
    }
    const world = new PublicWorld({ node, organiser, supervisor, witness, officers, presenter: await connect(supervisor), panels, seed });
    await world.look();
    return world;
  }

  /** Something that may happen now, by chance; what leads on is likelier. @returns what it was. */
  async step(): Promise<string> {
    const { random } = this;
    const told = random.pick(this.contests);
    const name = random.chance(0.6) ? this.onward(told) : random.pick(['freeze', 'freeze', 'names', 'settings', 'call', 'out', 'correct', 'ceremony', 'ceremony', 'ceremony'] as const);
    const done = await this.do(name, told).catch((error: unknown) => {
      // Not now, says the server: nothing has happened.
      if (error instanceof RefusedByServer) return `refused ${error.code}`;
      throw error;
    });
    await this.look();
    return `${name} ${told.letter}: ${done}`;
  }

  close(): void {
    this.presenter.close();
    for (const { panel } of this.contests) panel.close();
  }

  private onward({ stage, sealed, proposed, panel, marked, truth }: Told) {
    if (stage === 'running') {
      if (truth.every(({ decided }) => decided)) return 'closed';
      return panel.entrants.some((id) => marked.has(id) && !truth.find((row) => row.entrantId === id)!.decided) ? 'confirm' : 'mark';
    }
    // Nothing is signed over a correction that waits.
    if (proposed !== null) return 'correct';
    if (stage === 'closed') return sealed ? 'unseal' : 'sign';
    return stage === 'provisional' ? 'final' : 'ceremony';
  }

  private async do(name: ReturnType<PublicWorld['onward']> | 'freeze' | 'names' | 'settings' | 'call' | 'out' | 'correct', told: Told): Promise<string> {
    const { random, organiser, supervisor, officers } = this;
    const { panel, truth } = told;
    const { params, chief } = panel;
    const open = truth.filter(({ decided }) => !decided);
    switch (name) {
      case 'mark': {
        const next = open.find(({ entrantId }) => !told.marked.has(entrantId))!;
        await panel.submitAll(next.entrantId, random.below(1000));
        told.marked.add(next.entrantId);
        return next.code;
      }
      case 'confirm': {
        const next = open.find(({ entrantId }) => told.marked.has(entrantId))!;
        await panel.confirm(next.entrantId, { note: '密附' });
        return next.code;
      }
      case 'call': await chief.connection.send('entrant:call', { ...command(), entrantId: random.pick(truth).entrantId }); return '';
      case 'out': await chief.connection.send('entrant:out', { ...command(), entrantId: random.pick(truth).entrantId, state: random.pick(['absent', 'disqualified']), reason: '密由' }); return '';
      case 'closed': await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params, body: { state: 'closed' } }); told.stage = 'closed'; return '';
      case 'unseal':
        await recheck(supervisor, panel.made);
        await officers.second.call('POST /api/events/:eventId/contests/:contestId/draw/opening', { params });
        await this.witness.call('POST /api/events/:eventId/contests/:contestId/draw/witness', { params });
        told.sealed = false;
        return '';
      case 'sign':
        if (panel !== this.contests[2]!.panel) await recheck(supervisor, panel.made);
        await chief.visitor.call('POST /api/events/:eventId/contests/:contestId/signature/chief', { params, body: { note: '密附' } });
        await supervisor.call('POST /api/events/:eventId/contests/:contestId/signature/supervisor', { params, body: { days: 3 } });
        told.stage = 'provisional';
        return '';
      case 'final':
        await this.node.db.contest.updateMany({ where: { id: params.contestId }, data: { objectionsUntil: new Date(Date.now() - 1_000) } });
        await organiser.call('POST /api/events/:eventId/contests/:contestId/final', { params });
        told.stage = 'final';
        return '';
      case 'freeze':
        await organiser.call('POST /api/events/:eventId/freeze', { params, body: { contestIds: [params.contestId], frozen: !told.frozen } });
        told.frozen = !told.frozen;
        return String(told.frozen);
      case 'names':
        this.names = random.pick(['full', 'masked', 'code']);
        await organiser.call('POST /api/events/:eventId/public-names', { params, body: { names: this.names } });
        return this.names;
      case 'settings':
        await organiser.call('POST /api/events/:eventId/contests/:contestId/settings', { params, body: { boardNames: told.named ? 'code' : 'name' } });
        told.named = !told.named;
        return String(told.named);
      case 'correct': return told.proposed === null ? this.propose(told) : this.decide(told);
      case 'ceremony': return this.turn();
      default: return name satisfies never;
    }
  }

  private async propose(told: Told): Promise<string> {
    const { panel: { params, scheme, chief }, truth } = told;
    const { entrantId, code } = this.random.pick(truth.filter(({ total }) => total !== null).concat(truth[0]!));
    const { sheets, resultRevision } = await this.organiser.call('GET /api/events/:eventId/contests/:contestId/corrections/entrants/:entrantId', { params: { ...params, entrantId } });
    const marks = sheets.flatMap(({ id: sheetId, marks: stand }) => allCriteria(scheme).map((criterion) => ({
      sheetId, criterionId: criterion.id, value: plausibleMark(scheme, criterion, this.random.next(), this.random), expectedVersion: stand.find(({ criterionId }) => criterionId === criterion.id)?.version ?? 0,
    })));
    const body = { entrantId, resultRevision, marks, vetoes: {}, reason: '密改' };
    const { moved } = await this.organiser.call('POST /api/events/:eventId/contests/:contestId/corrections/preview', { params, body: { entrantId, resultRevision, marks, vetoes: {} } });
    const { correctionId } = await chief.visitor.call('POST /api/events/:eventId/contests/:contestId/corrections', { params, body });
    told.proposed = correctionId;
    told.pending.push(...moved.flatMap(({ after }) => after.total ?? []));
    return `proposed for ${code}`;
  }

  private async decide(told: Told): Promise<string> {
    const params = { ...told.panel.params, correctionId: told.proposed! };
    const approved = this.random.chance(0.7);
    if (approved) await this.supervisor.call('POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/approve', { params });
    else await this.supervisor.call('POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/reject', { params, body: { reason: '密改' } });
    [told.proposed, told.pending] = [null, approved ? [] : told.pending];
    return approved ? 'approved' : 'rejected';
  }

  /** Prepares the ceremony of all final contests, or presses the presenter's key. */
  private async turn(): Promise<string> {
    const { eventId, ceremony, random } = this;
    const press = async (act: Parameters<typeof this.presenter.send<'ceremony:drive'>>[1]['act']): Promise<void> => {
      const { wall: { revision } } = await this.presenter.send('presenter:join', { eventId });
      await this.presenter.send('ceremony:drive', { eventId, revision, act });
    };
    if (ceremony?.running) {
      const to = random.chance(0.75) ? ceremony.at + 1 : Math.max(0, ceremony.at - 1);
      if (to === ceremony.steps.length) {
        await press({ kind: 'end' });
        this.ceremony = null;
        return 'ended';
      }
      await press({ kind: 'go', to });
      ceremony.at = to;
      return `step ${to}`;
    }
    const ready = this.contests.filter(({ stage }) => stage === 'final');
    if (ready.length === 0) return 'nothing is final';
    const { contests } = await this.organiser.call('GET /api/events/:eventId/ceremony/offer', { params: { eventId } });
    const text = { zh: '颁奖', en: 'Awards' } satisfies Text;
    const posts = ready.map(({ panel: { made } }) => ({
      contestId: made.contestId, awards: contests.find(({ contestId }) => contestId === made.contestId)!.awards.map(({ id }) => id), presenter: '嘉宾', note: '密词', notes: {},
    }));
    const tables = ready.length === this.contests.length ? (['organisations', 'medals'] as const).map((kind) => ({ kind, note: '密词' })) : [];
    await this.organiser.call('POST /api/events/:eventId/ceremony', { params: { eventId }, body: { opening: text, openingNote: '密词', closing: text, closingNote: '密词', posts, tables, lift: false } });
    const { steps } = await this.presenter.send('presenter:join', { eventId });
    await press({ kind: 'start' });
    this.ceremony = { steps: steps.map(({ step }) => step), at: 0, running: true };
    return 'started';
  }

  /** Learns the truth as staff see it, and what of it the public has been told. */
  private async look(): Promise<void> {
    for (const told of this.contests) {
      const { panel } = told;
      const { rows } = await this.organiser.call('GET /api/events/:eventId/contests/:contestId/results', { params: panel.params });
      told.truth = rows.map((row) => ({ entrantId: row.entrantId, code: row.code, total: row.total, decided: ['confirmed', 'absent', 'disqualified'].includes(row.state), text: JSON.stringify(row) }));
      if (!told.frozen) told.publicly = { stage: told.stage, rows: told.truth.filter(({ decided }) => decided) };
    }
  }

  /** Totals of sheets that are handed in and not confirmed, as the engine makes them. */
  async unconfirmed({ panel, truth, marked }: Told): Promise<string[]> {
    const open = truth.filter(({ entrantId, decided }) => !decided && marked.has(entrantId));
    if (open.length === 0) return [];
    const { sheets, scheme, rules } = await panel.look();
    return open.flatMap(({ entrantId }) => {
      const own = sheets.filter((sheet) => sheet.entrantId === entrantId)
        .map(({ judgeId, marks }) => ({ judgeId, marks: Object.fromEntries(marks.flatMap(({ criterionId, value }) => (value ? [[criterionId, value]] : []))) }));
      const score = scoreEntrant(scheme, rules, own);
      return score.status === 'scored' ? [score.total] : [];
    });
  }
}

const place = ({ eventId, contestId }: MadeContest) => ({ eventId, contestId });

async function seated(organiser: Visitor, made: MadeContest): Promise<Pick<MadeContest, 'judgeIds' | 'chiefId'>> {
  const seat = async (role: 'judge' | 'chief', number: number, name: string): Promise<string> =>
    (await organiser.call('POST /api/events/:eventId/contests/:contestId/judges', { params: place(made), body: { seat: number, role, name, organisation: '密评单位' } })).judgeId;
  const judgeIds: string[] = [];
  for (const number of [1, 2, 3]) judgeIds.push(await seat('judge', number, `密评${made.letter}${number}`));
  return { judgeIds, chiefId: await seat('chief', 1, `密长${made.letter}`) };
}
