/** What an inspector has to do, over all events, and the desk of one round. */
import type { InspectorVisits, PlanSubject, Text, VisitDesk } from '@leitai/contract';
import type { Database } from '@leitai/database';
import type { InspectorIdentity } from '../access/as-inspector.ts';
import type { PanelIdentity } from '../access/identity.ts';
import type { Presence } from '../context.ts';
import { settingsOf } from '../findings/standing.ts';
import { judgeDesk } from './desk.ts';
import { readVisits, rowOf } from './visits.ts';

/** Days for which finished visits stay on the list. */
const SHOWN_DAYS = 60;
/** Of each kind. */
const MOST = 300;
const DAY = 86_400_000;

/** Own visits only; not those of practice copies. */
export async function inspectorVisits(db: Database, { accountId, name }: InspectorIdentity): Promise<InspectorVisits> {
  const since = new Date(Date.now() - SHOWN_DAYS * DAY);
  const mine = { event: { practice: false }, judges: { some: { accountId, endedAt: null } } };
  const [ahead, past, plans] = await Promise.all([
    readVisits(db, { contest: mine, result: null, state: { in: ['waiting', 'onStage', 'performed'] } }, MOST),
    readVisits(db, { contest: mine, result: { confirmedAt: { gte: since } } }, MOST),
    db.inspectionPlan.findMany({
      where: { frequency: 'unannounced', endedAt: null, event: { practice: false }, inspectors: { array_contains: [{ accountId }] } },
      include: { post: true, event: { include: { organisations: true } } },
    }),
  ]);
  return {
    me: { name },
    visits: [...past, ...ahead].map(rowOf).toSorted((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0)),
    unannounced: plans.map(({ eventId, id, name: plan, post, item, subjects, event }) => {
      const names = new Map(event.organisations.map((one) => [one.id, one.name as Text]));
      const listed = (subjects as unknown as PlanSubject[]).flatMap((one) => {
        const organisation = names.get(one.organisationId);
        return organisation ? [{ ...one, organisation }] : [];
      });
      return { eventId, planId: id, name: plan, post: post.name as Text, item, subjects: listed };
    }),
    serverTime: new Date().toISOString(),
  };
}

/** @throws Refused 'judge.not-found' when the seat was given to somebody else. */
export async function visitDesk(db: Database, presence: Presence, me: PanelIdentity): Promise<VisitDesk> {
  const { eventId, contestId } = me;
  const [desk, visits, { days }] = await Promise.all([judgeDesk(db, presence, me), readVisits(db, { eventId, contestId }), settingsOf(db, eventId)]);
  return { ...desk, visits, days };
}
