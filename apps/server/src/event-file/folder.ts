/** The folder event files lie in. A file's name says when, why and of which event it was made; there is no list of them anywhere else to lose. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FileCause, type EventManifest } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { diskRefusal } from './disk.ts';
import { openArchive } from './open-archive.ts';

export type StoredFile = { readonly id: string; readonly cause: FileCause; readonly eventId: string; readonly createdAt: string; readonly path: string; readonly bytes: number };
export type DescribedFile = StoredFile & { readonly manifest: EventManifest };

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** 20270520T090000123Z_timer_<event>_<file>.zip */
const NAME = new RegExp(`^(\\d{4})(\\d{2})(\\d{2})T(\\d{2})(\\d{2})(\\d{2})(\\d{3})Z_([a-z]+)_(${UUID})_(${UUID})\\.zip$`);
/** Replaced in time by newer ones of the same event and cause. */
const ROTATED: ReadonlySet<FileCause> = new Set(['timer', 'import', 'reset', 'restore']);

/** What is not whole after so many milliseconds never will be. */
const DAY = 86_400_000;

export class Folder {
  readonly path: string;
  /** A manifest is read once: a file is never changed. */
  readonly #manifests = new Map<string, EventManifest>();

  /** @param dataDir the data directory. */
  constructor(dataDir: string) {
    this.path = join(dataDir, 'event-files');
  }

  /** Where a new file is to be written. @throws Refused 'event-file.disk'. */
  async place(cause: FileCause, eventId: string): Promise<StoredFile> {
    await this.#made();
    const [id, createdAt] = [randomUUID(), new Date().toISOString()];
    const name = `${createdAt.replaceAll(/[-:.]/g, '')}_${cause}_${eventId}_${id}.zip`;
    return { id, cause, eventId, createdAt, path: join(this.path, name), bytes: 0 };
  }

  /** Where an upload is put down until it is known what it is. @throws Refused 'event-file.disk'. */
  async landing(): Promise<string> {
    await this.#made();
    return join(this.path, `${randomUUID()}.part`);
  }

  /** Gives an upload its place. @throws Refused as `openArchive`. */
  async takeIn(landed: string): Promise<StoredFile> {
    const archive = await openArchive(landed);
    archive.close();
    const file = await this.place('upload', archive.manifest.event.id);
    await rename(landed, file.path);
    return file;
  }

  /** The newest first; a file that is none is left alone. */
  async list(): Promise<StoredFile[]> {
    const names = await readdir(this.path).catch((error: unknown) => {
      if ((error as { code?: string }).code === 'ENOENT') return [];
      throw diskRefusal(error);
    });
    const files = await Promise.all(names.map((name) => this.#stored(name)));
    return files.filter((file) => file !== null).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  }

  /** @throws Refused 'event-file.not-found'. */
  async find(id: string): Promise<StoredFile> {
    const file = (await this.list()).find((one) => one.id === id);
    if (!file) throw new Refused('event-file.not-found');
    return file;
  }

  /** With what its manifest says; null for one that cannot be read. */
  async describe(file: StoredFile): Promise<DescribedFile | null> {
    const known = this.#manifests.get(file.id);
    if (known) return { ...file, manifest: known };
    try {
      const archive = await openArchive(file.path);
      archive.close();
      this.#manifests.set(file.id, archive.manifest);
      return { ...file, manifest: archive.manifest };
    } catch {
      return null;
    }
  }

  async remove({ id, path }: StoredFile): Promise<void> {
    this.#manifests.delete(id);
    await rm(path, { force: true });
  }

  /** Leaves the newest `keep` of each cause that is rotated. */
  async rotate(eventId: string, keep: number): Promise<void> {
    const files = (await this.list()).filter((file) => file.eventId === eventId && ROTATED.has(file.cause));
    for (const ofCause of Map.groupBy(files, ({ cause }) => cause).values()) for (const file of ofCause.slice(keep)) await this.remove(file);
  }

  /** Puts away what was begun and never became whole: a server or a machine died meanwhile. */
  async tidy(): Promise<void> {
    for (const name of await readdir(this.path).catch(() => [])) {
      const path = join(this.path, name);
      const begun = name.endsWith('.part') ? await stat(path).catch(() => null) : null;
      if (begun && Date.now() - begun.mtimeMs > DAY) await rm(path, { force: true });
    }
  }

  async #made(): Promise<void> {
    await mkdir(this.path, { recursive: true }).catch((error: unknown) => { throw diskRefusal(error); });
  }

  async #stored(name: string): Promise<StoredFile | null> {
    const [, year, month, day, hour, minute, second, milli, cause, eventId, id] = NAME.exec(name) ?? [];
    const why = FileCause.safeParse(cause);
    if (!why.success) return null;
    const path = join(this.path, name);
    const size = await stat(path).catch(() => null);
    return size && { id: id!, cause: why.data, eventId: eventId!, createdAt: `${year}-${month}-${day}T${hour}:${minute}:${second}.${milli}Z`, path, bytes: size.size };
  }
}
