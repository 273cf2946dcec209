/** The event's screens as the console sees them, which of them are chosen, and what they are told. */
import type { DisplayCard, DisplaysState, MessageInput } from '@leitai/contract';
import { SvelteSet } from 'svelte/reactivity';
import { getConnection } from '#lib/realtime/connection.svelte.ts';

type Command = 'display:show' | 'display:blank' | 'display:identify' | 'display:reload' | 'display:set' | 'display:name' | 'display:remove' | 'display:replace';

export class ScreensDesk {
  /** Null until the first snapshot; kept through every loss of the connection. */
  state: DisplaysState | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  /** Of the last command. */
  refusal: unknown = $state.raw(null);
  readonly chosen = new SvelteSet<string>();

  readonly displays: readonly DisplayCard[] = $derived(this.state?.displays ?? []);
  readonly picked: readonly DisplayCard[] = $derived(this.displays.filter(({ id }) => this.chosen.has(id)));

  readonly eventId: string;
  constructor(eventId: string) {
    this.eventId = eventId;
  }

  /** Follows the list until the returned function is called. */
  follow(): () => void {
    const { eventId } = this;
    const connection = getConnection();
    const off = connection.on('displays:changed', (state) => state.eventId === eventId && this.#take(state));
    const leave = connection.join('displays:join', { eventId }, (state) => this.#take(state), (error) => (this.failure = error));
    return () => {
      off();
      leave();
    };
  }

  toggle(id: string): void {
    if (!this.chosen.delete(id)) this.chosen.add(id);
  }

  chooseAll(): void {
    const all = this.picked.length === this.displays.length;
    this.chosen.clear();
    if (!all) for (const { id } of this.displays) this.chosen.add(id);
  }

  /** @returns whether it was done; otherwise `refusal` says why not. */
  async tell<N extends Command>(name: N, input: Omit<MessageInput<N>, 'eventId'>): Promise<boolean> {
    try {
      await getConnection().send(name, { ...input, eventId: this.eventId } as MessageInput<N>);
      this.refusal = null;
      return true;
    } catch (error) {
      this.refusal = error;
      return false;
    }
  }

  #take(state: DisplaysState): void {
    if (this.state && state.at < this.state.at) return;
    this.state = state;
    this.failure = null;
  }
}
