/** The whole event as every big screen needs it: contests, organisations, news. */
import type { OverviewState } from '@leitai/contract';
import { getConnection } from '#lib/realtime/connection.svelte.ts';
import { Feed } from './feed.svelte.ts';

export class OverviewFeed extends Feed<OverviewState> {
  protected override hear(eventId: string, take: (state: OverviewState) => void, fail: (error: unknown) => void) {
    const connection = getConnection();
    return [connection.on('overview:changed', (state) => state.eventId === eventId && take(state)), connection.join('overview:join', { eventId }, take, fail)];
  }

  protected override take(state: OverviewState): void {
    if (this.shown?.eventId !== state.eventId || state.revision > this.shown.revision) this.shown = state;
  }
}
