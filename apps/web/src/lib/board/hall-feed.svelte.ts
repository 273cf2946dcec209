/** Stages, order of appearance and medals of an event, as the hall's screens show them. */
import type { HallState } from '@leitai/contract';
import { getConnection } from '#lib/realtime/connection.svelte.ts';
import { Feed } from './feed.svelte.ts';

export class HallFeed extends Feed<HallState> {
  protected override hear(eventId: string, take: (state: HallState) => void, fail: (error: unknown) => void) {
    const connection = getConnection();
    return [connection.on('hall:changed', (state) => state.eventId === eventId && take(state)), connection.join('hall:join', { eventId }, take, fail)];
  }

  protected override take(state: HallState): void {
    const newer = (one: HallState, other: HallState): boolean => one.revision > other.revision || (one.revision === other.revision && one.schedule.revision > other.schedule.revision);
    if (this.shown?.eventId !== state.eventId || newer(state, this.shown)) this.shown = state;
  }
}
