/** Waiting photographs as the page sees them, and how one is sent. */
import { api } from '#lib/api.ts';
import { OfflineError, RefusalError } from '#lib/errors.ts';
import { WAIT } from '../mark-queue.svelte.ts';
import { PhotoLine, type Photo, type PhotoOutcome, type Receipt } from './photo-line.ts';
import { photoStore } from './photo-store.ts';

const RETRY_MS = 3_000;
/** An upload that takes longer has stalled: it is begun anew, and cannot arrive twice. */
const STALLED_MS = 60_000;

type Heard = {
  place(): { eventId: string; contestId: string };
  ready(): boolean;
  stored(photo: Photo, receipt: Receipt): Promise<void>;
  refused(photo: Photo, error: unknown): void;
  cleared(): void;
};

export class PhotoQueue {
  photos: readonly Photo[] = $state.raw([]);
  /** False while one waits that this device could not keep over a reload. */
  durable = $state(true);
  readonly unsent: number = $derived(this.photos.filter(({ state }) => state !== 'refused').length);
  /** Bytes they take on this device. */
  readonly bytes: number = $derived(this.photos.reduce((sum, { bytes }) => sum + bytes.size, 0));

  readonly line: PhotoLine;
  readonly #heard: Heard;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(judgeId: string, heard: Heard) {
    this.#heard = heard;
    this.line = new PhotoLine(judgeId, {
      store: photoStore,
      ready: heard.ready,
      send: (photo) => this.#send(photo),
      changed: (photos) => (this.photos = photos),
      stored: heard.stored,
      refused: heard.refused,
      cleared: heard.cleared,
      kept: (all) => (this.durable = all),
    });
    void this.line.open();
  }

  of(sheetId: string): readonly Photo[] {
    return this.photos.filter((photo) => photo.sheetId === sheetId);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.line.close();
  }

  async #send({ id, at, sheetId, criterionId, sha256, bytes }: Photo): Promise<PhotoOutcome> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ commandId: id, at, sheetId, criterionId, sha256, type: bytes.type })) form.append(name, value);
    form.append('file', bytes, 'photo');
    try {
      const signal = AbortSignal.timeout(STALLED_MS);
      const receipt = await api('POST /api/events/:eventId/contests/:contestId/evidence', { params: this.#heard.place(), form, signal });
      return { type: 'stored', receipt };
    } catch (error) {
      if (!(error instanceof RefusalError)) {
        if (!(error instanceof OfflineError)) throw error;
      } else if (!WAIT.has(error.code)) return { type: 'refused', code: error.code, error };
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.line.flush(), RETRY_MS);
      return { type: 'later' };
    }
  }
}
