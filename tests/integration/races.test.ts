/** Commands that meet: of two that cannot both be, one is done and the other refused, and the record holds. */
import { randomUUID } from 'node:crypto';
import { lockContest, verifyChain } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, command } from '../../apps/simulator/src/client.ts';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import { randomFor } from '../../apps/simulator/src/random.ts';
import { signatureOf } from '../../apps/simulator/src/signature.ts';
import { makeBadges, makeEvent, makeOrganiser, openResult, openContest, uploadRoster } from '../support/factory.ts';
import { HOLDS, somebodyWaits } from '../support/locks.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { connect, makePanel, pairPanel, type Panel, type Tablet } from '../support/panel.ts';
import { code } from '../support/refusal.ts';
import { Visitor } from '../support/visitor.ts';

const ROUNDS = 8;
let node: TestNode;
let organiser: Visitor;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
});
afterAll(() => node.close());

const codes = (...attempts: Promise<unknown>[]) => Promise.all(attempts.map(code));
const holds = async ({ made }: Panel) => expect(await verifyChain(node.db, made.eventId, made.contestId)).toBeNull();
const versions = async (panel: Panel, entrantId: string) =>
  (await panel.look()).sheets.filter((sheet) => sheet.entrantId === entrantId).map(({ id, version }) => ({ sheetId: id, version }));

describe('one pairing code on two tablets at once', () => {
  it('pairs one of them, beside the devices of earlier codes', async () => {
    const { eventId, contests: [contest] } = await makeEvent(organiser, { entrants: 1, judges: 1 });
    for (let round = 0; round < ROUNDS; round += 1) {
      const card = await organiser.call('POST /api/events/:eventId/judges/:judgeId/code', { params: { eventId, judgeId: contest!.judgeIds[0]! } });
      const pair = () => new Visitor(node.base).call('POST /api/pairing', { body: { code: card.code, label: '' } });
      expect((await codes(pair(), pair(), pair())).sort()).toEqual(['ok', 'pairing.expired', 'pairing.expired']);
      expect(await node.db.session.count({ where: { judgeId: contest!.judgeIds[0]!, revokedAt: null } })).toBe(round + 1);
    }
  });

  it('a judge who is being replaced gets no right with it', async () => {
    const { eventId, contests: [contest] } = await makeEvent(organiser, { entrants: 1, judges: 1 });
    let [judgeId] = contest!.judgeIds as [string];
    for (let round = 0; round < ROUNDS; round += 1) {
      const card = await organiser.call('POST /api/events/:eventId/judges/:judgeId/code', { params: { eventId, judgeId } });
      const tablet = new Visitor(node.base);
      const body = { seat: 1, role: 'judge', name: `接替${round}`, organisation: '' } as const;
      const [, next] = await Promise.all([
        code(tablet.call('POST /api/pairing', { body: { code: card.code, label: '' } })),
        organiser.call('POST /api/events/:eventId/contests/:contestId/judges', { params: { eventId, contestId: contest!.contestId }, body }),
      ]);
      // A session that was being looked up just then is remembered for a second at most.
      await expect.poll(async () => (await tablet.call('GET /api/session')).role).toBe('public');
      judgeId = next.judgeId;
    }
  });
});

describe('one roster confirmed twice at once', () => {
  it('is imported once', async () => {
    const { eventId } = await makeEvent(organiser, { entrants: 0, judges: 0 });
    const { importId } = await uploadRoster(organiser, eventId, ['姓名,单位,岗位', ...Array.from({ length: 40 }, (_, n) => `人${n},单位,CLEAN_INDOOR`)].join('\n'));
    const confirm = () => organiser.call('POST /api/events/:eventId/roster/:importId/confirm', { params: { eventId, importId }, body: { skipFaulty: false } });
    expect((await codes(confirm(), confirm(), confirm())).sort()).toEqual(['import.stale', 'import.stale', 'ok']);
    expect(await node.db.entrant.count({ where: { eventId } })).toBe(40);
  });
});

describe('what makes something, sent three times at once because its answer was lost', () => {
  /** One thing, and one answer: but for the token's secret, of which the last is good. */
  async function once<T>(send: () => Promise<T>, count: () => Promise<number>): Promise<T> {
    const [before, answers] = [await count(), [await send(), ...(await Promise.all([send(), send()]))]];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await count()).toBe(before + 1);
    return answers[0]!;
  }

  it('is made once: events, posts’ cohorts, people, organisations, schemes, surveys, lines of a register, webhooks', async () => {
    const { db } = node;
    let sent = command();
    const event = await once(() => organiser.call('POST /api/events', { body: { ...sent, kind: 'practical-check', name: { zh: '一次', en: 'Once' }, posts: ['HVAC'] } }), () => db.event.count());
    expect(event.id).toBe(sent.commandId);
    const params = { eventId: event.id };
    expect(await db.contest.count({ where: params })).toBe(1);

    sent = command();
    const { id: organisationId } = await once(() => organiser.call('POST /api/events/:eventId/organisations', { params, body: { ...sent, name: { zh: '一处', en: 'Place' } } }), () => db.organisation.count({ where: params }));
    sent = command();
    await once(() => organiser.call('POST /api/events/:eventId/people', { params, body: { ...sent, name: '重名', gender: '', employeeNo: '', organisationId, contestIds: [] } }), () => db.person.count({ where: params }));
    sent = command();
    const { id: contestId } = await db.contest.findFirstOrThrow({ where: params });
    await once(() => organiser.call('POST /api/events/:eventId/contests/:contestId/cohorts', { params: { ...params, contestId }, body: { ...sent, name: { zh: '下午', en: 'Afternoon' } } }), () => db.contest.count({ where: params }));
    sent = command();
    const [card] = await organiser.call('GET /api/events/:eventId/schemes', { params });
    const { scheme } = await organiser.call('GET /api/events/:eventId/schemes/:schemeId', { params: { ...params, schemeId: card!.id } });
    await once(() => organiser.call('POST /api/events/:eventId/schemes', { params, body: { ...sent, scheme: { ...scheme, code: 'ONCE' } } }), () => db.schemeDraft.count({ where: params }));
    sent = command();
    const survey = { title: { zh: '满意度', en: 'Survey' }, questions: [{ zh: '满意吗', en: 'Satisfied?' }], comment: false, opensAt: '2030-01-01T00:00:00Z', closesAt: '2030-02-01T00:00:00Z', subjects: [{ organisation: '一处', post: null, site: '' }] };
    await once(() => organiser.call('POST /api/events/:eventId/surveys', { params, body: { ...sent, ...survey } }), () => db.survey.count({ where: params }));
    sent = command();
    await once(() => organiser.call('POST /api/events/:eventId/webhooks', { params, body: { ...sent, name: '一', url: 'http://127.0.0.1:9/' } }), () => db.webhook.count({ where: params }));
  });

  it('leaves one token, whose last secret is good, and one practice copy', async () => {
    let sent = command();
    const make = () => organiser.call('POST /api/tokens', { body: { ...sent, name: '一次', scopes: ['read'], eventId: null, days: 1 } });
    const before = await node.db.apiToken.count();
    const [first, last] = [await make(), await make()];
    expect([first.token.id, last.token.id, await node.db.apiToken.count()]).toEqual([sent.commandId, sent.commandId, before + 1]);
    const holding = ({ secret }: typeof last) => new Client(node.base, { headers: { authorization: `Bearer ${secret}` } });
    expect(await code(holding(last).api('GET /api/events', {}))).toBe('ok');
    expect(await code(holding(first).api('GET /api/events', {}))).toBe('access.bad-token');

    const { eventId } = await makeEvent(organiser, { entrants: 1, judges: 1 });
    const events = await node.db.event.count();
    sent = command();
    const copy = () => organiser.call('POST /api/events/:eventId/practice', { params: { eventId }, body: { ...sent, names: 'keep' } });
    const jobs = await Promise.all([copy(), copy()]);
    expect(new Set(jobs.map(({ id }) => id))).toEqual(new Set([sent.commandId]));
    await expect.poll(async () => (await organiser.call('GET /api/jobs/:jobId', { params: { jobId: sent.commandId } })).state, { timeout: 60_000 }).toBe('done');
    expect(await node.db.event.count()).toBe(events + 1);
    expect((await copy()).eventId).toBe(sent.commandId);
  });
});

describe('one command id in two contests at once', () => {
  it('is carried out in one and refused in the other', async () => {
    const { contests } = await makeEvent(organiser, { posts: ['CLEAN_INDOOR', 'GREEN_OUTDOOR'], entrants: ROUNDS, judges: 3 });
    for (const contest of contests) await openContest(organiser, contest);
    const panels = await Promise.all(contests.map((contest) => pairPanel(organiser, contest)));
    for (let round = 0; round < ROUNDS; round += 1) {
      const [marking, calling] = [command(), command()];
      const put = async ({ tablets: [tablet], entrants: [entrant], scheme }: Panel) => {
        const [criterion] = allCriteria(scheme);
        await tablet!.mark(entrant!, criterion!.id, plausibleMark(scheme, criterion!, 0.5, randomFor(round)), marking);
      };
      const call = ({ chief, entrants }: Panel) => chief.connection.send('entrant:call', { ...calling, entrantId: entrants[round]! });
      expect((await codes(...panels.map(put))).sort()).toEqual(['command.reused', 'ok']);
      expect((await codes(...panels.map(call))).sort()).toEqual(['command.reused', 'ok']);
    }
    for (const panel of panels) {
      await holds(panel);
      panel.close();
    }
  });
});

describe('while a contest is judged', () => {
  let panel: Panel;
  let second: Tablet['connection'];
  beforeAll(async () => {
    panel = await makePanel(organiser, { entrants: ROUNDS * 3, judges: 3 });
    second = await connect(panel.chief.visitor);
  });
  afterAll(() => {
    second.close();
    panel.close();
  });

  it('two confirmations of one entrant: one stands', async () => {
    for (const entrantId of panel.entrants.slice(0, ROUNDS)) {
      await panel.submitAll(entrantId, 1);
      const sheets = await versions(panel, entrantId);
      const confirm = (by: Tablet['connection']) => by.send('result:confirm', { ...command(), entrantId, sheets, without: [], vetoes: {} });
      expect((await codes(confirm(panel.chief.connection), confirm(second))).sort()).toEqual(['entrant.confirmed', 'ok']);
      expect(await node.db.result.count({ where: { entrantId } })).toBe(1);
    }
    await holds(panel);
  });

  it('a confirmation and a return: the result rests on what the chief saw, or is refused', async () => {
    const [criterion] = allCriteria(panel.scheme);
    for (const entrantId of panel.entrants.slice(ROUNDS, 2 * ROUNDS)) {
      await panel.submitAll(entrantId, 2);
      const sheets = await versions(panel, entrantId);
      const [confirmed, returned] = await codes(
        panel.chief.connection.send('result:confirm', { ...command(), entrantId, sheets, without: [], vetoes: {} }),
        second.send('sheet:return', { ...command(), sheetId: sheets[0]!.sheetId, reason: '复核', items: [criterion!.id] }),
      );
      expect([['ok', 'sheet.locked'], ['result.sheets-missing', 'ok']]).toContainEqual([confirmed, returned]);
    }
    await holds(panel);
  });

  it('marks, hand-ins, calls and the new holder of a seat: every acknowledged mark is there, each seat counts once', async () => {
    const { made } = panel;
    for (const [round, entrantId] of panel.entrants.slice(2 * ROUNDS).entries()) {
      const [tablet] = panel.tablets;
      await Promise.all(panel.tablets.map((one) => one.markAll(entrantId, round)));
      const sheet = tablet!.sheet(entrantId);
      const [criterion] = allCriteria(panel.scheme);
      const known = sheet.marks.find(({ criterionId }) => criterionId === criterion!.id)!;
      const mark = { ...command(), sheetId: sheet.id, criterionId: criterion!.id, value: known.value, expectedVersion: known.version };
      const [marked, again, handedIn] = await codes(
        tablet!.connection.send('mark:put', mark),
        tablet!.connection.send('mark:put', mark),
        tablet!.connection.send('sheet:submit', { ...command(), sheetId: sheet.id, expectedVersion: sheet.version, signature: signatureOf('甲') }),
        panel.chief.connection.send('entrant:call', { ...command(), entrantId }),
        second.send('entrant:call', { ...command(), entrantId }),
      );
      expect([marked, handedIn]).not.toEqual(['ok', 'ok']);
      expect([['ok', 'ok'], ['sheet.locked', 'sheet.locked']]).toContainEqual([marked, again]);
      const stored = await node.db.mark.findFirstOrThrow({ where: { sheetId: sheet.id, criterionId: criterion!.id } });
      expect(stored.version).toBe(marked === 'ok' ? known.version + 1 : known.version);
      expect(await node.db.contestEvent.count({ where: { commandId: mark.commandId } })).toBe(marked === 'ok' ? 1 : 0);
      expect(await node.db.entrant.count({ where: { contestId: made.contestId, state: 'onStage' } })).toBe(1);
    }
    const before = panel.tablets[0]!;
    const entrantId = panel.entrants.at(-1)!;
    const open = (await before.connection.send('desk:join', {})).sheets.find((sheet) => sheet.entrantId === entrantId)!;
    const body = { seat: 1, role: 'judge', name: '接替者', organisation: '' } as const;
    const [handedIn] = await codes(
      before.connection.send('sheet:submit', { ...command(), sheetId: open.id, expectedVersion: open.version, signature: signatureOf('甲') }),
      organiser.call('POST /api/events/:eventId/contests/:contestId/judges', { params: panel.params, body }),
    );
    expect(handedIn).toMatch(/^ok$|^access\.sign-in$|^sheet\.(not-yours|locked)$/);
    const counted = await node.db.sheet.findMany({ where: { entrantId }, include: { judge: true } });
    const ofSeat = counted.filter(({ judge, state }) => judge.seat === 1 && (state === 'submitted' || !judge.endedAt));
    expect(ofSeat).toHaveLength(1);
    await holds(panel);
  });

  it('new badges, new codes and calls wait for each other', async () => {
    const contest = await makePanel(organiser, { entrants: 30, judges: 3 });
    const { params } = contest;
    const badges = () => organiser.call('POST /api/events/:eventId/contests/:contestId/badges', { params });
    const cards = () => organiser.call('POST /api/events/:eventId/contests/:contestId/codes', { params });
    const call = (entrantId: string) => contest.chief.connection.send('entrant:call', { ...command(), entrantId });
    for (let round = 0; round < ROUNDS; round += 1) {
      const calls = contest.entrants.slice(round * 3, round * 3 + 3).reverse().map(call);
      expect(new Set(await codes(badges(), badges(), cards(), badges(), cards(), ...calls))).toEqual(new Set(['ok']));
    }
    const alive = await node.db.pairingCode.count({ where: { judgeId: { in: [...contest.made.judgeIds] }, usedAt: null, expiresAt: { gt: new Date() } } });
    expect(alive).toBe(3);
    contest.close();
  });

  it('badges and a substitute: whose place it is by then is on the badge', async () => {
    const { eventId, contests: [contest] } = await makeEvent(organiser, { entrants: 2, judges: 1 });
    const params = { eventId, contestId: contest!.contestId };
    const entrant = await node.db.entrant.findFirstOrThrow({ where: params });
    const badges = await node.db.$transaction(async (tx) => {
      await lockContest(tx, params.eventId, params.contestId);
      const asked = organiser.call('POST /api/events/:eventId/contests/:contestId/badges', { params });
      await somebodyWaits(node.db);
      const person = await tx.person.create({ data: { eventId, id: randomUUID(), name: '替补一', organisationId: entrant.organisationId } });
      await tx.entrant.update({ where: { eventId_id: { eventId, id: entrant.id } }, data: { personId: person.id } });
      return { asked };
    }, HOLDS);
    expect((await badges.asked).map(({ name }) => name)).toContain('替补一');
  });

  it('an old badge and a new one: what is opened with the old one ends with it', async () => {
    const { contests: [contest] } = await makeEvent(organiser, { entrants: 1, judges: 1 });
    const [badge] = await makeBadges(organiser, contest!);
    const { opened } = await node.db.$transaction(async (tx) => {
      await tx.entrant.updateMany({ where: { id: badge!.entrantId }, data: { resultCodeHash: randomUUID() } });
      const asked = code(openResult(node.base, badge!));
      await somebodyWaits(node.db);
      return { opened: asked };
    }, HOLDS);
    expect(await opened).toBe('result.bad-code');
  });

  it('closing and marking: no mark is taken once it is closed', async () => {
    const short = await makePanel(organiser, { entrants: 1, judges: 3 });
    const [entrantId] = short.entrants as [string];
    await short.submitAll(entrantId, 3);
    const sheets = await versions(short, entrantId);
    const close = () => organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: short.params, body: { state: 'closed' } });
    const confirm = { ...command(), entrantId, sheets, without: [], vetoes: {} };
    const [early, confirmed] = await codes(close(), short.chief.connection.send('result:confirm', confirm));
    expect([['contest.unfinished', 'ok'], ['ok', 'ok']]).toContainEqual([early, confirmed]);
    await close();
    expect(await code(short.chief.connection.send('result:confirm', confirm))).toBe('ok');
    expect(await code(short.chief.connection.send('result:confirm', { ...confirm, commandId: randomUUID() }))).toBe('contest.not-running');
    await holds(short);
    short.close();
  });
});
