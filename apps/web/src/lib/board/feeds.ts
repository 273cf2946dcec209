/** Feeds shared by all that shows the same on this page: joined once, left with the last. What was shown stays, for when it is shown again. */
import { CeremonyFeed } from '#lib/ceremony/ceremony-feed.svelte.ts';
import { BoardFeed } from './board-feed.svelte.ts';
import { HallFeed } from './hall-feed.svelte.ts';
import { OverviewFeed } from './overview-feed.svelte.ts';

type Held<F> = { readonly feed: F; users: number; leave: () => void };

class Shared<F> {
  readonly #held = new Map<string, Held<F>>();
  readonly #make: () => F;
  readonly #follow: (feed: F, id: string) => () => void;

  constructor(make: () => F, follow: (feed: F, id: string) => () => void) {
    this.#make = make;
    this.#follow = follow;
  }

  /** The feed of this id; somebody has to hold it for it to be followed. */
  of(id: string): F {
    return this.#entry(id).feed;
  }

  /** Follows it until the returned function, and that of everybody else who holds it, was called. */
  hold(id: string): () => void {
    const entry = this.#entry(id);
    if (entry.users === 0) entry.leave = this.#follow(entry.feed, id);
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

export const boards = new Shared(() => new BoardFeed(), (feed, contestId) => feed.follow(contestId, () => undefined));
export const overviews = new Shared(() => new OverviewFeed(), (feed, eventId) => feed.follow(eventId, () => undefined));
export const halls = new Shared(() => new HallFeed(), (feed, eventId) => feed.follow(eventId));
export const ceremonies = new Shared(() => new CeremonyFeed(), (feed, eventId) => feed.follow(eventId));
