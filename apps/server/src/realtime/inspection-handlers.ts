/** Answers the messages of an inspector. */
import type { inspectionMessages } from '@leitai/contract';
import { asInspector, seatOf } from '../access/as-inspector.ts';
import { inspectorVisits, visitDesk } from '../queries/inspector-visits.ts';
import { claimSeat, takeOver } from '../use-cases/take-over.ts';
import { putHead } from '../use-cases/visit-head.ts';
import type { Handlers } from './handler.ts';
import { joined } from './room-handlers.ts';
import { rooms } from './rooms.ts';

export const inspectionHandlers: Pick<Handlers, keyof typeof inspectionMessages> = {
  'visits:join': (ctx, socket, identity) => joined(socket, rooms.inspectors, () => inspectorVisits(ctx.db, asInspector(identity))),
  'visit:join': async (ctx, socket, identity, { contestId }) => {
    const me = await seatOf(ctx.db, identity, { contestId });
    await claimSeat(ctx, me);
    return joined(socket, [rooms.judge(me.judgeId), rooms.panel(me.contestId)], () => visitDesk(ctx.db, ctx.presence, me));
  },
  'visit:take-over': async (ctx, _socket, identity, { contestId, ...command }) => takeOver(ctx, await seatOf(ctx.db, identity, { contestId }), command),
  'visit:put': async (ctx, _socket, identity, input) => putHead(ctx, await seatOf(ctx.db, identity, { entrantId: input.entrantId }), input),
};
