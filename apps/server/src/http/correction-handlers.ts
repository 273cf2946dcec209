/** Answers the routes of corrections. */
import type { correctionRoutes } from '@leitai/contract';
import { asAccount, asPanel } from '../access/as-role.ts';
import type { AccountIdentity, Identity, PanelIdentity } from '../access/identity.ts';
import { codesOnly, corrections, entrantGround } from '../queries/corrections.ts';
import { isSealed } from '../queries/sealed.ts';
import { requireOwn } from '../use-cases/correction-step.ts';
import { approveCorrection, rejectCorrection } from '../use-cases/decide-correction.ts';
import { previewCorrection, proposeCorrection } from '../use-cases/propose-correction.ts';
import type { Handlers } from './register.ts';

/** The routes let in accounts and the chief. */
function asProposer(identity: Identity): AccountIdentity | PanelIdentity {
  return identity.role === 'chief' ? asPanel(identity) : asAccount(identity);
}

export const correctionHandlers: Pick<Handlers, keyof typeof correctionRoutes> = {
  'GET /api/events/:eventId/contests/:contestId/corrections': async ({ ctx, identity, params }) => {
    requireOwn(identity, params);
    return corrections(ctx, identity, params);
  },
  'GET /api/events/:eventId/contests/:contestId/corrections/entrants/:entrantId': async ({ ctx, identity, params }) => {
    requireOwn(identity, params);
    return entrantGround(ctx, params);
  },
  'POST /api/events/:eventId/contests/:contestId/corrections/preview': async ({ ctx, identity, params, input }) => {
    const moved = await previewCorrection(ctx, asProposer(identity), params, input);
    return { moved: identity.role === 'chief' || (await isSealed(ctx.db, params)) ? codesOnly(moved) : moved };
  },
  'POST /api/events/:eventId/contests/:contestId/corrections': ({ ctx, identity, params, input }) => proposeCorrection(ctx, asProposer(identity), params, input),
  'POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/approve': async ({ ctx, identity, params }) => {
    const { correctionId, ...place } = params;
    await approveCorrection(ctx, asAccount(identity), place, correctionId);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/reject': async ({ ctx, identity, params, input }) => {
    const { correctionId, ...place } = params;
    await rejectCorrection(ctx, asAccount(identity), place, correctionId, input.reason);
    return {};
  },
};
