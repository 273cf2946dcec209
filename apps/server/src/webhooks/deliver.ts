/** Brings what waits to its receivers: in order for each, by one process at a time, again and again until it has arrived. */
import type { Database } from '@leitai/database';
import type { Context } from '../context.ts';
import { roundTheClock } from '../round-the-clock.ts';
import { composeMessage } from './compose.ts';
import { send, type Outcome } from './send.ts';

/** How often it is looked for what is due, in milliseconds. */
const LOOK = 1_000;
/**
 * Seconds for which a receiver is one process's: longer than a request may take. A process that dies is followed by another after that. One that
 * only stood still, and goes on when its lease has become another's, keeps nothing of what it did meanwhile: the lease is known by its end.
 */
const LEASE = 30;
/** Seconds until it is tried again, after each failure; then hourly. */
const WAITS = [5, 15, 60, 300, 900];
const HOUR = 3_600;
/** Hours of nothing but failures after which a receiver is switched off. */
const PATIENCE = 24;

/** @returns `close` waits for what is being sent. */
export function startWebhooks(ctx: Context): { close(): Promise<void> } {
  let closed = false;
  const round = roundTheClock(ctx.log, 'webhooks', LOOK, () => deliverDue(ctx, () => closed));
  return {
    close() {
      closed = true;
      return round.close();
    },
  };
}

/** What has not arrived yet, of receivers that are not switched off. */
export const countWaiting = (db: Database): Promise<number> => db.webhookDelivery.count({ where: { deliveredAt: null, webhook: { disabledAt: null } } });

/** Sends all that is due now; different receivers do not wait for each other. A lease or a wait longer than any that is given was given before the clock was put back, and is over. */
async function deliverDue(ctx: Context, closed: () => boolean): Promise<void> {
  const claimed = await ctx.db.$queryRaw<Lease[]>`
    UPDATE webhook w SET leased_until = now() + make_interval(secs => ${LEASE}::int)
    WHERE w.id IN (
      SELECT h.id FROM webhook h WHERE h.disabled_at IS NULL AND (h.leased_until IS NULL OR h.leased_until NOT BETWEEN now() AND now() + 2 * make_interval(secs => ${LEASE}::int))
        AND EXISTS (SELECT FROM webhook_delivery d WHERE d.webhook_id = h.id AND d.delivered_at IS NULL AND d.due_at NOT BETWEEN now() AND now() + 2 * make_interval(secs => ${HOUR}::int))
      FOR UPDATE SKIP LOCKED) RETURNING w.id::text AS id, w.leased_until::text AS until`;
  await Promise.all(claimed.map((lease) => deliverTo(ctx, lease, closed)));
}

/** A receiver, and the end of the lease under which it is this process's, as the database writes it; each sending moves it on. */
type Lease = { readonly id: string; until: string };

async function deliverTo(ctx: Context, lease: Lease, closed: () => boolean): Promise<void> {
  while (!closed() && (await deliverNext(ctx, lease)));
  await ctx.db.$executeRaw`UPDATE webhook SET leased_until = NULL WHERE id = ${lease.id}::uuid AND leased_until = ${lease.until}::timestamptz`;
}

/** @returns whether something arrived, so that the next may follow. What a freeze hides waits until it is lifted, and holds up nothing else. */
async function deliverNext({ db, log, notices, webhookNetworks }: Context, lease: Lease): Promise<boolean> {
  const { id: webhookId } = lease;
  const [next] = await db.$queryRaw<{ id: string; due: boolean }[]>`
    SELECT d.id::text AS id, d.due_at NOT BETWEEN now() AND now() + 2 * make_interval(secs => ${HOUR}::int) AS due FROM webhook_delivery d
    WHERE d.webhook_id = ${webhookId}::uuid AND d.delivered_at IS NULL
      AND NOT EXISTS (SELECT FROM contest c WHERE c.event_id = d.event_id AND c.id = d.contest_id AND c.frozen_seq IS NOT NULL)
    ORDER BY d.number LIMIT 1`;
  if (!next?.due) return false;
  const [webhook] = await db.$queryRaw<{ url: string; secret: string; until: string }[]>`
    UPDATE webhook SET leased_until = now() + make_interval(secs => ${LEASE}::int)
    WHERE id = ${webhookId}::uuid AND disabled_at IS NULL AND leased_until = ${lease.until}::timestamptz
    RETURNING url, secret, leased_until::text AS until`;
  const delivery = await db.webhookDelivery.findUnique({ where: { id: next.id } });
  if (!webhook || !delivery) return false;
  lease.until = webhook.until;
  const body = delivery.body ?? (await composeMessage(db, delivery));
  if (body === null) {
    await db.webhookDelivery.deleteMany({ where: { id: next.id } });
    return true;
  }
  // Kept before it is sent: whatever happens then, it is repeated word for word.
  await db.webhookDelivery.updateMany({ where: { id: next.id, deliveredAt: null }, data: { body, attempts: { increment: 1 }, lastAt: new Date() } });
  const outcome = await send({ url: webhook.url, secret: webhook.secret, messageId: delivery.messageId, body }, webhookNetworks);
  log.debug({ webhookId, deliveryId: next.id, ...outcome }, 'told a webhook');
  const switchedOff = await keep(db, lease, next.id, delivery.attempts, outcome);
  // The control room says it when a receiver was switched off.
  if (switchedOff) notices.seatsChanged(delivery.eventId, null);
  return switchedOff === false && outcome.failure === null;
}

/** @returns whether the webhook is switched off now; null where it has become another process's, which then says what happened. */
async function keep(db: Context['db'], lease: Lease, id: string, before: number, { status, failure }: Outcome): Promise<boolean | null> {
  const arrived = failure === null;
  const wait = WAITS[before] ?? HOUR;
  // The webhook first, as when it is removed with all its deliveries: two who lock in one order do not wait for each other.
  const [kept] = await db.$queryRaw<{ off: boolean }[]>`
    WITH mine AS (
      UPDATE webhook SET failing_since = CASE WHEN ${arrived} THEN NULL ELSE coalesce(failing_since, now()) END,
        disabled_at = CASE WHEN ${arrived} OR failing_since IS NULL OR failing_since > now() - make_interval(hours => ${PATIENCE}::int) THEN disabled_at ELSE now() END
      WHERE id = ${lease.id}::uuid AND leased_until = ${lease.until}::timestamptz RETURNING disabled_at IS NOT NULL AS off),
    told AS (
      UPDATE webhook_delivery d SET status = ${status}::int, failure = ${failure}, last_at = now(), delivered_at = CASE WHEN ${arrived} THEN now() END,
        due_at = CASE WHEN ${arrived} THEN d.due_at ELSE now() + make_interval(secs => ${wait}::int) END FROM mine WHERE d.id = ${id}::uuid)
    SELECT off FROM mine`;
  return kept?.off ?? null;
}
