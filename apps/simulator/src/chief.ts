/** The chief of one contest: calls the entrant, waits for the sheets, rarely returns one, turns vetoes down, confirms. */
import type { ChiefDesk, DeskEntrant, Sheet } from '@leitai/contract';
import { allCriteria, spreads, type Marks } from '@leitai/scoring';
import { command, type Connection } from './client.ts';
import { Desk } from './desk.ts';
import { nextTap, type Play } from './play.ts';
import { randomFor } from './random.ts';

/** How often a chief returns a sheet. */
const RETURNS = 0.05;

export class Chief extends Desk<ChiefDesk> {
  private readonly connection: Connection;
  private readonly play: Play;

  private constructor(connection: Connection, play: Play, desk: ChiefDesk) {
    super(desk, () => connection.send('contest:join', { contestId: desk.contest.id }));
    this.connection = connection;
    this.play = play;
  }

  static async join(connection: Connection, contestId: string, play: Play): Promise<Chief> {
    const chief = new Chief(connection, play, await connection.send('contest:join', { contestId }));
    connection.on('sheet:changed', ({ sheet }) => chief.replace(sheet));
    connection.onReconnect(() => void chief.refresh());
    return chief;
  }

  /** Entrants still to be judged, in order of appearance. */
  waiting(): DeskEntrant[] {
    return this.desk.entrants
      .filter(({ state }) => state === 'waiting' || state === 'on-stage' || state === 'performed')
      .sort((a, b) => a.position - b.position);
  }

  /** Who already stands on the stage need not be called. */
  async call({ id, state }: DeskEntrant): Promise<void> {
    await nextTap(this.play, 0.5);
    if (state !== 'on-stage') await this.connection.send('entrant:call', { ...command(), entrantId: id });
  }

  /** Waits until every judge has handed in, rarely returns a sheet, and makes the result stand. */
  async judge(entrant: DeskEntrant): Promise<void> {
    await this.allSubmitted(entrant.id);
    await this.perhapsReturn(entrant);
    await this.allSubmitted(entrant.id);
    await nextTap(this.play, 0.5);
    await this.confirm(entrant);
  }

  /** Confirms the sheets as they are on this desk; every veto is turned down. @returns the result's revision. */
  confirm(entrant: DeskEntrant): Promise<number> {
    return this.readyToConfirm(entrant)();
  }

  /** What the desk works out before the chief touches the button; the touch itself is the answer. */
  readyToConfirm(entrant: DeskEntrant): () => Promise<number> {
    const sheets = this.sheetsOf(entrant.id);
    const vetoes = Object.fromEntries(this.raised(sheets).map((id) => [id, false]));
    const { scheme, rules, contest } = this.desk;
    const apart = spreads(scheme, rules, sheets.map((sheet) => ({ judgeId: sheet.judgeId, marks: marksOf(sheet) }))).exceeded;
    const note = '模拟:分差已复核 / Simulated: the spread was looked at';
    const seen = { entrantId: entrant.id, sheets: sheets.map(({ id, version }) => ({ sheetId: id, version })), without: [], vetoes, ...(apart && { note }) };
    return async () => {
      const sentAt = performance.now();
      const { revision } = await this.connection.send('result:confirm', { ...command(), ...seen });
      this.play.tally.confirmed.push({ contestId: contest.id, revision, sentAt });
      return revision;
    };
  }

  private async perhapsReturn({ id, code }: DeskEntrant): Promise<void> {
    const { scheme, contest } = this.desk;
    const random = randomFor(this.play.seed, contest.letter, 'chief', code);
    if (!random.chance(RETURNS)) return;
    const seats = new Map(this.desk.judges.map((judge) => [judge.id, judge.seat]));
    const sheet = random.pick(this.sheetsOf(id).toSorted((a, b) => (seats.get(a.judgeId) ?? 0) - (seats.get(b.judgeId) ?? 0)));
    const items = [random.pick(allCriteria(scheme).filter(({ scale }) => scale.type !== 'derived')).id];
    const reason = '模拟:请复核此项 / Simulated: please look at this again';
    const returned = await this.connection.send('sheet:return', { ...command(), sheetId: sheet.id, reason, items });
    this.play.tally.returned += 1;
    this.replace(returned.sheet);
  }

  allSubmitted(entrantId: string): Promise<void> {
    const submitted = () => this.sheetsOf(entrantId).every(({ state }) => state === 'submitted');
    return this.watch.until(submitted, () => this.refresh(), this.play.signal);
  }

  /** The sheets that count: the seated judges', and what a replaced judge had handed in; none of a recused one. */
  sheetsOf(entrantId: string): Sheet[] {
    const seated = new Set(this.desk.judges.map(({ id }) => id));
    return this.desk.sheets.filter((sheet) =>
      sheet.entrantId === entrantId && sheet.state !== 'recused' && (seated.has(sheet.judgeId) || sheet.state === 'submitted'));
  }

  private raised(sheets: readonly Sheet[]): string[] {
    const marked = new Set(sheets.flatMap(({ marks }) => marks.filter(({ value }) => value !== null).map(({ criterionId }) => criterionId)));
    return this.desk.scheme.vetoes.map(({ id }) => id).filter((id) => marked.has(id));
  }
}

const marksOf = ({ marks }: Sheet): Marks =>
  Object.fromEntries(marks.flatMap(({ criterionId, value }) => (value === null ? [] : [[criterionId, value]])));
