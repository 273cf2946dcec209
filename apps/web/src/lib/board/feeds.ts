/** Feeds shared by all that shows the same on this page: joined once, left with the last. What was shown stays, for when it is shown again. */
import { CeremonyFeed } from '#lib/ceremony/ceremony-feed.svelte.ts';
import { BoardFeed } from './board-feed.svelte.ts';
import { HallFeed } from './hall-feed.svelte.ts';
import { OverviewFeed } from './overview-feed.svelte.ts';

type Held<F> = { readonly feed: F; users: number; leave: () => void };

class Shared<F extends { follow(id: string): () => void }> {
  readonly #held = new Map<string, Held<F>>();
  readonly #make: () => F;

  constructor(make: () => F) {
    this.#make = make;
  }

  /** The feed of this id; somebody has to hold it for it to be followed. */
  of(id: string): F {
    return this.#entry(id).feed;
  }

  /** Follows it until the returned function, and that of everybody else who holds it, was called. */
  hold(id: string): () => void {
    const entry = this.#entry(id);
    if (entry.users === 0) entry.leave = entry.feed.follow(id);
    entry.users += 1;
    return () => {
      entry.users -= 1;
      if (entry.users === 0) entry.leave();
    };
  }

  #entry(id: string): Held<F> {
    const known = this.#held.get(id);
    if (known) return known;
    const made = { feed: this.#make(), users: 0, leave: () => {} };
    this.#held.set(id, made);
    return made;
  }
}

export const boards = new Shared(() => new BoardFeed());
export const overviews = new Shared(() => new OverviewFeed());
export const halls = new Shared(() => new HallFeed());
export const ceremonies = new Shared(() => new CeremonyFeed());
