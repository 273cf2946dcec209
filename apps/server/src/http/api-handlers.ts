/** Answers the routes of the API's own desk: tokens, webhooks, and socket messages by HTTP. */
import { COMMAND_SCOPE, isCommand, messages, type apiRoutes } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { asAccount, requireRole } from '../access/as-role.ts';
import { requireScope } from '../access/bearer.ts';
import type { Identity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { listDeliveries, listWebhooks } from '../queries/webhooks.ts';
import { handlers as commands } from '../realtime/handlers.ts';
import { listTokens, makeToken, revokeToken } from '../use-cases/keep-tokens.ts';
import { addWebhook, removeWebhook, replayDelivery, switchWebhook, testWebhook } from '../use-cases/keep-webhooks.ts';
import { parse } from './answer.ts';
import type { Handlers } from './register.ts';

const done = {};
type Command = (ctx: Context, socket: null, identity: Identity, input: unknown) => Promise<unknown>;

export const apiHandlers: Pick<Handlers, keyof typeof apiRoutes> = {
  'POST /api/commands/:message': async ({ ctx, identity, params: { message }, input }) => {
    if (!isCommand(message)) throw new Refused('request.not-found');
    const { allow, input: schema } = messages[message];
    requireRole(allow, identity);
    const read: unknown = parse<unknown>(schema, input);
    // One that does not name its event is for tokens that may go everywhere.
    requireScope(identity, COMMAND_SCOPE, (read as { eventId?: string }).eventId);
    return (commands[message] as Command)(ctx, null, identity, read);
  },
  'GET /api/tokens': ({ ctx }) => listTokens(ctx.db),
  'POST /api/tokens': ({ ctx, identity, input }) => makeToken(ctx, asAccount(identity), input),
  'DELETE /api/tokens/:tokenId': async ({ ctx, params }) => {
    await revokeToken(ctx, params.tokenId);
    return done;
  },
  'GET /api/events/:eventId/webhooks': ({ ctx, params }) => listWebhooks(ctx.db, params.eventId),
  'POST /api/events/:eventId/webhooks': ({ ctx, identity, params, input }) => addWebhook(ctx, asAccount(identity), params.eventId, input),
  'POST /api/events/:eventId/webhooks/:webhookId': async ({ ctx, params, input }) => {
    await switchWebhook(ctx, params, input.enabled);
    return done;
  },
  'DELETE /api/events/:eventId/webhooks/:webhookId': async ({ ctx, params }) => {
    await removeWebhook(ctx, params);
    return done;
  },
  'POST /api/events/:eventId/webhooks/:webhookId/test': async ({ ctx, params }) => {
    await testWebhook(ctx, params);
    return done;
  },
  'GET /api/events/:eventId/webhooks/:webhookId/deliveries': ({ ctx, params }) => listDeliveries(ctx.db, params.eventId, params.webhookId),
  'POST /api/events/:eventId/webhooks/:webhookId/deliveries/:deliveryId/replay': async ({ ctx, params }) => {
    await replayDelivery(ctx, params);
    return done;
  },
};
