/** Answers the messages of an inspector. */
import type { inspectionMessages } from '@leitai/contract';
import { asInspector, seatOf } from '../access/as-inspector.ts';
import { inspectedEvents } from '../queries/inspector-devices.ts';
import { inspectorVisits, visitDesk } from '../queries/inspector-visits.ts';
import { claimSeat, takeOver } from '../use-cases/take-over.ts';
import { putHead } from '../use-cases/visit-head.ts';
import type { Handlers } from './handler.ts';
import { keepReport, type PresentData } from './presence.ts';
import { joined } from './room-handlers.ts';
import { rooms } from './rooms.ts';

export const inspectionHandlers: Pick<Handlers, keyof typeof inspectionMessages> = {
  'visits:join': async (ctx, socket, identity) => {
    const me = asInspector(identity);
    Object.assign(socket.data as PresentData, { sessionId: me.sessionId });
    await socket.join((await inspectedEvents(ctx.db, me)).map((eventId) => rooms.present(eventId)));
    return joined(socket, rooms.inspectors, () => inspectorVisits(ctx.db, me));
  },
  'visits:report': async (ctx, _socket, identity, report) => {
    const me = asInspector(identity);
    for (const eventId of await inspectedEvents(ctx.db, me)) await keepReport(ctx.live, eventId, me.sessionId, report);
    return {};
  },
  'visit:join': async (ctx, socket, identity, { contestId }) => {
    const me = await seatOf(ctx.db, identity, { contestId });
    await claimSeat(ctx, me);
    return joined(socket, [rooms.judge(me.judgeId), rooms.panel(me.contestId)], () => visitDesk(ctx.db, ctx.presence, me));
  },
  'visit:take-over': async (ctx, _socket, identity, { contestId, ...command }) => takeOver(ctx, await seatOf(ctx.db, identity, { contestId }), command),
  'visit:put': async (ctx, _socket, identity, input) => putHead(ctx, await seatOf(ctx.db, identity, { entrantId: input.entrantId }), input),
};
