/** Answers the routes of the organiser's desk. */
import type { eventRoutes } from '@leitai/contract';
import { asAccount } from '../access/as-role.ts';
import { tokenOf } from '../access/identity.ts';
import { controlState } from '../queries/control-state.ts';
import { listEntrants } from '../queries/list-entrants.ts';
import { listEvents } from '../queries/list-events.ts';
import { accessLog } from '../queries/access-log.ts';
import { recusalOverview } from '../queries/recusals.ts';
import { appointJudge } from '../use-cases/appoint-judge.ts';
import { changeBoardNames, changeState } from '../use-cases/change-contest.ts';
import { confirmRoster } from '../use-cases/confirm-roster.ts';
import { changePublicNames } from '../use-cases/change-public-names.ts';
import { createEvent } from '../use-cases/create-event.ts';
import { freeze } from '../use-cases/freeze.ts';
import { fromOrganiser } from '../use-cases/from-organiser.ts';
import { makeBadges } from '../use-cases/make-badges.ts';
import { makeCodes } from '../use-cases/make-codes.ts';
import { previewRoster } from '../use-cases/preview-roster.ts';
import { addFormer, changeLookBack } from '../use-cases/recusal-rule.ts';
import { recuse } from '../use-cases/recuse.ts';
import { revokeDevice } from '../use-cases/revoke-device.ts';
import { goneOf, receiveFile, ROSTER } from './receive-file.ts';
import { baseOf } from './visitor.ts';
import type { Handlers } from './register.ts';

export const eventHandlers: Pick<Handlers, keyof typeof eventRoutes> = {
  'GET /api/events': ({ ctx, identity }) => listEvents(ctx, tokenOf(identity)?.eventId ?? undefined),
  'POST /api/events': ({ ctx, input }) => createEvent(ctx, input),
  'GET /api/events/:eventId/control': ({ ctx, params }) => controlState(ctx, params.eventId),
  'POST /api/events/:eventId/roster': async ({ ctx, params, req, res }) => previewRoster(ctx, params.eventId, await receiveFile(req, ROSTER), goneOf(res)),
  'POST /api/events/:eventId/roster/:importId/confirm': ({ ctx, identity, params, input }) =>
    confirmRoster(ctx, asAccount(identity), params, input.skipFaulty),
  'GET /api/events/:eventId/contests/:contestId/entrants': ({ ctx, params }) => listEntrants(ctx, params.eventId, params.contestId),
  'POST /api/events/:eventId/contests/:contestId/state': async ({ ctx, identity, params, input }) => {
    await changeState(ctx, asAccount(identity), params, input.state);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/settings': async ({ ctx, identity, params, input }) => {
    await changeBoardNames(ctx, asAccount(identity), params, input.boardNames);
    return {};
  },
  'POST /api/events/:eventId/freeze': async ({ ctx, identity, params, input }) => {
    await freeze(ctx, asAccount(identity), params.eventId, input);
    return {};
  },
  'POST /api/events/:eventId/public-names': async ({ ctx, identity, params, input }) => {
    await changePublicNames(ctx, asAccount(identity), params.eventId, input.names);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/codes': ({ ctx, params, req }) => makeCodes(ctx, params, baseOf(req)),
  'POST /api/events/:eventId/judges/:judgeId/code': async ({ ctx, params, req }) => {
    const [card] = await makeCodes(ctx, params, baseOf(req));
    return card!;
  },
  'POST /api/events/:eventId/contests/:contestId/judges': ({ ctx, identity, params, input }) =>
    appointJudge(ctx, asAccount(identity), params, input),
  'GET /api/events/:eventId/access-log': ({ ctx, params, input }) => accessLog(ctx.db, params.eventId, input),
  'GET /api/events/:eventId/recusals': ({ ctx, params }) => recusalOverview(ctx.db, params.eventId),
  'POST /api/events/:eventId/recusal-rule': async ({ ctx, identity, params, input }) => {
    await changeLookBack(ctx, asAccount(identity), params.eventId, input.months);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/recusals': async ({ ctx, identity, params, input }) => {
    await recuse(ctx, asAccount(identity), params, fromOrganiser(new Date()), { ...input, cause: 'ordered' });
    return {};
  },
  'POST /api/events/:eventId/judges/:judgeId/organisations': async ({ ctx, identity, params, input }) => {
    await addFormer(ctx, asAccount(identity), params, input);
    return {};
  },
  'DELETE /api/events/:eventId/devices/:deviceId': async ({ ctx, params }) => {
    await revokeDevice(ctx, params.eventId, params.deviceId);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/badges': ({ ctx, params, req }) => makeBadges(ctx, params.eventId, params.contestId, baseOf(req)),
};
