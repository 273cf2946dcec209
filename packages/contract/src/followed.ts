/** A client's side of changing pages: keeps the newest state of each, and asks for the whole where a change does not fit. */
import { isChange, pageOf, stateAfter, type Changing, type ChangingStates, type Frame } from './change.ts';

/** A page is asked for again at a moment within so many milliseconds, so that a whole hall does not ask at once. */
const SPREAD = 250;

type Followed = { state: ChangingStates[Changing] | null; /** The newest revision heard of. */ heard: number; asking: boolean };

export class FollowedPages {
  readonly #pages = new Map<string, Followed>();
  readonly #ask: (name: Changing, id: string) => void;

  /** @param ask joins the page again; its snapshot comes back through `snapshot`. */
  constructor(ask: (name: Changing, id: string) => void) {
    this.#ask = ask;
  }

  /** The whole, as an acknowledgement brought it. @returns the newest state there is. */
  snapshot<N extends Changing>(name: N, state: ChangingStates[N]): ChangingStates[N] {
    const id = pageOf(name, state);
    const page = this.#page(name, id);
    if (!page.state || state.revision > page.state.revision) page.state = state;
    // A change came while the snapshot was on its way, and could not be applied.
    if (page.state.revision < page.heard) this.#again(name, id, page);
    return page.state as ChangingStates[N];
  }

  /** A frame, as the server told it. @returns the state it leads to; null when it tells nothing new, or the whole had to be asked for. */
  frame<N extends Changing>(name: N, frame: Frame<ChangingStates[N]>): ChangingStates[N] | null {
    const id = isChange(frame) ? frame.id : pageOf(name, frame);
    const page = this.#page(name, id);
    page.heard = Math.max(page.heard, frame.revision);
    const known = page.state as ChangingStates[N] | null;
    if (known && frame.revision <= known.revision) return null;
    if (!isChange(frame)) page.state = frame;
    else if (known?.revision === frame.from) page.state = stateAfter(name, known, frame);
    else {
      // Who has no state yet is waiting for the snapshot.
      if (known) this.#again(name, id, page);
      return null;
    }
    return page.state as ChangingStates[N];
  }

  /** After a reconnection or a sleep: what was heard before says nothing. */
  forget(): void {
    this.#pages.clear();
  }

  #page(name: Changing, id: string): Followed {
    const key = `${name} ${id}`;
    const page = this.#pages.get(key) ?? { state: null, heard: 0, asking: false };
    this.#pages.set(key, page);
    return page;
  }

  #again(name: Changing, id: string, page: Followed): void {
    if (page.asking) return;
    page.asking = true;
    setTimeout(() => {
      page.asking = false;
      this.#ask(name, id);
    }, Math.random() * SPREAD);
  }
}
