/** Routes of the API's own desk: tokens, webhooks, and socket messages over HTTP. */
import { z } from 'zod';
import { ApiToken, MadeToken, NewToken } from './api-token.ts';
import { everyone } from './basics.ts';
import { command } from './message.ts';
import { done, none, organiser, route } from './route.ts';
import { Delivery, MadeWebhook, NewWebhook, Webhook } from './webhooks.ts';

export const apiRoutes = {
  /** A socket message by HTTP, with the message's own roles, input, answer and idempotency; rooms have their snapshots elsewhere. */
  'POST /api/commands/:message': route(everyone, z.any(), z.any()),

  'GET /api/tokens': route(organiser, none, z.array(ApiToken)),
  /** Sent again it makes no second token, but another secret for the same: the first is kept nowhere. */
  'POST /api/tokens': route(organiser, z.strictObject({ ...command, ...NewToken.shape }), MadeToken),
  'DELETE /api/tokens/:tokenId': route(organiser, none, done),

  'GET /api/events/:eventId/webhooks': route(organiser, none, z.array(Webhook)),
  'POST /api/events/:eventId/webhooks': route(organiser, z.strictObject({ ...command, ...NewWebhook.shape }), MadeWebhook),
  'POST /api/events/:eventId/webhooks/:webhookId': route(organiser, z.strictObject({ enabled: z.boolean() }), done),
  'DELETE /api/events/:eventId/webhooks/:webhookId': route(organiser, none, done),
  'POST /api/events/:eventId/webhooks/:webhookId/test': route(organiser, none, done),
  /** The latest hundred, newest first. */
  'GET /api/events/:eventId/webhooks/:webhookId/deliveries': route(organiser, none, z.array(Delivery)),
  /** Sends it once more, word for word and under the same id. */
  'POST /api/events/:eventId/webhooks/:webhookId/deliveries/:deliveryId/replay': route(organiser, none, done),
} as const;
