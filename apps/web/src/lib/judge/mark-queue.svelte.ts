/** The outbox as the page sees it: what is unsent, what was refused, where two values meet. */
import type { RouteOutput } from '@leitai/contract';
import { api } from '#lib/api.ts';
import { OfflineError, RefusalError } from '#lib/errors.ts';
import { getConnection, type Connection } from '#lib/realtime/connection.svelte.ts';
import { markStore } from './mark-store.ts';
import { Outbox, sheetOf, type Entry, type FindingWork, type HeadWork, type MarkCommand, type NoteCommand, type Outcome, type Place, type PutWork, type RemoveCommand, type Stored, type SubmitCommand, type WithdrawCommand, type Work } from './outbox.ts';

const RETRY_MS = 3_000;
/** Refusals that say nothing about the mark: it stays in the log and goes out again. */
export const WAIT = new Set(['server.busy', 'server.cannot-save', 'server.failed', 'request.rate-limited', 'access.sign-in', 'device.not-active']);

/** `about`: the mark's criterion, or the command that was refused itself. */
export type RefusedWork = { readonly sheetId: string; readonly about: string; readonly error: unknown };
type Heard = {
  stored(done: Stored): Promise<void>;
  /** Whether photographs of the sheet have still to arrive. */
  awaits(sheetId: string): boolean;
  /** No mark and no word waits. */
  drained(): void;
};

const subjectOf = (work: Work): Pick<RefusedWork, 'sheetId' | 'about'> => ({ sheetId: sheetOf(work), about: aboutOf(work) });
function aboutOf(work: Work): string {
  if (work.name === 'mark:put' || work.name === 'note:put') return work.command.criterionId;
  return work.name === 'finding:open' && work.command.source.type === 'visit' ? aboutFinding(work.command.source.criterionId) : work.name;
}
/** Of an item's finding. */
export const aboutFinding = (criterionId: string): string => `finding:open/${criterionId}`;

/** An item has one finding, whoever of its inspectors was first: where there is one, that is the item's. */
async function openFinding({ eventId, command }: FindingWork): Promise<RouteOutput<'POST /api/events/:eventId/findings'>> {
  try {
    return await api('POST /api/events/:eventId/findings', { params: { eventId }, body: command });
  } catch (error) {
    if (error instanceof RefusalError && error.code === 'finding.exists') return error.details as RouteOutput<'POST /api/events/:eventId/findings'>;
    throw error;
  }
}

export class MarkQueue {
  entries: readonly Entry[] = $state.raw([]);
  refusals: readonly RefusedWork[] = $state.raw([]);
  lastAckAt: Date | null = $state.raw(null);
  /** False while something waits that this device could not keep over a reload. */
  durable = $state(true);
  /** The server was reached and could not save: its disk is full, or it is read-only. */
  serverFull = $state(false);

  readonly unsent: number = $derived(this.entries.filter(({ state }) => state !== 'conflict').length);
  readonly conflicts: readonly (Entry & { name: 'mark:put' | 'note:put' })[] = $derived(this.entries.filter((entry) => entry.name === 'mark:put' || entry.name === 'note:put').filter(({ state }) => state === 'conflict'));

  readonly #connection: Connection = getConnection();
  readonly #outbox: Outbox;
  /** The connection this judge's desk was joined on: only there does the server know us as this judge. */
  #joined = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(judgeId: string, heard: Heard) {
    this.#outbox = new Outbox(judgeId, {
      store: markStore,
      ready: () => this.ready,
      awaits: heard.awaits,
      send: (work) => this.#send(work),
      changed: (entries) => {
        this.entries = entries;
        if (this.drained) heard.drained();
      },
      stored: (done) => {
        this.lastAckAt = new Date();
        return heard.stored(done);
      },
      refused: (work, error) => {
        const subject = subjectOf(work);
        this.#clearRefusal(subject.sheetId, subject.about);
        this.refusals = [...this.refusals, { ...subject, error }];
        this.#connection.refresh();
      },
      conflicted: () => this.#connection.refresh(),
      kept: (all) => (this.durable = all),
    });
    void this.#outbox.open();
  }

  put(command: MarkCommand): void {
    this.#clearRefusal(command.sheetId, command.criterionId);
    void this.#outbox.put(command);
  }

  note(command: NoteCommand): void {
    this.#clearRefusal(command.sheetId, command.criterionId);
    void this.#outbox.note(command);
  }

  head(work: HeadWork): void {
    this.#clearRefusal(work.sheetId, 'visit:put');
    void this.#outbox.head(work);
  }

  find(work: FindingWork): void {
    this.#clearRefusal(work.sheetId, aboutOf(work));
    void this.#outbox.find(work);
  }

  remove(command: RemoveCommand): void {
    void this.#outbox.remove(command);
  }

  submit(command: SubmitCommand): void {
    this.#clearRefusal(command.sheetId, 'sheet:submit');
    void this.#outbox.submit(command);
  }

  withdraw(command: WithdrawCommand): void {
    this.#clearRefusal(command.sheetId, 'sheet:withdraw');
    void this.#outbox.withdraw(command);
  }

  takeBack(sheetId: string): Promise<boolean> {
    return this.#outbox.takeBack(sheetId);
  }

  resolve(at: Place, own: PutWork | null): void {
    void this.#outbox.resolve(at, own);
  }

  /** A photograph was refused: the sheet is not what its judge saw. */
  holdBack(sheetId: string, error: unknown): void {
    void this.#outbox.holdBack(sheetId, error);
  }

  /** Sends what waits: photographs a hand-in waited for have arrived. */
  flush(): void {
    this.#outbox.flush();
  }

  /** Whether the server knows this connection as this judge's active device. */
  get ready(): boolean {
    return this.#connection.state === 'live' && this.#joined === this.#connection.count;
  }

  /** Whether nothing goes before a photograph. */
  get drained(): boolean {
    return this.entries.every(({ name, state }) => name === 'sheet:submit' || name === 'sheet:withdraw' || state === 'conflict');
  }

  /** The desk was joined on the connection there is now: what waits goes out, unless another device of the judge is the active one. */
  joined(active: boolean): void {
    this.#joined = active ? this.#connection.count : 0;
    this.#outbox.flush();
  }

  /** Everything of this sheet that no server has acknowledged yet. */
  pending(sheetId: string): readonly Entry[] {
    return this.entries.filter((entry) => sheetOf(entry) === sheetId);
  }

  refusal(sheetId: string, about: string): unknown {
    return this.refusals.find((refused) => refused.sheetId === sheetId && refused.about === about)?.error;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#joined = 0;
  }

  #clearRefusal(sheetId: string, about: string): void {
    this.refusals = this.refusals.filter((refused) => refused.sheetId !== sheetId || refused.about !== about);
  }

  async #send(work: Work): Promise<Outcome> {
    try {
      const done = await this.#ask(work);
      this.serverFull = false;
      return { type: 'stored', done };
    } catch (error) {
      this.serverFull = error instanceof RefusalError && error.code === 'server.cannot-save';
      if (error instanceof RefusalError && (error.code === 'mark.conflict' || error.code === 'note.conflict' || error.code === 'visit.conflict')) return { type: 'conflict', error };
      if (error instanceof RefusalError && error.code === 'device.not-active') this.#connection.refresh();
      if (error instanceof OfflineError || (error instanceof RefusalError && WAIT.has(error.code))) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#outbox.flush(), RETRY_MS);
        return { type: 'later' };
      }
      return { type: 'refused', error };
    }
  }

  async #ask(work: Work): Promise<Stored> {
    switch (work.name) {
      case 'mark:put':
        return { ...work, receipt: await this.#connection.send(work.name, work.command) };
      case 'note:put':
        return { ...work, receipt: await this.#connection.send(work.name, work.command) };
      case 'evidence:remove':
        return { ...work, receipt: await this.#connection.send(work.name, work.command) };
      case 'sheet:submit':
        return { ...work, receipt: await this.#connection.send(work.name, work.command) };
      case 'sheet:withdraw':
        return { ...work, receipt: await this.#connection.send(work.name, work.command) };
      case 'visit:put':
        return { ...work, receipt: await this.#connection.send(work.name, work.command) };
      case 'finding:open':
        return { ...work, receipt: await openFinding(work) };
    }
  }
}
