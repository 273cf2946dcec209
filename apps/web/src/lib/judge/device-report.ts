/** Tells whoever looks after the panel what is still on this device. */
import { version } from '$app/env';
import type { Connection } from '#lib/realtime/connection.svelte.ts';
import type { PhotoQueue } from './evidence/photo-queue.svelte.ts';
import type { MarkQueue } from './mark-queue.svelte.ts';

const EVERY_MS = 5_000;
/** An offset that changes by less says nothing new. */
const NOTEWORTHY_MS = 1_000;

/** What no server has acknowledged, and when one last did. */
export type Waiting = { readonly unsent: number; readonly oldestUnsentAt: string | null; readonly lastAckAt: string | null };

/** Null while the device has not read yet what it keeps. */
export function waitingIn(queue: MarkQueue | null, photos: PhotoQueue | null): Waiting | null {
  if (!queue) return null;
  const waiting = photos?.photos ?? [];
  const oldestUnsentAt = [queue.entries[0]?.command.at, waiting[0]?.at].filter((at) => at !== undefined).toSorted()[0] ?? null;
  return { unsent: queue.entries.length + waiting.length, oldestUnsentAt, lastAckAt: queue.lastAckAt?.toISOString() ?? null };
}

/** Of several desks on one device: all of it, the oldest and the latest. */
export function together(desks: readonly Waiting[]): Waiting {
  const times = (of: 'oldestUnsentAt' | 'lastAckAt'): string[] => desks.map((desk) => desk[of]).filter((at) => at !== null).toSorted();
  return { unsent: desks.reduce((sum, { unsent }) => sum + unsent, 0), oldestUnsentAt: times('oldestUnsentAt')[0] ?? null, lastAckAt: times('lastAckAt').at(-1) ?? null };
}

/** Reports while something is unsent, and when that or the clock has changed: a device that is up to date costs nothing. Returns what stops it. */
export function reportDevice(connection: Connection, name: 'desk:report' | 'visits:report', waiting: () => Waiting | null): () => void {
  let said = { unsent: 0, clockOffsetMs: 0, count: 0 };
  const report = (): void => {
    const now = waiting();
    if (!now || connection.state !== 'live') return;
    const { unsent } = now;
    const next = { unsent, clockOffsetMs: connection.clockOffset ?? 0, count: connection.count };
    const changed = next.unsent !== said.unsent || next.count !== said.count || Math.abs(next.clockOffsetMs - said.clockOffsetMs) > NOTEWORTHY_MS;
    if (next.unsent === 0 && !changed) return;
    // Unanswered or refused: it is said again with the next beat.
    connection.send(name, { ...now, clockOffsetMs: next.clockOffsetMs, appVersion: version }).then(() => (said = next), () => undefined);
  };
  const timer = setInterval(report, EVERY_MS);
  return () => clearInterval(timer);
}
