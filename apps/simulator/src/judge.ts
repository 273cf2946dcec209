/** One judge on one tablet: waits for the entrant to be called, marks criterion by criterion, hands in, looks again when asked. */
import type { JudgeDesk, MarkValue, Sheet } from '@leitai/contract';
import { allCriteria, type Criterion, type Marks } from '@leitai/scoring';
import { meetNeeds, photograph } from './beside.ts';
import { command, RefusedByServer, type Client, type Connection } from './client.ts';
import { Desk } from './desk.ts';
import { plausibleMark } from './marks.ts';
import { nextTap, severityOf, skillOf, type Play } from './play.ts';
import { randomFor, type Random } from './random.ts';
import { signatureOf } from './signature.ts';

/** How often a judge mistypes and corrects; clears and marks again; raises a veto. */
const CORRECTS = 0.04;
const CLEARS = 0.02;
const VETOES = 0.01;
/** The desk was not what the server has: it is looked at anew. */
const BEHIND = new Set(['sheet.locked', 'sheet.stale']);

export class Judge extends Desk<JudgeDesk> {
  private readonly connection: Connection;
  private readonly device: Client;
  private readonly play: Play;

  private constructor(connection: Connection, device: Client, play: Play, desk: JudgeDesk) {
    super(desk, () => connection.send('desk:join', {}));
    this.connection = connection;
    this.device = device;
    this.play = play;
  }

  static async join(connection: Connection, device: Client, play: Play): Promise<Judge> {
    const judge = new Judge(connection, device, play, await connection.send('desk:join', {}));
    connection.on('contest:changed', ({ entrants }) => {
      judge.desk = { ...judge.desk, entrants: entrants.map((entrant) => ({ ...entrant })) };
      judge.watch.changed();
    });
    connection.on('sheet:changed', ({ sheet }) => judge.replace(sheet));
    connection.onReconnect(() => void judge.refresh());
    return judge;
  }

  get id(): string {
    return this.desk.me.judgeId;
  }

  /** What this judge has had acknowledged for an entrant: marks that stand. */
  marksFor(entrantId: string): Marks {
    const marks = this.sheetOf(entrantId)?.marks ?? [];
    return Object.fromEntries(marks.flatMap(({ criterionId, value }) => (value === null ? [] : [[criterionId, value]])));
  }

  /** Marks an entrant's sheet once called, and stays with it until the chief has confirmed it. */
  async score(entrantId: string): Promise<void> {
    const { signal } = this.play;
    const refresh = () => this.refresh();
    await this.watch.until(() => this.stateOf(entrantId) === 'on-stage', refresh, signal);
    // A recused judge has no sheet for this entrant, or a closed one.
    const over = (): boolean => ['confirmed', 'recused'].includes(this.sheetOf(entrantId)?.state ?? 'recused');
    while (!over()) {
      await this.handIn(entrantId);
      await this.watch.until(() => this.sheetOf(entrantId)?.state !== 'submitted', refresh, signal);
    }
  }

  /** Marks what is missing or was asked back, and submits; does nothing where the sheet is handed in. */
  async handIn(entrantId: string): Promise<void> {
    const sheet = this.sheetOf(entrantId);
    if (sheet?.state === 'open') await this.fill(entrantId);
    else if (sheet?.state === 'returned') await this.lookAgain(entrantId, sheet.returned?.items ?? []);
    else return;
    await this.submit(entrantId);
  }

  private async fill(entrantId: string): Promise<void> {
    const { scheme } = this.desk;
    const random = this.randomFor(entrantId);
    const done = this.marksFor(entrantId);
    for (const criterion of allCriteria(scheme)) {
      if (criterion.scale.type === 'derived' || done[criterion.id]) continue;
      if (random.chance(CORRECTS)) await this.put(entrantId, criterion.id, this.markFor(entrantId, criterion, random), random);
      if (random.chance(CLEARS)) {
        await this.put(entrantId, criterion.id, this.markFor(entrantId, criterion, random), random);
        await this.put(entrantId, criterion.id, null, random);
      }
      await this.put(entrantId, criterion.id, this.markFor(entrantId, criterion, random), random);
    }
    if (scheme.vetoes.length === 0 || !random.chance(VETOES)) return;
    await this.put(entrantId, random.pick(scheme.vetoes).id, { type: 'veto', reason: '模拟:请裁判长裁定 / Simulated: for the chief to decide' }, random);
    this.play.tally.vetoes += 1;
  }

  private async lookAgain(entrantId: string, items: readonly string[]): Promise<void> {
    const random = this.randomFor(entrantId, 'again');
    for (const criterion of allCriteria(this.desk.scheme).filter(({ id }) => items.includes(id))) {
      await this.put(entrantId, criterion.id, this.markFor(entrantId, criterion, random), random);
    }
  }

  private async put(entrantId: string, criterionId: string, value: MarkValue | null, random: Random): Promise<void> {
    await nextTap(this.play, random.next());
    const { tally } = this.play;
    const sheet = this.sheetOf(entrantId)!;
    const standing = sheet.marks.find((mark) => mark.criterionId === criterionId);
    const [sentAt, { breaks }] = [performance.now(), this.connection];
    tally.marksSent += 1;
    const answer = await this.connection.send('mark:put', {
      ...command(), sheetId: sheet.id, criterionId, value, expectedVersion: standing?.version ?? 0,
    });
    (this.connection.breaks === breaks ? tally.tapToAck : tally.overBreak).push(performance.now() - sentAt);
    const mark = { criterionId, value, version: answer.version, at: answer.recordedAt };
    this.replace({ ...sheet, version: answer.sheetVersion, marks: [...sheet.marks.filter((other) => other !== standing), mark] });
  }

  private async submit(entrantId: string): Promise<void> {
    await nextTap(this.play, 0.5);
    await this.perhapsPhotograph(entrantId);
    const { id, version } = await meetNeeds(this.connection, this.device, this.desk, this.sheetOf(entrantId)!);
    const handedIn = await this.connection.send('sheet:submit', { ...command(), sheetId: id, expectedVersion: version, signature: signatureOf(this.desk.me.name) }).catch((error: unknown) => {
      if (error instanceof RefusedByServer && BEHIND.has(error.code)) return null;
      throw error;
    });
    // As after a line that broke.
    if (handedIn === null) return this.refresh();
    this.play.tally.submitted += 1;
    this.replace(handedIn.sheet);
  }

  private async perhapsPhotograph(entrantId: string): Promise<void> {
    const { pictures } = this.play;
    const random = this.randomFor(entrantId, 'picture');
    if (!pictures || !random.chance(pictures.often)) return;
    const { contest, scheme } = this.desk;
    this.replace(await photograph(this.device, contest, this.sheetOf(entrantId)!, random.pick(allCriteria(scheme)).id, random.pick(pictures.of)));
  }

  private markFor(entrantId: string, criterion: Criterion, random: Random): MarkValue {
    const { contest, me, scheme } = this.desk;
    const deserved = skillOf(this.play, contest.letter, this.codeOf(entrantId)) + severityOf(this.play, contest.letter, me.seat) + 0.08 * random.normal();
    return plausibleMark(scheme, criterion, Math.min(1, Math.max(0, deserved)), random);
  }

  private randomFor(entrantId: string, ...more: readonly string[]): Random {
    const { contest, me } = this.desk;
    return randomFor(this.play.seed, contest.letter, me.seat, this.codeOf(entrantId), ...more);
  }

  private sheetOf(entrantId: string): Sheet | undefined {
    return this.desk.sheets.find((sheet) => sheet.entrantId === entrantId);
  }

  private stateOf(entrantId: string): string | undefined {
    return this.desk.entrants.find(({ id }) => id === entrantId)?.state;
  }

  private codeOf(entrantId: string): string {
    return this.desk.entrants.find(({ id }) => id === entrantId)!.code;
  }
}
