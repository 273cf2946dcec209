// What a simulated judge puts beside marks: notes by message, photographs by request; everything acknowledged is remembered.

import { randomUUID } from 'node:crypto';
import type { JudgeDesk, MessageInput, Sheet } from '@leitai/contract';
import { unmetNeeds } from '@leitai/scoring';
import type { Random } from '../../apps/simulator/src/random.ts';
import type { Line } from './line.ts';
import type { Uploads } from './uploads.ts';

/** How often a note is written or a photograph taken that nothing asks for, or one taken off again. */
const [WRITES, TAKES, REMOVES] = [0.3, 0.15, 0.3];

type Noted = MessageInput<'note:put'> & { readonly version: number; readonly revision: number };
export type Taken = { readonly commandId: string; readonly sheetId: string; readonly hash: string; readonly revision: number; removed: boolean };
/** The device the judge works with, and its wrong clock. */
type Device = { readonly line: Line; readonly cookie: string };

export class Beside {
  private readonly uploads: Uploads;
  private readonly random: Random;
  private readonly now: () => string;
  readonly notes: Noted[] = [];
  readonly photos: Taken[] = [];
  readonly removals: { readonly commandId: string; readonly revision: number }[] = [];

  constructor(uploads: Uploads, random: Random, now: () => string) {
    this.uploads = uploads;
    this.random = random;
    this.now = now;
  }

  /** Whatever comes to mind beside an open item, in any order. */
  async wander(device: Device, desk: JudgeDesk, sheet: Sheet, criterionId: string): Promise<void> {
    if (this.random.chance(WRITES)) await this.write(device, sheet, criterionId, this.random.chance(0.2) ? null : `见现场 ${this.random.below(1_000)}`);
    if (this.random.chance(TAKES)) await this.take(device, desk, sheet.id, criterionId);
    const own = this.photos.find((photo) => photo.sheetId === sheet.id && !photo.removed);
    if (sheet.state === 'open' && own && this.random.chance(REMOVES)) await this.remove(device, own);
  }

  /** What the sheet's marks ask for and is not there. */
  async meet(device: Device, desk: JudgeDesk, sheet: Sheet): Promise<void> {
    const marks = Object.fromEntries(sheet.marks.flatMap(({ criterionId, value }) => (value === null ? [] : [[criterionId, value]])));
    const stands = (criterionId: string) => ({
      note: sheet.notes.find((note) => note.criterionId === criterionId)?.text ?? '', evidence: sheet.evidence.filter((one) => one.criterionId === criterionId).length,
    });
    for (const { criterionId, what } of unmetNeeds(desk.scheme, marks, stands)) {
      await (what === 'note' ? this.write(device, sheet, criterionId, '按细则扣分') : this.take(device, desk, sheet.id, criterionId));
    }
  }

  private async write({ line }: Device, sheet: Sheet, criterionId: string, text: string | null): Promise<void> {
    const expectedVersion = sheet.notes.find((note) => note.criterionId === criterionId)?.version ?? 0;
    const put = { commandId: randomUUID(), at: this.now(), sheetId: sheet.id, criterionId, text, expectedVersion };
    const { version, revision } = await line.send('note:put', put);
    this.notes.push({ ...put, version, revision });
  }

  private async take({ cookie }: Device, { contest: { eventId, id: contestId } }: JudgeDesk, sheetId: string, criterionId: string): Promise<void> {
    const { evidence, revision } = await this.uploads.send(cookie, { eventId, contestId }, this.now(), sheetId, criterionId);
    this.photos.push({ commandId: evidence.id, sheetId, hash: evidence.hash, revision, removed: false });
  }

  private async remove({ line }: Device, photo: Taken): Promise<void> {
    const remove = { commandId: randomUUID(), at: this.now(), sheetId: photo.sheetId, evidenceId: photo.commandId };
    const { revision } = await line.send('evidence:remove', remove);
    photo.removed = true;
    this.removals.push({ commandId: remove.commandId, revision });
  }
}
