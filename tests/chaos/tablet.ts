// A simulated judge's tablet: marks go into its log first and leave it when acknowledged; everything acknowledged is remembered.

import { randomUUID } from 'node:crypto';
import type { JudgeDesk, MessageInput, Sheet } from '@leitai/contract';
import { allCriteria, type Criterion, type MarkValue } from '@leitai/scoring';
import { RefusedByServer } from '../../apps/simulator/src/client.ts';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import type { Random } from '../../apps/simulator/src/random.ts';
import { signatureOf } from '../../apps/simulator/src/signature.ts';
import type { Line } from './line.ts';

export type Put = MessageInput<'mark:put'>;
export type Acked = Put & { readonly version: number; readonly revision: number };

/** How often a tap is thought better of, cleared first, or followed by a reload of the page; and how often a sheet handed in is withdrawn again. */
export type Habits = { readonly changes: number; readonly clears: number; readonly withdraws: number; readonly reloads: number; readonly swaps: number; /** Milliseconds. */ readonly clockOff: number };

export class Tablet {
  private readonly line: Line;
  private readonly random: Random;
  private readonly habits: Habits;
  private desk!: JudgeDesk;
  /** What a real tablet keeps in its own storage: it outlives the page. */
  private outbox: Put[] = [];
  readonly sent = new Map<string, Put>();
  readonly acked: Acked[] = [];
  /** Hand-ins and withdrawals. */
  readonly ackedSheets: { readonly commandId: string; readonly revision: number }[] = [];

  constructor(line: Line, random: Random, habits: Habits) {
    this.line = line;
    this.random = random;
    this.habits = habits;
  }

  get judgeId(): string {
    return this.desk.me.judgeId;
  }

  async join(): Promise<void> {
    this.desk = await this.line.send('desk:join', {});
  }

  /** Marks and hands in what is open or was returned of an entrant. @returns whether the sheet is done for good. */
  async judge(entrantId: string): Promise<boolean> {
    await this.join();
    const sheet = this.sheetOf(entrantId);
    if (!sheet || sheet.state === 'confirmed') return true;
    if (sheet.state === 'submitted') return false;
    const items = sheet.state === 'returned' ? sheet.returned!.items : null;
    for (const criterion of allCriteria(this.desk.scheme)) {
      if (criterion.scale.type !== 'derived' && (!items || items.includes(criterion.id))) await this.tap(entrantId, criterion);
    }
    await this.flush();
    await this.join();
    const { id, version, state } = this.sheetOf(entrantId)!;
    if (state === 'open' || state === 'returned') await this.handIn(id, version);
    return false;
  }

  private async handIn(sheetId: string, expectedVersion: number): Promise<void> {
    const submit = { commandId: randomUUID(), at: this.now(), sheetId, expectedVersion, signature: signatureOf(this.desk.me.name) };
    const { revision, sheet } = await this.line.send('sheet:submit', submit);
    this.ackedSheets.push({ commandId: submit.commandId, revision });
    if (this.random.chance(this.habits.withdraws)) await this.withdraw(sheetId, sheet.version);
  }

  /** The chief may have been quicker: then the sheet stays as it is. */
  private async withdraw(sheetId: string, expectedVersion: number): Promise<void> {
    const withdraw = { commandId: randomUUID(), at: this.now(), sheetId, expectedVersion };
    try {
      const { revision } = await this.line.send('sheet:withdraw', withdraw);
      this.ackedSheets.push({ commandId: withdraw.commandId, revision });
    } catch (error) {
      if (!(error instanceof RefusedByServer) || (error.code !== 'sheet.locked' && error.code !== 'sheet.stale')) throw error;
    }
  }

  private async tap(entrantId: string, criterion: Criterion): Promise<void> {
    const { random, habits } = this;
    const value = () => plausibleMark(this.desk.scheme, criterion, 0.8, random);
    if (random.chance(habits.changes)) this.keep(entrantId, criterion.id, value());
    if (random.chance(habits.clears)) this.keep(entrantId, criterion.id, null);
    this.keep(entrantId, criterion.id, value());
    if (random.chance(habits.swaps)) return;
    await this.flush();
    // A reload forgets everything but the log.
    if (random.chance(habits.reloads)) {
      this.line.close();
      await this.join();
    }
  }

  private keep(entrantId: string, criterionId: string, value: MarkValue | null): void {
    const sheet = this.sheetOf(entrantId)!;
    const pending = this.outbox.findLast((put) => put.sheetId === sheet.id && put.criterionId === criterionId);
    const acked = this.acked.findLast((put) => put.sheetId === sheet.id && put.criterionId === criterionId);
    const standing = sheet.marks.find((mark) => mark.criterionId === criterionId)?.version ?? 0;
    const expectedVersion = pending ? pending.expectedVersion + 1 : Math.max(standing, acked?.version ?? 0);
    this.outbox.push({ commandId: randomUUID(), at: this.now(), sheetId: sheet.id, criterionId, value, expectedVersion });
  }

  /** Sends in order per item; of several items, in any order and at once. */
  private async flush(): Promise<void> {
    while (this.outbox.length > 0) {
      const first = [...new Map(this.outbox.toReversed().map((put) => [`${put.sheetId}/${put.criterionId}`, put])).values()];
      const drawn = first.map((put) => ({ put, at: this.random.next() })).sort((a, b) => a.at - b.at);
      await Promise.all(drawn.map(({ put }) => this.deliver(put)));
    }
  }

  /** The command leaves the log only when it is acknowledged. */
  private async deliver(put: Put): Promise<void> {
    this.sent.set(put.commandId, put);
    const { version, revision } = await this.line.send('mark:put', put);
    this.acked.push({ ...put, version, revision });
    this.outbox = this.outbox.filter((other) => other !== put);
  }

  private sheetOf(entrantId: string): Sheet | undefined {
    return this.desk.sheets.find((sheet) => sheet.entrantId === entrantId);
  }

  private now(): string {
    return new Date(Date.now() + this.habits.clockOff).toISOString();
  }
}
