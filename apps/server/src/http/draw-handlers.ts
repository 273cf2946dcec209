/** Answers the routes of the sealed draw. */
import type { drawRoutes } from '@leitai/contract';
import { asAccount } from '../access/as-role.ts';
import { eventDraws } from '../queries/draws.ts';
import { firstRegister, secondRegister } from '../queries/draw-registers.ts';
import { drawFirst, drawSecond } from '../use-cases/draw-numbers.ts';
import { cancelDraw, prepareDraw } from '../use-cases/prepare-draw.ts';
import { openDraw, witnessDraw } from '../use-cases/unseal-draw.ts';
import type { Handlers } from './register.ts';

export const drawHandlers: Pick<Handlers, keyof typeof drawRoutes> = {
  'GET /api/events/:eventId/draws': ({ ctx, identity, params }) => eventDraws(ctx.db, identity, params.eventId),
  'POST /api/events/:eventId/contests/:contestId/draw': async ({ ctx, identity, params }) => {
    await prepareDraw(ctx, asAccount(identity), params);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/draw/cancel': async ({ ctx, identity, params, input }) => {
    await cancelDraw(ctx, asAccount(identity), params, input.reason);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/draw/first': async ({ ctx, identity, params }) => {
    await drawFirst(ctx, asAccount(identity), params);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/draw/second': async ({ ctx, identity, params }) => {
    await drawSecond(ctx, asAccount(identity), params);
    return {};
  },
  'GET /api/events/:eventId/contests/:contestId/draw/first': ({ ctx, identity, params }) => firstRegister(ctx.db, asAccount(identity), params),
  'GET /api/events/:eventId/contests/:contestId/draw/second': ({ ctx, identity, params }) => secondRegister(ctx.db, asAccount(identity), params),
  'POST /api/events/:eventId/contests/:contestId/draw/opening': async ({ ctx, identity, params }) => {
    await openDraw(ctx, asAccount(identity), params);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/draw/witness': async ({ ctx, identity, params }) => {
    await witnessDraw(ctx, asAccount(identity), params);
    return {};
  },
};
