/** What answers each route of the contract. */
import { contestBundle, Refused } from '@leitai/database';
import { asAccount, asContestant, asPanel } from '../access/as-role.ts';
import { guarded } from '../access/limits.ts';
import { makeLink } from '../access/setup-link.ts';
import { readBoard, readOverview } from '../projection/read.ts';
import { contestResults } from '../queries/contest-results.ts';
import { controlState } from '../queries/control-state.ts';
import { currentEvent } from '../queries/current-event.ts';
import { listAccounts } from '../queries/list-accounts.ts';
import { listEntrants } from '../queries/list-entrants.ts';
import { listEvents } from '../queries/list-events.ts';
import { ownResult } from '../queries/own-result.ts';
import { accessLog } from '../queries/access-log.ts';
import { recusalOverview } from '../queries/recusals.ts';
import { recheckSheets } from '../queries/recheck-sheets.ts';
import { receiveFile } from '../roster/receive-file.ts';
import { appointJudge } from '../use-cases/appoint-judge.ts';
import { changeBoardNames, changeState } from '../use-cases/change-contest.ts';
import { confirmRoster } from '../use-cases/confirm-roster.ts';
import { createEvent } from '../use-cases/create-event.ts';
import { fromOrganiser } from '../use-cases/from-organiser.ts';
import { makeBadges } from '../use-cases/make-badges.ts';
import { makeCodes } from '../use-cases/make-codes.ts';
import { openResult } from '../use-cases/open-result.ts';
import { lookAtCode, pairDevice } from '../use-cases/pair-device.ts';
import { previewRoster } from '../use-cases/preview-roster.ts';
import { addFormer, changeLookBack } from '../use-cases/recusal-rule.ts';
import { recuse } from '../use-cases/recuse.ts';
import { changeRecheckFigures, drawRecheck, recheckEntrant } from '../use-cases/recheck.ts';
import { revokeDevice } from '../use-cases/revoke-device.ts';
import { setUpAccount, signIn } from '../use-cases/sign-in.ts';
import { makeFinal, returnToChief, signAsChief, signAsSupervisor } from '../use-cases/sign-results.ts';
import { whoIs } from '../use-cases/who.ts';
import { health } from './health.ts';
import type { Handlers } from './register.ts';
import { address, baseOf, enter, heldBy, leave } from './visitor.ts';

export const handlers: Handlers = {
  'GET /api/health': ({ ctx }) => health(ctx),

  'GET /api/session': async ({ identity }) => whoIs(identity),
  'POST /api/session': (call) =>
    enter(call, () => guarded(call.limits.signIn, address(call), () =>
      guarded(call.limits.account, `${call.input.name}|${address(call)}`, () => signIn(call.ctx, call.input)))),
  'DELETE /api/session': leave,
  'POST /api/setup': (call) => enter(call, () => guarded(call.limits.setup, address(call), () => setUpAccount(call.ctx, call.input))),
  'POST /api/pairing/look': (call) => guarded(call.limits.pairing, address(call), () => lookAtCode(call.ctx, call.input.code)),
  'POST /api/pairing': (call) =>
    enter(call, () => guarded(call.limits.pairing, address(call), () => pairDevice(call.ctx, call.input.code, call.input.label, heldBy(call.identity)))),
  'POST /api/session/contestant': (call) =>
    enter(call, () => guarded(call.limits.result, address(call), () => openResult(call.ctx, call.identity, call.input.code))),
  'GET /api/my/result': ({ ctx, identity }) => {
    const { entrantId, eventId } = asContestant(identity);
    return ownResult(ctx, entrantId, eventId);
  },

  'GET /api/accounts': ({ ctx }) => listAccounts(ctx),
  'POST /api/accounts/links': async ({ ctx, input, req }) => {
    const { path, expiresAt } = await makeLink(ctx.db, input.role);
    return { role: input.role, url: `${baseOf(req)}${path}`, expiresAt: expiresAt.toISOString() };
  },

  'GET /api/events': ({ ctx }) => listEvents(ctx),
  'POST /api/events': ({ ctx, input }) => createEvent(ctx, input),
  'GET /api/events/:eventId/control': ({ ctx, params }) => controlState(ctx, params.eventId),
  'POST /api/events/:eventId/roster': async ({ ctx, params, req }) => previewRoster(ctx, params.eventId, await receiveFile(req)),
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
  'POST /api/events/:eventId/contests/:contestId/codes': ({ ctx, params, req }) => makeCodes(ctx, params, baseOf(req)),
  'POST /api/events/:eventId/judges/:judgeId/code': async ({ ctx, params, req }) => {
    const [card] = await makeCodes(ctx, params, baseOf(req));
    return card!;
  },
  'POST /api/events/:eventId/contests/:contestId/judges': ({ ctx, identity, params, input }) =>
    appointJudge(ctx, asAccount(identity), params, input),
  'GET /api/events/:eventId/access-log': ({ ctx, params }) => accessLog(ctx.db, params.eventId),
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
  'GET /api/events/:eventId/contests/:contestId/results': ({ ctx, identity, params }) => contestResults(ctx, identity, params),
  'POST /api/events/:eventId/contests/:contestId/recheck/figures': async ({ ctx, identity, params, input }) => {
    await changeRecheckFigures(ctx, asAccount(identity), params, input);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/recheck': async ({ ctx, identity, params }) => {
    await drawRecheck(ctx, asAccount(identity), params);
    return {};
  },
  'GET /api/events/:eventId/contests/:contestId/recheck/:entrantId': ({ ctx, params }) => recheckSheets(ctx, params),
  'POST /api/events/:eventId/contests/:contestId/recheck/:entrantId': async ({ ctx, identity, params, input }) => {
    const { entrantId, ...place } = params;
    await recheckEntrant(ctx, asAccount(identity), place, entrantId, input.error);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/signature/chief': async ({ ctx, identity, params, input }) => {
    await signAsChief(ctx, asPanel(identity), params, input.note);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/signature/supervisor': async ({ ctx, identity, params, input }) => {
    await signAsSupervisor(ctx, asAccount(identity), params, input.days);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/signature/return': async ({ ctx, identity, params, input }) => {
    await returnToChief(ctx, asAccount(identity), params, input.reason);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/final': async ({ ctx, identity, params }) => {
    await makeFinal(ctx, asAccount(identity), params);
    return {};
  },
  'GET /api/events/:eventId/contests/:contestId/bundle': async ({ ctx, params }) => {
    const bundle = await contestBundle(ctx.db, params.eventId, params.contestId);
    if (!bundle) throw new Refused('contest.not-found');
    return bundle;
  },

  'GET /api/events/:eventId/overview': ({ ctx, params }) => readOverview(ctx, params.eventId),
  'GET /api/events/:eventId/contests/:contestId/board': ({ ctx, params }) => readBoard(ctx, params.eventId, params.contestId),
  'GET /api/current': ({ ctx }) => currentEvent(ctx),
};
