/** The call room of one contest on a phone: what is shown, and what was noted here and has not reached the server. Nothing noted is lost by a weak network or a closed page. */
import type { CallRoom, CheckInRow, MessageInput } from '@leitai/contract';
import { newCommand } from '#lib/command.ts';
import { OfflineError } from '#lib/errors.ts';
import { getConnection } from '#lib/realtime/connection.svelte.ts';

type Note = MessageInput<'call:check-in'>;
export type Act = Note['act'];

const RETRY_MS = 3_000;
const KEPT = 'leitai-call-';

const keptAt = (key: string): readonly Note[] => JSON.parse(localStorage.getItem(key) ?? '[]') as Note[];

/** How much waits on this phone for the call rooms of other events: each sends its own once it is open. */
export const unsentElsewhere = (eventId = ''): number =>
  Object.keys(localStorage).reduce((sum, key) => sum + (key.startsWith(KEPT) && key !== KEPT + eventId ? keptAt(key).length : 0), 0);

export class CheckIns {
  /** Null until the first snapshot of the contest chosen. */
  room: CallRoom | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  waiting: readonly Note[] = $state.raw([]);
  /** The latest that was carried out, for a word about it. */
  last: { readonly contestId: string; readonly row: CheckInRow } | null = $state.raw(null);

  readonly eventId: string;
  readonly #key: string;
  #sending = false;

  constructor(eventId: string) {
    this.eventId = eventId;
    this.#key = KEPT + eventId;
    this.waiting = keptAt(this.#key);
  }

  follow(contestId: string): () => void {
    this.room = null;
    const connection = getConnection();
    const off = connection.on('call:changed', (room) => room.contestId === contestId && this.#take(room));
    const leave = connection.join('call:join', { contestId }, (room) => this.#take(room), (error) => (this.failure = error));
    return () => {
      off();
      leave();
    };
  }

  /** Sends what waits, and tries again while something does. */
  run(): () => void {
    const timer = setInterval(() => void this.#flush(), RETRY_MS);
    void this.#flush();
    return () => clearInterval(timer);
  }

  note(act: Act, who: Note['who']): void {
    this.failure = null;
    this.#keep([...this.waiting, { ...newCommand(), eventId: this.eventId, act, who }]);
    void this.#flush();
  }

  /** Whether something about this person is still on its way. */
  isWaiting(contestId: string, tag: string): boolean {
    return this.waiting.some(({ who }) => 'tag' in who && who.contestId === contestId && who.tag === tag);
  }

  async #flush(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let [next] = this.waiting; next; [next] = this.waiting) {
        try {
          this.last = await getConnection().send('call:check-in', next);
        } catch (error) {
          // Without an answer it stays; what was refused would be refused again.
          if (error instanceof OfflineError) return;
          this.failure = error;
        }
        this.#keep(this.waiting.slice(1));
        if (this.last && this.room?.contestId === this.last.contestId) this.#show(this.last.row);
      }
    } finally {
      this.#sending = false;
    }
  }

  #show(row: CheckInRow): void {
    if (this.room) this.room = { ...this.room, rows: this.room.rows.map((one) => (one.tag === row.tag ? row : one)) };
  }

  #keep(waiting: readonly Note[]): void {
    this.waiting = waiting;
    try {
      localStorage.setItem(this.#key, JSON.stringify(waiting));
    } catch {
      // A browser that keeps nothing sends it all the same.
    }
  }

  #take(room: CallRoom): void {
    if (this.room?.contestId === room.contestId && room.at < this.room.at) return;
    this.room = room;
    this.failure = null;
  }
}
