/** What organiser or supervisor decide of a visit: a result that could not stand by itself, a sheet given back, a visit not made. */
import type { RouteInput, RouteOutput } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { confirmResult } from './confirm-result.ts';
import type { Acting } from './contest-command.ts';
import { takeOut } from './entrant-out.ts';
import { returnSheet } from './return-sheet.ts';

type Place = { readonly eventId: string; readonly entrantId: string };

/** @throws Refused 'visit.not-found', and what `confirmResult` refuses. */
export async function decideVisit(
  ctx: Context, me: AccountIdentity, place: Place, input: RouteInput<'POST /api/events/:eventId/visits/:entrantId/decision'>,
): Promise<RouteOutput<'POST /api/events/:eventId/visits/:entrantId/decision'>> {
  const answer = await confirmResult(ctx, await actingIn(ctx, me, place), { ...input, entrantId: place.entrantId, without: [] });
  ctx.notices.visitsChanged(place.eventId);
  return answer;
}

/** @throws Refused 'visit.not-found', and what `returnSheet` refuses. */
export async function returnVisit(ctx: Context, me: AccountIdentity, place: Place, input: RouteInput<'POST /api/events/:eventId/visits/:entrantId/return'>): Promise<void> {
  const acting = await actingIn(ctx, me, place);
  if (!(await ctx.db.sheet.findFirst({ where: { ...place, contestId: acting.contestId, id: input.sheetId } }))) throw new Refused('sheet.not-found');
  await returnSheet(ctx, acting, input);
  ctx.notices.visitsChanged(place.eventId);
}

/** A result that stands is not dropped. @throws Refused 'visit.not-found', 'entrant.confirmed', and what `takeOut` refuses. */
export async function dropVisit(ctx: Context, me: AccountIdentity, place: Place, input: RouteInput<'POST /api/events/:eventId/visits/:entrantId/drop'>): Promise<void> {
  const acting = await actingIn(ctx, me, place);
  if (await ctx.db.result.findUnique({ where: { eventId_entrantId: place } })) throw new Refused('entrant.confirmed');
  await takeOut(ctx, acting, { ...input, entrantId: place.entrantId, state: 'withdrawn' });
  ctx.notices.visitsChanged(place.eventId);
}

async function actingIn(ctx: Context, me: AccountIdentity, { eventId, entrantId }: Place): Promise<Acting> {
  const visit = await ctx.db.inspectionVisit.findUnique({ where: { eventId_entrantId: { eventId, entrantId } }, select: { entrant: { select: { contestId: true } } } });
  if (!visit) throw new Refused('visit.not-found');
  return { ...me, eventId, contestId: visit.entrant.contestId };
}
