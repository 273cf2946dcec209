/** An event's webhooks and what was sent to each. Secrets stay where they are. */
import { WebhookKind, type Delivery, type Webhook } from '@leitai/contract';
import { Refused, type Database, type WebhookModel } from '@leitai/database';

const LATEST = 100;

export const toWebhook = ({ id, name, url, createdBy, createdAt, disabledAt, failingSince }: WebhookModel, waiting: number): Webhook => ({
  id, name, url, createdBy, createdAt: createdAt.toISOString(), disabledAt: disabledAt?.toISOString() ?? null, failingSince: failingSince?.toISOString() ?? null, waiting,
});

export async function listWebhooks(db: Database, eventId: string): Promise<Webhook[]> {
  const rows = await db.webhook.findMany({
    where: { eventId }, orderBy: { createdAt: 'asc' }, include: { _count: { select: { deliveries: { where: { deliveredAt: null } } } } },
  });
  return rows.map((row) => toWebhook(row, row._count.deliveries));
}

/** @throws Refused 'webhook.not-found'. */
export async function listDeliveries(db: Database, eventId: string, webhookId: string): Promise<Delivery[]> {
  if ((await db.webhook.count({ where: { id: webhookId, eventId } })) === 0) throw new Refused('webhook.not-found');
  const rows = await db.webhookDelivery.findMany({ where: { webhookId }, orderBy: { number: 'desc' }, take: LATEST });
  const contests = await db.contest.findMany({ where: { eventId }, select: { id: true, post: { select: { letter: true } } } });
  const letters = new Map(contests.map(({ id, post }) => [id, post.letter]));
  return rows.map(({ id, messageId, kind, contestId, createdAt, attempts, lastAt, status, failure, deliveredAt, dueAt }) => ({
    id, messageId, kind: WebhookKind.parse(kind), contest: contestId === null ? null : (letters.get(contestId) ?? null), createdAt: createdAt.toISOString(),
    attempts, lastAt: lastAt?.toISOString() ?? null, status, failure,
    deliveredAt: deliveredAt?.toISOString() ?? null, dueAt: deliveredAt ? null : dueAt.toISOString(),
  }));
}
