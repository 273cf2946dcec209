/** Routes of the sealed draw. */
import { everyone, staff, type Role } from './basics.ts';
import { DrawCancel, EventDraws, FirstRegister, SecondRegister } from './draw.ts';
import { checkers, done, none, organiser, route } from './route.ts';

const anonymiser: readonly Role[] = ['anonymiser'];

export const drawRoutes = {
  /** The public record: progress, commitments, and once unsealed the seed with both draws. */
  'GET /api/events/:eventId/draws': route(everyone, none, EventDraws),
  /** Commits a seed and the list; from here on names and codes are kept apart. */
  'POST /api/events/:eventId/contests/:contestId/draw': route(organiser, none, done),
  /** Gives the draw up, with a reason, before the contest opens. */
  'POST /api/events/:eventId/contests/:contestId/draw/cancel': route(organiser, DrawCancel, done),
  'POST /api/events/:eventId/contests/:contestId/draw/first': route(anonymiser, none, done),
  /** By another anonymiser than the first step's. */
  'POST /api/events/:eventId/contests/:contestId/draw/second': route(anonymiser, none, done),
  /** While sealed, for who made it alone; then for staff too. */
  'GET /api/events/:eventId/contests/:contestId/draw/first': route([...anonymiser, ...staff], none, FirstRegister),
  'GET /api/events/:eventId/contests/:contestId/draw/second': route([...anonymiser, ...staff], none, SecondRegister),
  /** An anonymiser opens the registers of a closed contest … */
  'POST /api/events/:eventId/contests/:contestId/draw/opening': route(anonymiser, none, done),
  /** … and it is unsealed once supervisor or organiser have witnessed it. */
  'POST /api/events/:eventId/contests/:contestId/draw/witness': route(checkers, none, done),
} as const;
