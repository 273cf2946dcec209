/** The desk of who types in paper sheets: the sheet that is open, what has been typed into it, and the sheets entered so far. */
import type { OpenedPaper, PaperEntry, PaperMarks, PaperOutcome } from '@leitai/contract';
import { allCriteria, checkMark, sameMark, scoreSheet, type Criterion, type MarkValue } from '@leitai/scoring';
import { createContext } from 'svelte';
import { api } from '#lib/api.ts';
import { newCommand } from '#lib/command.ts';
import { shrinkPhoto } from '#lib/judge/evidence/shrink.ts';
import { Working } from '#lib/working.svelte.ts';
import { markOf, textsOf, type Texts } from './cells.ts';

/** Between two looks at what others have typed. */
const AGAIN_MS = 3_000;

export class PaperDesk extends Working {
  /** Null until they were read. */
  entries: readonly PaperEntry[] | null = $state.raw(null);
  opened: OpenedPaper | null = $state.raw(null);
  texts: Texts = $state.raw({});
  photo: { readonly bytes: Blob; readonly sha256: string } | null = $state.raw(null);
  badPhoto = $state(false);
  /** What became of the sheet sent last. */
  done: (PaperOutcome & { readonly number: string }) | null = $state.raw(null);

  readonly criteria = $derived(this.opened ? allCriteria(this.opened.scheme).filter(({ scale }) => scale.type !== 'derived') : []);
  /** By criterion: what is typed as a mark, null for nothing, undefined for what cannot be. */
  readonly marks = $derived(new Map(this.criteria.map((criterion) => [criterion.id, this.#read(criterion)])));
  readonly whole = $derived.by((): PaperMarks => {
    const vetoes = (this.opened?.scheme.vetoes ?? []).flatMap(({ id }): [string, MarkValue][] => {
      const reason = (this.texts[id] ?? '').trim();
      return reason ? [[id, { type: 'veto', reason }]] : [];
    });
    return Object.fromEntries([...[...this.marks].flatMap(([id, mark]): [string, MarkValue][] => (mark ? [[id, mark]] : [])), ...vetoes]);
  });
  readonly score = $derived(this.opened ? scoreSheet(this.opened.scheme, this.whole) : null);
  readonly ready = $derived(!this.busy && this.score !== null && this.score.missing.length === 0 && (this.opened?.step !== 'enter' || this.photo !== null));
  readonly typing = $derived(this.opened !== null && ['enter', 'verify', 'settle'].includes(this.opened.step));

  readonly eventId: string;
  constructor(eventId: string) {
    super();
    this.eventId = eventId;
  }

  #read(criterion: Criterion): MarkValue | null | undefined {
    const mark = markOf(criterion, this.texts);
    return mark && this.opened && checkMark(this.opened.scheme, criterion.id, mark).length > 0 ? undefined : mark;
  }

  load(): Promise<unknown> {
    return this.attempt(() => this.#entered());
  }

  /** Reads the list again every few seconds until the returned function is called: several people type at once. */
  follow(): () => void {
    const timer = setInterval(() => document.visibilityState === 'visible' && void this.#entered().catch(() => undefined), AGAIN_MS);
    return () => clearInterval(timer);
  }

  async #entered(): Promise<void> {
    this.entries = (await api('GET /api/events/:eventId/paper-entries', { params: { eventId: this.eventId } })).entries;
  }

  open(number: string): Promise<unknown> {
    return this.attempt(async () => {
      this.close();
      const opened = await api('POST /api/events/:eventId/paper-sheet', { params: { eventId: this.eventId }, body: { number } });
      this.done = null;
      this.texts = agreed(opened);
      this.opened = opened;
    });
  }

  close(): void {
    [this.opened, this.photo, this.badPhoto, this.texts] = [null, null, false, {}];
  }

  type(key: string, text: string): void {
    this.texts = { ...this.texts, [key]: text };
  }

  async attach(file: File): Promise<void> {
    this.photo = await shrinkPhoto(file).catch(() => null);
    this.badPhoto = this.photo === null;
  }

  send(): Promise<unknown> {
    const { opened, whole: marks, photo, eventId } = this;
    if (!opened || !this.ready) return Promise.resolve();
    return this.attempt(async () => {
      const { number, step, entry } = opened;
      let outcome: PaperOutcome;
      if (step === 'enter') {
        const form = new FormData();
        form.append('entry', JSON.stringify({ ...newCommand(), number, marks, sha256: photo!.sha256, type: 'image/jpeg' }));
        form.append('file', photo!.bytes, 'paper.jpg');
        outcome = await api('POST /api/events/:eventId/paper-entries', { params: { eventId }, form });
      } else {
        const params = { eventId, entryId: entry!.id };
        const body = { ...newCommand(), marks };
        outcome = await (step === 'verify'
          ? api('POST /api/events/:eventId/paper-entries/:entryId/verification', { params, body })
          : api('POST /api/events/:eventId/paper-entries/:entryId/settlement', { params, body }));
      }
      this.done = { ...outcome, number };
      this.close();
      // Whoever typed it the second time settles it at once, with the paper still in hand.
      if (outcome.state === 'differs') this.opened = await api('POST /api/events/:eventId/paper-sheet', { params: { eventId }, body: { number } });
      if (this.opened) this.texts = agreed(this.opened);
      await this.load();
    });
  }

  setAside(entryId: string, reason: string): Promise<unknown> {
    return this.attempt(async () => {
      await api('POST /api/events/:eventId/paper-entries/:entryId/aside', { params: { eventId: this.eventId, entryId }, body: { ...newCommand(), reason } });
      this.close();
      await this.load();
    });
  }
}

/** What both typists read alike stands already when the rest is settled. */
function agreed({ scheme, readings }: OpenedPaper): Texts {
  if (!readings) return {};
  const { first, second } = readings;
  const texts: Record<string, string> = {};
  for (const criterion of allCriteria(scheme)) {
    const [one, other] = [first[criterion.id], second[criterion.id]];
    if (one && sameMark(one, other)) Object.assign(texts, textsOf(criterion, one));
  }
  return texts;
}

export const [usePaperDesk, providePaperDesk] = createContext<PaperDesk>();
