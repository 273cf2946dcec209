/** Tells the control room and the chief what is still on this tablet. */
import { version } from '$app/env';
import type { Connection } from '#lib/realtime/connection.svelte.ts';
import type { PhotoQueue } from './evidence/photo-queue.svelte.ts';
import type { MarkQueue } from './mark-queue.svelte.ts';

const EVERY_MS = 5_000;
/** An offset that changes by less says nothing new. */
const NOTEWORTHY_MS = 1_000;

/** Reports while something is unsent, and when that or the clock has changed: a tablet that is up to date costs nothing. Returns what stops it. */
export function reportDevice(connection: Connection, queue: () => MarkQueue | null, photos: () => PhotoQueue | null): () => void {
  let said = { unsent: 0, clockOffsetMs: 0, count: 0 };
  const report = (): void => {
    const now = queue();
    if (!now || connection.state !== 'live') return;
    const waiting = photos()?.photos ?? [];
    const next = { unsent: now.entries.length + waiting.length, clockOffsetMs: connection.clockOffset ?? 0, count: connection.count };
    const changed = next.unsent !== said.unsent || next.count !== said.count || Math.abs(next.clockOffsetMs - said.clockOffsetMs) > NOTEWORTHY_MS;
    if (next.unsent === 0 && !changed) return;
    const { unsent, clockOffsetMs } = next;
    const oldestUnsentAt = [now.entries[0]?.command.at, waiting[0]?.at].filter((at) => at !== undefined).toSorted()[0] ?? null;
    const lastAckAt = now.lastAckAt?.toISOString() ?? null;
    // Unanswered or refused: it is said again with the next beat.
    connection.send('desk:report', { unsent, oldestUnsentAt, lastAckAt, clockOffsetMs, appVersion: version }).then(() => (said = next), () => undefined);
  };
  const timer = setInterval(report, EVERY_MS);
  return () => clearInterval(timer);
}
