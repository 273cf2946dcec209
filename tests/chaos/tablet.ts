// A simulated judge's tablet: marks go into its log first and are sent from there; everything acknowledged is remembered.

import { randomUUID } from 'node:crypto';
import type { JudgeDesk, Sheet } from '@leitai/contract';
import { allCriteria, type Criterion, type MarkValue } from '@leitai/scoring';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import type { Random } from '../../apps/simulator/src/random.ts';
import { signatureOf } from '../../apps/simulator/src/signature.ts';
import { Beside } from './beside.ts';
import { unless } from './insist.ts';
import type { Line } from './line.ts';
import { BoldLog, OwnLog, type Acked, type Log } from './log.ts';
import type { Uploads } from './uploads.ts';

export type Device = { readonly line: Line; readonly cookie: string };
/** How often a tap is thought better of, cleared first, or followed by a reload of the page; and how often a sheet handed in is withdrawn again. */
export type Habits = { readonly changes: number; readonly clears: number; readonly withdraws: number; readonly reloads: number; readonly swaps: number; /** Marks go through the tablet's own log, on a disk that fills up. */ readonly ownLog: boolean; /** Goes on with the other device. */ readonly changesDevice: number; /** Milliseconds. */ readonly clockOff: number };

/** Another hand was quicker: the chief moved the sheet, gave it back, or granted another attempt. What was refused is looked at anew. */
const OVERTAKEN = new Set(['sheet.locked', 'sheet.stale', 'mark.not-returned']);
/** Or the server's clock has jumped, by which a sheet handed in just now was handed in long ago. */
const TOO_LATE = new Set([...OVERTAKEN, 'sheet.withdraw-late']);

/** One judge, on either of two devices. */
export class Tablet {
  private readonly devices: readonly Device[];
  private active = 0;
  private readonly random: Random;
  private readonly habits: Habits;
  private desk!: JudgeDesk;
  /** What outlives the page. */
  readonly log: Log;
  readonly acked: Acked[] = [];
  readonly beside: Beside;
  /** Hand-ins, withdrawals and changes of the device. */
  readonly ackedSheets: { readonly commandId: string; readonly revision: number }[] = [];

  constructor(devices: readonly Device[], uploads: Uploads, random: Random, habits: Habits) {
    this.devices = devices;
    this.random = random;
    this.habits = habits;
    this.beside = new Beside(uploads, random, () => this.now());
    const way = { line: () => this.line, acked: (mark: Acked) => void this.acked.push(mark) };
    this.log = habits.ownLog ? new OwnLog(way, random) : new BoldLog(way, random);
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
    await this.log.flush();
    await this.join();
    await this.beside.wander(this.device, this.desk, this.sheetById(id), this.random.pick(open).id);
    await this.join();
    await this.beside.meet(this.device, this.desk, this.sheetById(id));
    await this.join();
    const { version, entrantId: now, state: stands, marks } = this.sheetById(id);
    // What went with the page is marked again.
    if (open.some(({ id: criterionId }) => !marks.some((mark) => mark.criterionId === criterionId && mark.value !== null))) return;
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
    const withdrawn = await unless(TOO_LATE, this.line.send('sheet:withdraw', withdraw));
    if (withdrawn) this.ackedSheets.push({ commandId: withdraw.commandId, revision: withdrawn.revision });
  }

  private async tap(entrantId: string, criterion: Criterion): Promise<void> {
    const { random, habits } = this;
    const value = () => plausibleMark(this.desk.scheme, criterion, 0.8, random);
    if (random.chance(habits.changes)) await this.keep(entrantId, criterion.id, value());
    if (random.chance(habits.clears)) await this.keep(entrantId, criterion.id, null);
    await this.keep(entrantId, criterion.id, value());
    // A reload forgets everything but the log, before or after what is in it has left.
    if (habits.ownLog && random.chance(habits.reloads)) await this.log.reload();
    if (random.chance(habits.swaps)) return;
    await this.log.flush();
    if (random.chance(habits.reloads)) {
      this.line.close();
      await this.log.reload();
      await this.join();
    }
  }

  private keep(entrantId: string, criterionId: string, value: MarkValue | null): Promise<void> {
    const sheet = this.sheetOf(entrantId)!;
    const acked = this.acked.findLast((put) => put.sheetId === sheet.id && put.criterionId === criterionId);
    const standing = sheet.marks.find((mark) => mark.criterionId === criterionId)?.version ?? 0;
    return this.log.put({ commandId: randomUUID(), at: this.now(), sheetId: sheet.id, criterionId, value, expectedVersion: Math.max(standing, acked?.version ?? 0) });
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
