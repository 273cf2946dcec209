/** Which judges of an event have a live connection, on any node, and what their tablets last said of themselves. */
import { DeviceReport } from '@leitai/contract';
import type { Server } from 'socket.io';
import { z } from 'zod';
import type { Presence, Present } from '../context.ts';
import { reportsKey } from '../projection/keys.ts';
import type { LiveStore } from '../projection/live-store.ts';
import { rooms } from './rooms.ts';

export type PresentData = { judgeId?: string; sessionId?: string };

const Report = DeviceReport.extend({ at: z.iso.datetime() });
/** A report outlives the day's session, no more: seconds. */
const KEPT = 24 * 3600;

/** @param alone whether no other node has to be asked. */
export function presenceOf(io: Server, live: LiveStore, alone: () => boolean): Presence {
  return async (eventId) => {
    const room = rooms.present(eventId);
    const [sockets, reports] = await Promise.all([
      // While the other nodes cannot be asked, this one still knows its own.
      alone() ? here(io, room) : io.in(room).fetchSockets().catch(() => here(io, room)),
      live.fields(reportsKey(eventId)).catch(() => new Map<string, string>()),
    ]);
    const data = sockets.map((socket) => socket.data as PresentData);
    const [judges, devices] = [new Set(data.map(({ judgeId }) => judgeId)), new Set(data.map(({ sessionId }) => sessionId))];
    return {
      has: (judgeId) => judges.has(judgeId),
      device: (sessionId) => devices.has(sessionId),
      report: (sessionId) => read(reports.get(sessionId)),
    };
  };
}

/** Keeps what a tablet says of itself; while the live store is away it is said again soon. */
export async function keepReport(live: LiveStore, eventId: string, sessionId: string, report: DeviceReport): Promise<void> {
  const body = JSON.stringify({ ...report, at: new Date().toISOString() });
  await live.setField(reportsKey(eventId), sessionId, body, KEPT).catch(() => undefined);
}

function read(body: string | undefined): ReturnType<Present['report']> {
  if (body === undefined) return null;
  const report = Report.safeParse(JSON.parse(body));
  return report.success ? report.data : null;
}

/** A room's connections on this node. */
export const here = (io: Server, room: string): { data: unknown }[] =>
  [...(io.of('/').adapter.rooms.get(room) ?? [])].flatMap((id) => io.sockets.sockets.get(id) ?? []);
