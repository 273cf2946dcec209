/** Photographs on their way: stored before they are sent, one at a time and in order, beside the log of marks and never ahead of it. */
import type { RouteOutput } from '@leitai/contract';

export type Receipt = RouteOutput<'POST /api/events/:eventId/contests/:contestId/evidence'>;

/** `unsent`: no server has seen it. `sent`: it may have arrived. `refused`: the judge has to try again, or let it go. */
export type Photo = {
  /** Of the command that brings it, and of the photograph from then on. */
  readonly id: string;
  readonly judgeId: string;
  readonly sheetId: string;
  readonly criterionId: string;
  readonly at: string;
  readonly sha256: string;
  readonly bytes: Blob;
  readonly state: 'unsent' | 'sent' | 'refused';
  /** Why, as an error's code; null unless refused. */
  readonly refusal: string | null;
  /** Thrown away after it may have arrived: once it has, it is taken off the sheet. */
  readonly dropped: boolean;
};

export type PhotoStore = {
  load(judgeId: string): Promise<Photo[]>;
  save(photo: Photo): Promise<void>;
  remove(id: string): Promise<void>;
};

export type PhotoOutcome = { type: 'stored'; receipt: Receipt } | { type: 'refused'; code: string; error: unknown } | { type: 'later' };

export type PhotoPorts = {
  store: PhotoStore;
  /** Whether a server can be reached that knows this judge, and no mark waits. */
  ready(): boolean;
  send(photo: Photo): Promise<PhotoOutcome>;
  changed(photos: readonly Photo[]): void;
  /** Acknowledged. The device forgets it only after this has been done. */
  stored(photo: Photo, receipt: Receipt): Promise<void>;
  refused(photo: Photo, error: unknown): void;
  /** What waited for photographs of some sheet may have to wait no more. */
  cleared(): void;
  /** Whether all of them would survive a reload. */
  kept(all: boolean): void;
};

export class PhotoLine {
  readonly #judgeId: string;
  readonly #ports: PhotoPorts;
  readonly #unkept = new Set<string>();
  /** Those on their way to the device's storage: not shown yet, but a hand-in goes after them too. */
  readonly #keeping = new Map<string, Photo>();
  #photos: readonly Photo[] = [];
  #sending = false;
  /** Whether what an earlier page left behind is known. */
  #opened = false;
  #closed = false;

  constructor(judgeId: string, ports: PhotoPorts) {
    this.#judgeId = judgeId;
    this.#ports = ports;
  }

  /** Takes up what an earlier page left behind, and sends it. */
  async open(): Promise<void> {
    const kept = await this.#ports.store.load(this.#judgeId).catch(() => []);
    this.#opened = true;
    const earlier = kept.filter(({ id }) => !this.#keeping.has(id) && !this.#find(id));
    this.#set([...earlier.toSorted((a, b) => (a.at < b.at ? -1 : 1)), ...this.#photos]);
    this.flush();
    this.#ports.cleared();
  }

  /** Another judge has this device: what waits here is not sent in that judge's name, but once its own is back. */
  close(): void {
    this.#closed = true;
  }

  /** It shows only once it is kept: whoever has read that it waits may close the page. */
  async add(photo: Omit<Photo, 'judgeId' | 'state' | 'refusal' | 'dropped'>): Promise<void> {
    const added: Photo = { ...photo, judgeId: this.#judgeId, state: 'unsent', refusal: null, dropped: false };
    this.#keeping.set(added.id, added);
    for (const other of this.#photos.filter(({ id }) => this.#unkept.has(id))) await this.#save(other);
    await this.#save(added);
    this.#keeping.delete(added.id);
    this.#set([...this.#photos, added]);
    this.flush();
  }

  /** Throws one away; where it may have arrived, as soon as that is known. */
  async drop(id: string): Promise<void> {
    const photo = this.#find(id);
    if (photo?.state === 'sent') await this.#replace({ ...photo, dropped: true });
    else if (photo) await this.#forget(photo);
  }

  /** Sends a refused one again: as what it was, so that it cannot arrive twice. */
  async again(id: string): Promise<void> {
    const photo = this.#find(id);
    if (photo) await this.#replace({ ...photo, state: 'sent', refusal: null });
    this.flush();
  }

  /** Whether something of this sheet has still to arrive, or may have: the log of marks can be read sooner than the photographs. */
  awaits(sheetId: string): boolean {
    return !this.#opened || [...this.#photos, ...this.#keeping.values()].some((photo) => photo.sheetId === sheetId && photo.state !== 'refused');
  }

  flush(): void {
    void this.#pump();
  }

  async #pump(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let next = this.#next(); next && !this.#closed && this.#ports.ready(); next = this.#next()) if (!(await this.#deliver(next))) return;
    } finally {
      this.#sending = false;
    }
  }

  #next(): Photo | undefined {
    return this.#photos.find(({ state }) => state !== 'refused');
  }

  /** False when the rest has to wait. */
  async #deliver(photo: Photo): Promise<boolean> {
    if (photo.state !== 'sent') await this.#replace({ ...photo, state: 'sent' });
    const outcome = await this.#ports.send(photo);
    const now = this.#find(photo.id) ?? photo;
    switch (outcome.type) {
      case 'later':
        return false;
      case 'stored':
        await this.#ports.stored(now, outcome.receipt);
        await this.#forget(now);
        return true;
      case 'refused':
        if (now.dropped) await this.#forget(now);
        else {
          await this.#replace({ ...now, state: 'refused', refusal: outcome.code });
          this.#ports.refused(now, outcome.error);
        }
        return true;
    }
  }

  #find(id: string): Photo | undefined {
    return this.#photos.find((photo) => photo.id === id);
  }

  async #replace(by: Photo): Promise<void> {
    this.#set(this.#photos.map((photo) => (photo.id === by.id ? by : photo)));
    await this.#save(by);
  }

  #set(photos: readonly Photo[]): void {
    this.#photos = photos;
    this.#ports.changed(photos);
  }

  async #save(photo: Photo): Promise<void> {
    try {
      await this.#ports.store.save(photo);
      this.#unkept.delete(photo.id);
    } catch {
      this.#unkept.add(photo.id);
    }
    this.#ports.kept(this.#unkept.size === 0);
  }

  /** A row that cannot be removed is sent again after a reload, and answered as before. */
  async #forget({ id, sheetId }: Photo): Promise<void> {
    this.#set(this.#photos.filter((photo) => photo.id !== id));
    this.#unkept.delete(id);
    this.#ports.kept(this.#unkept.size === 0);
    await this.#ports.store.remove(id).catch(() => undefined);
    if (!this.awaits(sheetId)) this.#ports.cleared();
  }
}
