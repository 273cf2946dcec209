/** One application with all that belongs to it: as the desk shows it, and as its unit sees it. */
import type { Application, ApplicationFile, ApplicationItem, Text } from '@leitai/contract';
import { dayOf } from '@leitai/contract/house-day';
import { Refused } from '@leitai/database';
import type { Identity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { databaseNow } from '../database-now.ts';
import type { Photo } from '../evidence.ts';
import { isoDay } from '../today.ts';
import { outcomeOf } from './outcome.ts';
import { applicationParts, groundOf, plain, signed, toPlaque, toRound, toSummary } from './rows.ts';
import { applicationsOf, inOrder, isDecided } from './round.ts';

type Place = { readonly eventId: string; readonly applicationId: string };
const own = (me: Identity) => (me.role === 'leader' ? { organisationId: me.organisationId } : {});
/** Rounds a comparison looks back on. */
const MOST_EARLIER = 5;

/** @throws Refused 'application.not-found', also for another unit's leader. */
export async function readApplication({ db }: Context, me: Identity, { eventId, applicationId }: Place): Promise<Application> {
  const row = await db.demonstrationApplication.findFirst({
    where: { eventId, id: applicationId, ...own(me) },
    include: { ...applicationParts, round: { include: { event: { include: { certificatePlan: true } } } }, files: { where: { removedAt: null }, orderBy: { addedAt: 'asc' } }, decisions: { orderBy: { number: 'asc' } } },
  });
  if (!row) throw new Refused('application.not-found');
  const ground = (await groundOf(db, eventId))!;
  const house = me.role !== 'leader';
  const shown = house || isDecided(row.state);
  const at = (await databaseNow(db)).toISOString();
  const listed = house ? inOrder(await applicationsOf(db, eventId), ground).map(({ id }) => id) : [applicationId];
  const place = listed.indexOf(applicationId);
  const outcome = outcomeOf(ground.facts, shown ? row.entrantId : null);
  const units = new Map((await db.organisation.findMany({ where: { eventId } })).map(({ id, name }) => [id, name as Text]));
  const items = new Map(row.items.map((one) => [one.criterionId, one]));
  const plan = row.round.event.certificatePlan?.body as { issuer: Text } | undefined;
  return {
    ...toSummary(row, ground, shown),
    at, eventId, eventName: row.round.event.name as Text, issuer: plan?.issuer ?? null, round: toRound(ground, ground.facts.scheme.name), entrantId: house ? row.entrantId : null,
    items: ground.facts.scheme.modules.flatMap(({ id: moduleId, criteria }) => criteria.map(({ id, no, name, rule, max, scale }): ApplicationItem => {
      const item = items.get(id);
      const review = outcome.criteria.get(id);
      return {
        criterionId: id, no, name, rule, max, moduleId, self: item?.points == null ? null : plain(item.points), review: review === undefined ? null : plain(review),
        statement: item?.statement ?? '', state: item?.state ?? 'pending', reason: item?.reason ?? '', verified: signed(item?.verifiedBy ?? null, item?.verifiedAt ?? null),
        files: row.files.filter((file) => file.criterionId === id).map((file) => ({ id: file.id, name: file.name, type: file.type as ApplicationFile['type'], sha256: file.hash, at: file.addedAt.toISOString() })),
        source: scale.type === 'derived' ? scale.source : null,
      };
    })),
    submittedBy: row.submittedBy, verified: signed(row.verifiedBy, row.verifiedAt), endReason: row.endReason,
    decisions: (house ? row.decisions : row.decisions.filter(({ state }) => state === 'approved')).map((one) => ({
      id: one.id, number: one.number, outcome: one.outcome, state: one.state, reason: one.reason, rejection: one.rejection,
      proposed: signed(one.proposedBy, one.proposedAt)!, decided: signed(one.decidedBy, one.decidedAt),
    })),
    dueAt: row.dueAt?.toISOString() ?? null,
    rectification: row.reportedBy !== null && row.reportedAt ? { name: row.reportedBy, at: row.reportedAt.toISOString(), report: row.report } : null,
    publicity: row.publicFrom && row.publicUntil ? { from: row.publicFrom.toISOString(), until: row.publicUntil.toISOString() } : null,
    // Who objects is nobody's business in the unit.
    objectionsFiled: row.objections.toSorted((a, b) => a.number - b.number).map((one) => ({
      id: one.id, number: one.number, state: one.state, unit: house && one.organisationId !== null ? units.get(one.organisationId) ?? null : null,
      name: house ? one.name : '', contact: house ? one.contact : '', grounds: one.grounds, filedAt: one.filedAt.toISOString(), answer: one.answer, answered: signed(one.answeredBy, one.answeredAt),
    })),
    plaqueGiven: row.plaque && toPlaque(row.plaque, dayOf(new Date(at))),
    previous: listed[place - 1] ?? null, next: listed[place + 1] ?? null, place: place + 1, of: listed.length,
    earlier: await earlierOf(db, row, house),
  };
}

/** By the unit's name and the post's code, over all real rounds but this one. */
async function earlierOf(db: Context['db'], { eventId, organisation, postCode }: { readonly eventId: string; readonly organisation: { readonly name: unknown }; readonly postCode: string }, house: boolean): Promise<Application['earlier']> {
  const unit = (organisation.name as Text).zh;
  const rows = await db.demonstrationApplication.findMany({
    where: { eventId: { not: eventId }, postCode, entrantId: { not: null }, organisation: { name: { path: ['zh'], equals: unit } }, round: { event: { practice: false } } },
    include: { ...applicationParts, round: { include: { event: true } } }, orderBy: { round: { until: 'desc' } }, take: MOST_EARLIER,
  });
  return Promise.all(rows.map(async (row) => {
    const summary = toSummary(row, (await groundOf(db, row.eventId))!, house || isDecided(row.state));
    return { id: row.id, eventId: row.eventId, eventName: row.round.event.name as Text, team: row.team, until: isoDay(row.round.until), total: summary.review, aspects: summary.aspects };
  }));
}

/** As it was uploaded. @throws Refused 'application.not-found'. */
export async function readApplicationFile({ db }: Context, me: Identity, { eventId, applicationId, fileId }: Place & { readonly fileId: string }): Promise<Photo> {
  const file = await db.demonstrationFile.findFirst({ where: { eventId, id: fileId, applicationId, application: own(me) }, include: { content: true } });
  if (!file) throw new Refused('application.not-found');
  return { hash: file.hash, type: file.type, bytes: file.content.bytes };
}
