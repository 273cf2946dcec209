/** The judge's desk: the snapshot, the sheet in hand, and every way to change it. */
import type { JudgeDesk, Recusal, Sheet, SignatureInput } from '@leitai/contract';
import type { Criterion, MarkValue } from '@leitai/scoring';
import { createContext } from 'svelte';
import { newCommand } from '#lib/command.ts';
import { getConnection } from '#lib/realtime/connection.svelte.ts';
import { Changes, type Change } from './changes.svelte.ts';
import { OWN_DESK, type DeskLine } from './desk-line.ts';
import { firstSheet, withContest, withHeard, withRecusal, withStored, withStoredPhoto } from './desk-snapshot.ts';
import { DeskSaver, loadDesk } from './desk-store.ts';
import { Drafts } from './drafts.svelte.ts';
import { putMark, putNote } from './mark-commands.ts';
import { MarkQueue } from './mark-queue.svelte.ts';
import { reportDevice, waitingIn, type Waiting } from './device-report.ts';
import { PhotoQueue } from './evidence/photo-queue.svelte.ts';
import type { Photo, Receipt } from './evidence/photo-line.ts';
import { storageRunsLow } from './mark-store.ts';
import { sheetOf, type Place, type Stored } from './outbox.ts';
import { isInHand, mayMark, mergeDesk, versionAfter, viewSheet, type SheetView } from './sheet-view.ts';
import { UnseenWords } from './unseen-words.svelte.ts';

/** What lies over the desk. */
export type Overlay =
  | { readonly type: 'keypad'; readonly criterion: Criterion; readonly index: number }
  | { readonly type: 'clause'; readonly criterion: Criterion }
  | { readonly type: 'evidence'; readonly criterion: Criterion }
  | { readonly type: 'conflict'; readonly criterionId: string }
  | { readonly type: 'veto' };

const LARGE_KEY = 'leitai.large-type';

export class Desk {
  /** Of a scheme that is only tried: no event stands behind it. */
  readonly trial: boolean = false;
  snapshot: JudgeDesk | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  readonly words = new UnseenWords();
  readonly drafts = new Drafts();
  overlay: Overlay | null = $state.raw(null);
  queue: MarkQueue | null = $state.raw(null);
  photos: PhotoQueue | null = $state.raw(null);
  /** The judge looks at the desk of another device without taking over. */
  lookOnly = $state(false);
  /** Whether the device is running out of room. */
  storageLow = $state(false);
  /** The module in view. */
  moduleId = $state('');
  large = $state(localStorage.getItem(LARGE_KEY) === 'on');
  #chosen: string | null = $state(null);
  readonly #connection = getConnection();
  readonly #line: DeskLine;
  readonly #saver: DeskSaver;
  readonly #changes = new Changes();

  /** Milliseconds to add to this device's clock to get the server's. */
  readonly clockOffset: number = $derived(this.#connection.clockOffset ?? 0);

  /** What no server has acknowledged: marks, words, hand-ins and photographs. */
  readonly unsent: number = $derived((this.queue?.unsent ?? 0) + (this.photos?.unsent ?? 0));
  /** Whether all of it would survive a reload. */
  readonly durable: boolean = $derived((this.queue?.durable ?? true) && (this.photos?.durable ?? true));

  /** What was just cleared or vetoed, while taking it back is offered. */
  get undoable(): Change | null {
    return this.#changes.offered;
  }

  get waiting(): Waiting | null {
    return waitingIn(this.queue, this.photos);
  }

  /** Whether this is the device the judge works with: only its commands are taken. */
  readonly active: boolean = $derived(this.snapshot?.device.active ?? false);

  readonly current: SheetView | null = $derived.by(() => {
    const { snapshot } = this;
    const sheet = snapshot && (snapshot.sheets.find((one) => one.id === this.#chosen && isInHand(one)) ?? firstSheet(snapshot));
    return sheet ? this.view(sheet.id) : null;
  });

  constructor(line: DeskLine = OWN_DESK) {
    this.#line = line;
    this.#saver = new DeskSaver(line.key);
  }

  /** Shows the desk as the device kept it, joins it anew as soon as there is a network, and listens until the returned function is called. */
  open(): () => void {
    void loadDesk(this.#line.key).then((desk) => desk && !this.snapshot && this.#adopt(desk));
    void storageRunsLow().then((low) => (this.storageLow = low));
    const stops = [
      this.#line.join((desk) => this.#take(desk), (error) => (this.failure = error)),
      this.#connection.on('sheet:changed', ({ sheet }) => this.#heardSheet(sheet)),
      this.#connection.on('judge:nudged', ({ entrantId }, answer) => this.#nudged(entrantId, answer)),
      this.#connection.on('device:inactive', () => this.#turnInactive()),
      this.reports(),
      this.#connection.on('contest:changed', (message) => this.#become((known) => withContest(known, message))),
      this.#connection.on('recusal:made', ({ recusal }) => this.#recused(recusal)),
    ];
    return () => {
      for (const stop of stops) stop();
      this.queue?.close();
      this.photos?.close();
    };
  }

  choose(sheetId: string): void {
    this.#chosen = sheetId;
    this.moduleId = '';
  }

  view(sheetId: string): SheetView | null {
    const { snapshot, queue, photos } = this;
    const sheet = snapshot?.sheets.find(({ id }) => id === sheetId);
    const entrant = snapshot?.entrants.find(({ id }) => id === sheet?.entrantId);
    return snapshot && sheet && entrant ? viewSheet(snapshot.scheme, sheet, entrant, queue?.pending(sheetId) ?? [], photos?.of(sheetId)) : null;
  }

  mayMark({ sheet, entrant, handingIn }: SheetView, criterionId: string): boolean {
    return this.snapshot !== null && this.active && !handingIn && mayMark(this.snapshot.contest.state, entrant, sheet, criterionId);
  }

  put(sheet: Sheet, criterionId: string, value: MarkValue | null): void {
    const change = { sheetId: sheet.id, criterionId, before: this.view(sheet.id)?.values[criterionId] ?? null };
    this.#changes.add(change);
    this.queue?.put(putMark(sheet, criterionId, value));
    if (value === null || value.type === 'veto') this.#changes.offer(change);
  }

  /** Puts back what the latest change of the sheet in hand replaced: as a new version, never by overwriting. */
  undo(): void {
    const { current } = this;
    const last = current && this.#changes.latestIn(current.sheet.id);
    if (!current || !last || !this.mayMark(current, last.criterionId)) return;
    this.#changes.takeBack(last);
    this.queue?.put(putMark(current.sheet, last.criterionId, last.before));
  }

  /** The judge's word on a conflict: the own value anew, against the version now seen, or the server's. */
  resolve(sheet: Sheet, criterionId: string, own: MarkValue | null | undefined): void {
    const place: Place = { name: 'mark:put', sheetId: sheet.id, criterionId };
    this.queue?.resolve(place, own === undefined ? null : { name: 'mark:put', command: putMark(sheet, criterionId, own) });
  }

  /** Null clears it. */
  putNote(sheet: Sheet, criterionId: string, text: string | null): void {
    this.queue?.note(putNote(sheet, criterionId, text));
  }

  /** As `resolve`, for a note. */
  resolveNote(sheet: Sheet, criterionId: string, own: string | null | undefined): void {
    const place: Place = { name: 'note:put', sheetId: sheet.id, criterionId };
    this.queue?.resolve(place, own === undefined ? null : { name: 'note:put', command: putNote(sheet, criterionId, own) });
  }

  /** @param photo as `shrinkPhoto` made it. */
  async addPhoto(sheet: Sheet, criterionId: string, photo: Pick<Photo, 'bytes' | 'sha256'>): Promise<void> {
    const { commandId: id, at } = newCommand();
    await this.photos?.line.add({ id, at, sheetId: sheet.id, criterionId, ...photo });
  }

  removePhoto(sheetId: string, id: string, stored: boolean): void {
    if (stored) this.queue?.remove({ ...newCommand(), sheetId, evidenceId: id });
    else void this.photos?.line.drop(id);
  }

  /** This device becomes the active one; what it had not sent goes out and meets what the other one did. */
  async takeOver(): Promise<void> {
    await this.#line.takeOver();
    this.lookOnly = false;
    this.#connection.refresh();
  }

  /** Hands the sheet in as it is seen now, signed; it goes out behind its marks and photographs. */
  submit(sheet: Sheet, signature: SignatureInput): void {
    this.queue?.submit({ ...newCommand(), sheetId: sheet.id, expectedVersion: this.versionOf(sheet), signature });
  }

  /** Asks for the sheet back: at once what no server has seen, else by a command that goes out behind the hand-in. */
  async withdraw({ sheet, handingIn }: SheetView): Promise<void> {
    if (await this.queue?.takeBack(sheet.id)) return;
    const expectedVersion = sheet.state === 'submitted' || !handingIn ? sheet.version : handingIn.command.expectedVersion + 1;
    this.queue?.withdraw({ ...newCommand(), sheetId: sheet.id, expectedVersion });
  }

  /** The version the sheet has for its judge: with everything that waits here. */
  versionOf(sheet: Sheet): number {
    return versionAfter(sheet, this.queue?.pending(sheet.id) ?? [], this.photos?.of(sheet.id));
  }

  /** The judge's own word; it needs the server's answer, for it cannot be taken back. */
  async declare(entrantId: string, reason: string): Promise<void> {
    const { recusal } = await this.#connection.send('recusal:declare', { ...newCommand(), entrantId, reason });
    this.#recused(recusal);
  }

  setLarge(large: boolean): void {
    this.large = large;
    localStorage.setItem(LARGE_KEY, large ? 'on' : 'off');
  }

  #take(desk: JudgeDesk): void {
    this.#adopt(desk);
    this.failure = null;
    void this.#keep();
    this.queue?.joined(desk.device.active);
    this.photos?.line.flush();
  }

  /** Says from time to time what is still here. Returns what stops it. */
  protected reports(): () => void {
    return reportDevice(this.#connection, 'desk:report', () => this.waiting);
  }

  /** Another device took over, this moment. What is unsent stays here, and is counted. */
  #turnInactive(): void {
    if (!this.snapshot) return;
    this.lookOnly = true;
    this.overlay = null;
    this.snapshot = { ...this.snapshot, device: { active: false, other: null } };
    this.queue?.joined(false);
    this.#connection.refresh();
  }

  #adopt(desk: JudgeDesk): void {
    if (this.snapshot?.me.judgeId !== desk.me.judgeId) {
      this.queue?.close();
      this.drafts.load(desk.me.judgeId);
      this.photos?.close();
      const { eventId, id: contestId } = desk.contest;
      this.queue = new MarkQueue(desk.me.judgeId, {
        stored: (done) => this.#stored(done), awaits: (sheetId) => this.photos?.line.awaits(sheetId) ?? false, drained: () => this.photos?.line.flush(),
      });
      this.photos = new PhotoQueue(desk.me.judgeId, {
        place: () => ({ eventId, contestId }), ready: () => this.queue !== null && this.queue.ready && this.queue.drained,
        stored: (photo, receipt) => this.#storedPhoto(photo, receipt), refused: (photo, error) => this.queue?.holdBack(photo.sheetId, error), cleared: () => this.queue?.flush(),
      });
    }
    if (this.snapshot?.me.judgeId === desk.me.judgeId) this.words.compare(this.snapshot, desk.sheets);
    this.snapshot = mergeDesk(this.snapshot, desk);
    this.#chosen ??= firstSheet(this.snapshot)?.id ?? null;
  }

  /** The desk is kept before the queue forgets the command: a tablet closed in between shows the mark either way. */
  async #stored(done: Stored): Promise<void> {
    this.#become((known) => withStored(known, sheetOf(done), done));
    this.arrived(done);
    await this.#keep();
  }

  /** For desks that show more than sheets. */
  protected arrived(_done: Stored): void {}

  /** One that was thrown away on its way comes off again. */
  async #storedPhoto(photo: Photo, receipt: Receipt): Promise<void> {
    this.#become((known) => withStoredPhoto(known, photo, receipt));
    if (photo.dropped) this.removePhoto(photo.sheetId, photo.id, true);
    await this.#keep();
  }

  async #keep(): Promise<void> {
    if (this.snapshot?.me.role === 'judge') await this.#saver.save(this.snapshot);
  }

  #heardSheet(sheet: Sheet): void {
    if (this.snapshot) this.words.compare(this.snapshot, [sheet]);
    this.#become((known) => withHeard(known, sheet));
  }

  /** The chief is told that it is shown, so it is not told of a page nobody sees. */
  #nudged(entrantId: string, answer?: (shown: boolean) => void): void {
    if (!this.snapshot || document.visibilityState !== 'visible') return;
    this.words.add({ type: 'nudge', entrantId });
    answer?.(true);
  }

  #recused(recusal: Recusal): void {
    this.#become((known) => withRecusal(known, recusal));
  }

  #become(step: (known: JudgeDesk) => JudgeDesk): void {
    if (this.snapshot) this.snapshot = step(this.snapshot);
  }
}

export const [getDesk, setDesk] = createContext<Desk>();
