/** Answers the routes of signing in and pairing. */
import type { sessionRoutes } from '@leitai/contract';
import { asAccount, asContestant } from '../access/as-role.ts';
import { guarded } from '../access/limits.ts';
import { makeLink } from '../access/setup-link.ts';
import { doorLog, listAccounts } from '../queries/list-accounts.ts';
import { ownResult } from '../queries/own-result.ts';
import { openResult } from '../use-cases/open-result.ts';
import { lookAtCode, pairDevice } from '../use-cases/pair-device.ts';
import { closeAccount, endSessions } from '../use-cases/shut-out.ts';
import { setUpAccount, signIn } from '../use-cases/sign-in.ts';
import { whoIs } from '../use-cases/who.ts';
import { health } from './health.ts';
import { baseOf, doorOf, enter, heldBy, holder, leave, place } from './visitor.ts';
import type { Handlers } from './register.ts';

export const sessionHandlers: Pick<Handlers, keyof typeof sessionRoutes> = {
  'GET /api/health': ({ ctx }) => health(ctx),

  'GET /api/session': async ({ identity }) => whoIs(identity),
  'POST /api/session': (call) =>
    enter(call, async () => {
      const known = await holder(call);
      return guarded(call.limits.signIn, place(call), () =>
        guarded(call.limits.account, `${call.input.name.normalize('NFC')}|${known ?? place(call)}`, () => signIn(call.ctx, call.input, doorOf(call))), known);
    }),
  'DELETE /api/session': leave,
  'POST /api/setup': (call) => enter(call, () => guarded(call.limits.setup, place(call), () => setUpAccount(call.ctx, call.input, doorOf(call)))),
  'POST /api/pairing/look': async (call) => guarded(call.limits.pairing, place(call), () => lookAtCode(call.ctx, call.input.code), await holder(call)),
  'POST /api/pairing': (call) =>
    enter(call, async () => guarded(call.limits.pairing, place(call), () => pairDevice(call.ctx, call.input.code, call.input.label, heldBy(call.identity)), await holder(call))),
  'POST /api/session/contestant': (call) =>
    enter(call, () => guarded(call.limits.result, place(call), () => openResult(call.ctx, call.identity, call.input.code))),
  'GET /api/my/result': ({ ctx, identity }) => {
    const { entrantId, eventId } = asContestant(identity);
    return ownResult(ctx, entrantId, eventId);
  },

  'GET /api/accounts': ({ ctx, identity }) => listAccounts(ctx, asAccount(identity)),
  'DELETE /api/accounts/:accountId/sessions': async (call) => {
    await endSessions(call.ctx, asAccount(call.identity), call.params.accountId, doorOf(call).from);
    return {};
  },
  'POST /api/accounts/:accountId/close': async (call) => {
    await closeAccount(call.ctx, asAccount(call.identity), call.params.accountId, doorOf(call).from);
    return {};
  },
  'GET /api/door-log': ({ ctx }) => doorLog(ctx),
  'POST /api/accounts/links': async ({ ctx, input, req }) => {
    const { path, expiresAt } = await makeLink(ctx.db, input);
    const unit = input.unit ? { zh: input.unit, en: input.unit } : null;
    return { role: input.role, unit, url: `${baseOf(req)}${path}`, expiresAt: expiresAt.toISOString() };
  },
};
