/** An event's webhooks: made, tried, switched off and on, taken away; and what was sent, sent again. */
import { randomUUID } from 'node:crypto';
import type { MadeWebhook, RouteInput } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { toWebhook } from '../queries/webhooks.ts';
import { addressFor } from '../webhooks/networks.ts';
import { newSecret } from '../webhooks/sign.ts';
import { lockEvent } from './lock-open.ts';

const MOST = 20;
type At = { readonly eventId: string; readonly webhookId: string };

/** The command's id becomes the webhook's. @throws Refused 'event.not-found', 'webhook.address' where nothing may be sent, 'webhook.too-many', 'practice.only' for a practice copy, 'command.reused' where another event has the id. */
export async function addWebhook(ctx: Context, me: AccountIdentity, eventId: string, { commandId: id, name, url }: RouteInput<'POST /api/events/:eventId/webhooks'>): Promise<MadeWebhook> {
  const event = await ctx.db.event.findUnique({ where: { id: eventId } });
  if (!event) throw new Refused('event.not-found');
  if (event.practice) throw new Refused('practice.only');
  await addressFor(new URL(url), ctx.webhookNetworks);
  const row = await ctx.db.$transaction(async (tx) => {
    await lockEvent(tx, eventId);
    const made = await tx.webhook.findUnique({ where: { id } });
    if (made && made.eventId !== eventId) throw new Refused('command.reused');
    if (made) return made;
    if ((await tx.webhook.count({ where: { eventId } })) >= MOST) throw new Refused('webhook.too-many', { most: MOST });
    return tx.webhook.create({ data: { id, eventId, name, url, secret: newSecret(), createdBy: me.name } });
  });
  return { webhook: toWebhook(row, 0), secret: row.secret };
}

/** Switched on, it is tried at once with what waited. @throws Refused 'webhook.not-found'. */
export async function switchWebhook({ db, notices }: Context, at: At, enabled: boolean): Promise<void> {
  await found(db.webhook.updateMany({ where: whose(at), data: enabled ? { disabledAt: null, failingSince: null } : { disabledAt: new Date() } }));
  if (enabled) await db.webhookDelivery.updateMany({ where: { webhookId: at.webhookId, deliveredAt: null }, data: { dueAt: new Date(), attempts: 0 } });
  notices.seatsChanged(at.eventId, null);
}

/** With all that waits. @throws Refused 'webhook.not-found'. */
export async function removeWebhook({ db, notices }: Context, at: At): Promise<void> {
  await found(db.webhook.deleteMany({ where: whose(at) }));
  notices.seatsChanged(at.eventId, null);
}

/** @throws Refused 'webhook.not-found'. */
export async function testWebhook({ db }: Context, at: At): Promise<void> {
  if ((await db.webhook.count({ where: whose(at) })) === 0) throw new Refused('webhook.not-found');
  const id = randomUUID();
  await db.webhookDelivery.create({ data: { id, webhookId: at.webhookId, eventId: at.eventId, messageId: `test.${id}`, kind: 'test' } });
}

/** @throws Refused 'delivery.not-found'. */
export async function replayDelivery({ db }: Context, { eventId, webhookId, deliveryId }: At & { readonly deliveryId: string }): Promise<void> {
  const { count } = await db.webhookDelivery.updateMany({ where: { id: deliveryId, webhookId, eventId }, data: { deliveredAt: null, dueAt: new Date(), attempts: 0 } });
  if (count === 0) throw new Refused('delivery.not-found');
}

const whose = ({ eventId, webhookId }: At) => ({ id: webhookId, eventId });

async function found(change: Promise<{ count: number }>): Promise<void> {
  if ((await change).count === 0) throw new Refused('webhook.not-found');
}
