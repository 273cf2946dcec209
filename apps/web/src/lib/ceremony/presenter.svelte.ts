/** The presenter's desk: where the ceremony is, what comes next, and the one command that drives it. */
import type { MessageInput, PresenterState } from '@leitai/contract';
import { RefusalError } from '#lib/errors.ts';
import { getConnection } from '#lib/realtime/connection.svelte.ts';

type Act = MessageInput<'ceremony:drive'>['act'];

export class Presenter {
  /** Kept through every loss of the connection. Null until the first snapshot. */
  state: PresenterState | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  /** Of the last command. */
  refusal: unknown = $state.raw(null);
  busy = $state(false);

  readonly wall = $derived(this.state?.wall ?? null);
  readonly stage = $derived(this.wall?.stage ?? 'none');
  readonly current = $derived(this.stage === 'running' || this.stage === 'paused' ? (this.state?.steps[this.wall?.step ?? 0] ?? null) : null);
  /** What the next press brings; before the start that is the opening. */
  readonly next = $derived(this.stage === 'prepared' ? (this.state?.steps[0] ?? null) : this.current ? (this.state?.steps[(this.wall?.step ?? 0) + 1] ?? null) : null);

  readonly eventId: string;
  constructor(eventId: string) {
    this.eventId = eventId;
  }

  /** Follows the ceremony until the returned function is called. */
  follow(): () => void {
    const { eventId } = this;
    const connection = getConnection();
    const off = connection.on('presenter:changed', (state) => state.wall.eventId === eventId && this.#take(state));
    const leave = connection.join('presenter:join', { eventId }, (state) => this.#take(state), (error) => (this.failure = error));
    return () => {
      off();
      leave();
    };
  }

  /** One press. A second press before the answer, or on a picture that is no longer the newest, does nothing. */
  async drive(act: Act): Promise<void> {
    if (this.busy || !this.wall) return;
    this.busy = true;
    try {
      const { revision } = this.wall;
      await getConnection().send('ceremony:drive', { eventId: this.eventId, revision, act });
      this.refusal = null;
    } catch (error) {
      this.refusal = error;
      // Somebody else went on, or the answer to a press that counted was lost: the newest state is asked for.
      if (error instanceof RefusalError && error.code === 'ceremony.conflict') getConnection().refresh();
    } finally {
      this.busy = false;
    }
  }

  forward(): Promise<void> {
    if (this.stage === 'running' && this.next) return this.go((this.wall?.step ?? 0) + 1);
    return Promise.resolve();
  }

  back(): Promise<void> {
    const step = this.wall?.step ?? 0;
    return this.stage === 'running' && step > 0 ? this.go(step - 1) : Promise.resolve();
  }

  go(to: number): Promise<void> {
    return this.drive({ kind: 'go', to });
  }

  #take(state: PresenterState): void {
    this.failure = null;
    if (!this.state || state.wall.revision > this.state.wall.revision || state.stale !== this.state.stale) this.state = state;
  }
}
