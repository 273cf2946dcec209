// A contest that is being judged: its panel's tablets, its chief and a viewer, over real sockets.

import type { BoardState, ChiefDesk, JudgeDesk, MessageInput, MessageOutput } from '@leitai/contract';
import { allCriteria, type MarkValue, type Scheme } from '@leitai/scoring';
import { meetNeeds } from '../../apps/simulator/src/beside.ts';
import { command, Connection } from '../../apps/simulator/src/client.ts';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import { randomFor, type Random } from '../../apps/simulator/src/random.ts';
import { signatureOf } from '../../apps/simulator/src/signature.ts';
import { makeEvent, openContest, pairJudge, type MadeContest } from './factory.ts';
import type { Visitor } from './visitor.ts';

export const connect = (visitor: Visitor): Promise<Connection> => Connection.open(visitor.base, visitor.cookie);

/** A judge's tablet that knows its desk and the versions it has seen. */
export class Tablet {
  readonly connection: Connection;
  readonly visitor: Visitor;
  desk!: JudgeDesk;

  constructor(connection: Connection, visitor: Visitor) {
    this.connection = connection;
    this.visitor = visitor;
  }

  async join(): Promise<void> {
    this.desk = await this.connection.send('desk:join', {});
  }

  sheet(entrantId: string) {
    return this.desk.sheets.find((sheet) => sheet.entrantId === entrantId)!;
  }

  async mark(entrantId: string, criterionId: string, value: MarkValue | null, over: Partial<MessageInput<'mark:put'>> = {}) {
    const sheet = this.sheet(entrantId);
    const known = sheet.marks.find((mark) => mark.criterionId === criterionId);
    const expectedVersion = known?.version ?? 0;
    const answer = await this.connection.send('mark:put', { ...command(), sheetId: sheet.id, criterionId, value, expectedVersion, ...over });
    const mark = { criterionId, value, version: answer.version, at: answer.recordedAt };
    if (known) Object.assign(known, mark);
    else sheet.marks.push(mark);
    sheet.version = answer.sheetVersion;
    return answer;
  }

  /** Chance for this entrant's marks: from the seed and the code, which is the place in the order, never from an id, which is another in every run. */
  chance(entrantId: string, seed: number): Random {
    return randomFor(seed, this.desk.entrants.find(({ id }) => id === entrantId)!.code);
  }

  /** Marks all criteria, reproducibly by seed. */
  async markAll(entrantId: string, seed: number): Promise<void> {
    const random = this.chance(entrantId, seed);
    for (const criterion of allCriteria(this.desk.scheme)) {
      await this.mark(entrantId, criterion.id, plausibleMark(this.desk.scheme, criterion, 0.8, random));
    }
  }

  /** Hands in, with the notes and photographs the scheme asks for. */
  async submit(entrantId: string, over: Partial<MessageInput<'sheet:submit'>> = {}): Promise<MessageOutput<'sheet:submit'>> {
    const sheet = this.sheet(entrantId);
    Object.assign(sheet, await meetNeeds(this.connection, this.visitor, this.desk, sheet));
    const signature = signatureOf(this.desk.me.name);
    const answer = await this.connection.send('sheet:submit', { ...command(), sheetId: sheet.id, expectedVersion: sheet.version, signature, ...over });
    Object.assign(sheet, answer.sheet);
    return answer;
  }

  async withdraw(entrantId: string, over: Partial<MessageInput<'sheet:withdraw'>> = {}): Promise<MessageOutput<'sheet:withdraw'>> {
    const sheet = this.sheet(entrantId);
    const answer = await this.connection.send('sheet:withdraw', { ...command(), sheetId: sheet.id, expectedVersion: sheet.version, ...over });
    Object.assign(sheet, answer.sheet);
    return answer;
  }
}

export class Panel {
  readonly made: MadeContest;
  readonly tablets: readonly Tablet[];
  readonly chief: Tablet;

  constructor(made: MadeContest, tablets: readonly Tablet[], chief: Tablet) {
    this.made = made;
    this.tablets = tablets;
    this.chief = chief;
  }

  /** For the addresses of the contest's routes. */
  get params(): { eventId: string; contestId: string } {
    return { eventId: this.made.eventId, contestId: this.made.contestId };
  }

  get scheme(): Scheme {
    return this.chief.desk.scheme;
  }

  get entrants(): readonly string[] {
    return this.chief.desk.entrants.map(({ id }) => id);
  }

  look(): Promise<ChiefDesk> {
    return this.chief.connection.send('contest:join', { contestId: this.made.contestId });
  }

  /** Confirms as the chief sees the sheets now, by default from the chief's own tablet. */
  async confirm(entrantId: string, over: Partial<MessageInput<'result:confirm'>> = {}, from = this.chief.connection): Promise<MessageOutput<'result:confirm'>> {
    const { sheets } = await this.look();
    const seen = sheets.filter((sheet) => sheet.entrantId === entrantId).map(({ id, version }) => ({ sheetId: id, version }));
    return from.send('result:confirm', { ...command(), entrantId, sheets: seen, without: [], vetoes: {}, ...over });
  }

  /** Every judge marks and submits, one after the other: the record has the same order in every run. */
  async submitAll(entrantId: string, seed: number): Promise<void> {
    for (const [index, tablet] of this.tablets.entries()) {
      await tablet.markAll(entrantId, seed + index);
      await tablet.submit(entrantId);
    }
  }

  close(): void {
    for (const tablet of [...this.tablets, this.chief]) tablet.connection.close();
  }
}

/** A running contest with its panel paired and joined. */
export async function makePanel(organiser: Visitor, options: Parameters<typeof makeEvent>[1] = {}): Promise<Panel> {
  const { contests: [made] } = await makeEvent(organiser, options);
  await openContest(organiser, made!);
  return pairPanel(organiser, made!);
}

/** The panel of a contest that runs, paired and joined. */
export async function pairPanel(organiser: Visitor, made: MadeContest): Promise<Panel> {
  const tablet = async (judgeId: string): Promise<Tablet> => {
    const visitor = await pairJudge(organiser, made.eventId, judgeId);
    const joined = new Tablet(await connect(visitor), visitor);
    await joined.join();
    return joined;
  };
  return new Panel(made, await Promise.all(made.judgeIds.map(tablet)), await tablet(made.chiefId));
}

/** The next board of at least this many confirmed results, from a viewer who has joined. */
export function boardWith(connection: Connection, confirmed: number): Promise<BoardState> {
  return new Promise((resolve) => {
    connection.on('board:changed', (board) => {
      if (board.confirmed >= confirmed) resolve(board);
    });
  });
}
