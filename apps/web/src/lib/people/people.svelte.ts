/** An event's posts, organisations and people, and its judges' pool, as the server last told them; read again after each change. */
import type { EventOrganisation, EventPeople, EventPost, PoolJudge } from '@leitai/contract';
import { api } from '#lib/api.ts';

/** What is read as a whole and changed by commands. */
abstract class Kept<T> {
  data: T | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  readonly eventId: string;
  constructor(eventId: string) {
    this.eventId = eventId;
  }

  protected abstract read(): Promise<T>;

  async load(): Promise<void> {
    try {
      this.data = await this.read();
      this.failure = null;
    } catch (error) {
      this.failure = error;
    }
  }
}

export class People extends Kept<EventPeople> {
  readonly posts: readonly EventPost[] = $derived(this.data?.posts ?? []);
  readonly organisations: readonly EventOrganisation[] = $derived(this.data?.organisations ?? []);
  readonly unitOf = $derived(new Map(this.organisations.map((one) => [one.id, one.name])));
  readonly postOf = $derived(new Map(this.posts.map((post) => [post.contestId, post])));

  protected read(): Promise<EventPeople> {
    return api('GET /api/events/:eventId/people', { params: { eventId: this.eventId } });
  }
}

export class Pool extends Kept<PoolJudge[]> {
  readonly judges: readonly PoolJudge[] = $derived(this.data ?? []);

  protected read(): Promise<PoolJudge[]> {
    return api('GET /api/events/:eventId/pool', { params: { eventId: this.eventId } });
  }
}
