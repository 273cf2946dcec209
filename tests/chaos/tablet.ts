// A simulated judge's tablet: marks go into its log first and leave it when acknowledged; everything acknowledged is remembered.

import { randomUUID } from 'node:crypto';
import type { JudgeDesk, MessageInput, Sheet } from '@leitai/contract';
import { allCriteria, type Criterion, type MarkValue } from '@leitai/scoring';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import type { Random } from '../../apps/simulator/src/random.ts';
import { signatureOf } from '../../apps/simulator/src/signature.ts';
import { Beside } from './beside.ts';
import { unless } from './insist.ts';
import type { Line } from './line.ts';
import type { Uploads } from './uploads.ts';

export type Put = MessageInput<'mark:put'>;
export type Acked = Put & { readonly version: number; readonly revision: number };

export type Device = { readonly line: Line; readonly cookie: string };
/** How often a tap is thought better of, cleared first, or followed by a reload of the page; and how often a sheet handed in is withdrawn again. */
export type Habits = { readonly changes: number; readonly clears: number; readonly withdraws: number; readonly reloads: number; readonly swaps: number; /** Goes on with the other device. */ readonly changesDevice: number; /** Milliseconds. */ readonly clockOff: number };

/** Another hand was quicker: the chief moved the sheet, gave it back, or granted another attempt. What was refused is looked at anew. */
const OVERTAKEN = new Set(['sheet.locked', 'sheet.stale', 'mark.not-returned']);

/** One judge, on either of two devices. */
export class Tablet {
  private readonly devices: readonly Device[];
  private active = 0;
  private readonly random: Random;
  private readonly habits: Habits;
  private desk!: JudgeDesk;
  /** What a real tablet keeps in its own storage: it outlives the page. */
  private outbox: Put[] = [];
  readonly acked: Acked[] = [];
  readonly beside: Beside;
  /** Hand-ins, withdrawals and changes of the device. */
  readonly ackedSheets: { readonly commandId: string; readonly revision: number }[] = [];

  constructor(devices: readonly Device[], uploads: Uploads, random: Random, habits: Habits) {
    this.devices = devices;
    this.random = random;
    this.habits = habits;
    this.beside = new Beside(uploads, random, () => this.now());
  }

  private get device(): Device {
    return this.devices[this.active]!;
  }

  private get line(): Line {
    return this.device.line;
  }

  get judgeId(): string {
    return this.desk.me.judgeId;
  }

  async join(): Promise<void> {
    this.desk = await this.line.send('desk:join', {});
  }

  /** Marks and hands in what is open or was returned of an entrant. @returns whether the sheet is done for good. */
  async judge(entrantId: string): Promise<boolean> {
    if (this.random.chance(this.habits.changesDevice)) await this.takeOver();
    await this.join();
    const sheet = this.sheetOf(entrantId);
    if (!sheet || sheet.state === 'confirmed') return true;
    if (sheet.state !== 'submitted') await unless(OVERTAKEN, this.work(entrantId, sheet));
    return false;
  }

  private async work(entrantId: string, { id, state, returned }: Sheet): Promise<void> {
    const items = state === 'returned' ? returned!.items : null;
    const open = allCriteria(this.desk.scheme).filter(({ id: criterionId, scale }) => scale.type !== 'derived' && (!items || items.includes(criterionId)));
    for (const criterion of open) await this.tap(entrantId, criterion);
    await this.flush();
    await this.join();
    await this.beside.wander(this.device, this.desk, this.sheetById(id), this.random.pick(open).id);
    await this.join();
    await this.beside.meet(this.device, this.desk, this.sheetById(id));
    await this.join();
    const { version, entrantId: now, state: stands } = this.sheetById(id);
    // A sheet that became somebody else's is not handed in by a judge who watched another.
    if (now === entrantId && (stands === 'open' || stands === 'returned')) await this.handIn(id, version);
  }

  private async takeOver(): Promise<void> {
    this.active = 1 - this.active;
    const command = { commandId: randomUUID(), at: this.now() };
    const { revision } = await this.line.send('desk:take-over', command);
    this.ackedSheets.push({ commandId: command.commandId, revision });
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
    const withdrawn = await unless(OVERTAKEN, this.line.send('sheet:withdraw', withdraw));
    if (withdrawn) this.ackedSheets.push({ commandId: withdraw.commandId, revision: withdrawn.revision });
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
      const delivered = await Promise.allSettled(drawn.map(({ put }) => this.deliver(put)));
      for (const { reason } of delivered.filter((one) => one.status === 'rejected')) throw reason as Error;
    }
  }

  /** The command leaves the log only when it is acknowledged; one that is refused takes with it what was to follow it. */
  private async deliver(put: Put): Promise<void> {
    const follows = (other: Put): boolean => other.sheetId === put.sheetId && other.criterionId === put.criterionId;
    try {
      const { version, revision } = await this.line.send('mark:put', put);
      this.acked.push({ ...put, version, revision });
      this.outbox = this.outbox.filter((other) => other !== put);
    } catch (error) {
      this.outbox = this.outbox.filter((other) => !follows(other));
      throw error;
    }
  }

  private sheetOf(entrantId: string): Sheet | undefined {
    return this.desk.sheets.find((sheet) => sheet.entrantId === entrantId && sheet.state !== 'superseded');
  }

  private sheetById(id: string): Sheet {
    return this.desk.sheets.find((sheet) => sheet.id === id)!;
  }

  private now(): string {
    return new Date(Date.now() + this.habits.clockOff).toISOString();
  }
}
