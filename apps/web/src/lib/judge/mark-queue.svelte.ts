/** The outbox as the page sees it: what is unsent, what was refused, where two values meet. */
import { OfflineError, RefusalError } from '#lib/errors.ts';
import { getConnection, type Connection } from '#lib/realtime/connection.svelte.ts';
import { markStore } from './mark-store.ts';
import { Outbox, type Entry, type MarkCommand, type MarkReceipt, type Outcome } from './outbox.ts';

const RETRY_MS = 3_000;
/** Refusals that say nothing about the mark: it stays in the log and goes out again. */
const WAIT = new Set(['server.busy', 'server.failed', 'request.rate-limited', 'access.sign-in']);

export type RefusedMark = { readonly sheetId: string; readonly criterionId: string; readonly error: unknown };
type Heard = { stored(command: MarkCommand, receipt: MarkReceipt): void };

export class MarkQueue {
  entries: readonly Entry[] = $state.raw([]);
  refusals: readonly RefusedMark[] = $state.raw([]);
  lastAckAt: Date | null = $state.raw(null);
  /** False when this device cannot keep marks over a reload. */
  durable = $state(true);

  readonly unsent: number = $derived(this.entries.filter(({ state }) => state !== 'conflict').length);
  readonly conflicts: readonly Entry[] = $derived(this.entries.filter(({ state }) => state === 'conflict'));

  readonly #connection: Connection = getConnection();
  readonly #outbox: Outbox;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(judgeId: string, heard: Heard) {
    this.#outbox = new Outbox(judgeId, {
      store: markStore,
      send: (command) => this.#send(command),
      changed: (entries) => (this.entries = entries),
      stored: (command, receipt) => {
        this.lastAckAt = new Date();
        heard.stored(command, receipt);
      },
      refused: ({ sheetId, criterionId }, error) => {
        this.#clearRefusal(sheetId, criterionId);
        this.refusals = [...this.refusals, { sheetId, criterionId, error }];
        this.#connection.refresh();
      },
      conflicted: () => this.#connection.refresh(),
      undurable: () => (this.durable = false),
    });
    void this.#outbox.open();
  }

  put(command: MarkCommand): void {
    this.#clearRefusal(command.sheetId, command.criterionId);
    void this.#outbox.put(command);
  }

  resolve(sheetId: string, criterionId: string, command: MarkCommand | null): void {
    void this.#outbox.resolve(sheetId, criterionId, command);
  }

  flush(): void {
    this.#outbox.flush();
  }

  /** Everything of this sheet that no server has acknowledged yet. */
  pending(sheetId: string): readonly Entry[] {
    return this.entries.filter(({ command }) => command.sheetId === sheetId);
  }

  refusal(sheetId: string, criterionId: string): unknown {
    return this.refusals.find((refused) => refused.sheetId === sheetId && refused.criterionId === criterionId)?.error;
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #clearRefusal(sheetId: string, criterionId: string): void {
    this.refusals = this.refusals.filter((refused) => refused.sheetId !== sheetId || refused.criterionId !== criterionId);
  }

  async #send(command: MarkCommand): Promise<Outcome> {
    try {
      return { type: 'stored', receipt: await this.#connection.send('mark:put', command) };
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'mark.conflict') return { type: 'conflict' };
      if (error instanceof OfflineError || (error instanceof RefusalError && WAIT.has(error.code))) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.flush(), RETRY_MS);
        return { type: 'later' };
      }
      return { type: 'refused', error };
    }
  }
}
