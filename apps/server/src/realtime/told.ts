/** What this node last told of each public page, so that those who follow it here are told only what changed. */
import { changeOf, pageOf, type Changing, type ChangingStates, type Frame } from '@leitai/contract';

export class Told {
  readonly #pages = new Map<string, ChangingStates[Changing]>();

  /** @returns what to send: the change since this node's last frame, or the whole; null when that frame was as new. */
  frame<N extends Changing>(name: N, state: ChangingStates[N]): Frame<ChangingStates[N]> | null {
    const key = `${name} ${pageOf(name, state)}`;
    const last = this.#pages.get(key) as ChangingStates[N] | undefined;
    if (last && state.revision <= last.revision) return null;
    this.#pages.set(key, state);
    return (last && changeOf(name, last, state)) ?? state;
  }

  /** What is told next of these pages is the whole, however old. */
  forget(pages: ReadonlySet<string>): void {
    for (const key of this.#pages.keys()) if (pages.has(key.slice(key.indexOf(' ') + 1))) this.#pages.delete(key);
  }
}
