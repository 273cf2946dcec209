/** Appeals as their readers see them: the list, one with all that belongs to it, and what came with it. A leader's end at the own unit. */
import type { Appeal, AppealAmendment, AppealList, AppealSummary, EvidenceFile, Moved, Text } from '@leitai/contract';
import { Refused, type AppealModel, type CorrectionModel, type Database, type Prisma, type Transaction } from '@leitai/database';
import { allCriteria, type Scheme } from '@leitai/scoring';
import type { Identity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { databaseNow } from './database-now.ts';
import type { Photo } from './evidence.ts';

type Place = { readonly eventId: string; readonly appealId: string };
const parts = {
  contest: { include: { post: true } }, entrant: { include: { person: true } }, organisation: true,
} satisfies Prisma.AppealInclude;
type Row = Prisma.AppealGetPayload<{ include: typeof parts }>;

/** Of one unit, or of all. Newest first. */
export async function appealSummaries(db: Database, eventId: string, organisationId?: string): Promise<AppealSummary[]> {
  const rows = await db.appeal.findMany({
    where: { eventId, ...(organisationId !== undefined && { organisationId }) }, include: parts, orderBy: [{ filedAt: 'desc' }, { id: 'asc' }],
  });
  return rows.map(toSummary);
}

/** @throws Refused 'event.not-found'. */
export async function appealList({ db }: Context, eventId: string): Promise<AppealList> {
  const event = await db.event.findUnique({ where: { id: eventId } });
  if (!event) throw new Refused('event.not-found');
  return { at: (await databaseNow(db)).toISOString(), hours: { answer: event.appealHours, review: event.reviewHours }, appeals: await appealSummaries(db, eventId) };
}

export const numberOf = (letter: string, number: number): string => `${letter}-${String(number).padStart(2, '0')}`;

function toSummary(row: Row): AppealSummary {
  const { id, contest, entrant, organisation, number, instance, state, filedAt, dueAt, arbitratorName, outcome } = row;
  const { letter, shortName } = contest.post;
  return {
    id, number: numberOf(letter, number), instance: instance === 1 ? 1 : 2,
    contest: { id: contest.id, letter, name: shortName as Text },
    entrant: { id: entrant.id, code: entrant.code, name: entrant.person.name },
    unit: organisation.name as Text,
    state, filedAt: filedAt.toISOString(), dueAt: dueAt.toISOString(), arbitrator: arbitratorName, outcome,
  };
}

/** @throws Refused 'appeal.not-found', also for another unit's leader. */
export async function readAppeal({ db }: Context, me: Identity, { eventId, appealId }: Place): Promise<Appeal> {
  const row = await db.appeal.findFirst({
    where: { eventId, id: appealId, ...own(me) },
    include: {
      ...parts, contest: { include: { post: true, event: true, scheme: true } }, correction: true,
      files: { omit: { content: true }, orderBy: { number: 'asc' } },
      against: true, reviews: { where: { state: { notIn: ['withdrawn', 'rejected'] } } },
    },
  });
  if (!row) throw new Refused('appeal.not-found');
  const { contest, against, reviews: [review], correction, items, state } = row;
  const { letter } = contest.post;
  const sizes = await sizesOf(db, eventId, appealId);
  const signed = (name: string | null, at: Date | null) => (name !== null && at ? { name, at: at.toISOString() } : null);
  const [ended, ruled] = [signed(row.endedBy, row.endedAt), signed(row.arbitratorName, row.ruledAt)];
  return {
    ...toSummary(row),
    at: (await databaseNow(db)).toISOString(),
    eventName: contest.event.name as Text,
    head: contest.headHash,
    grounds: row.grounds,
    items: allCriteria(contest.scheme.body as unknown as Scheme).filter(({ id }) => items.includes(id)).map(({ id, no, name }) => ({ id, no, name })),
    files: row.files.map(({ id, name, type, sha256 }) => ({ id, name, type: type as EvidenceFile['type'], bytes: sizes.get(id) ?? 0, sha256 })),
    filedBy: row.filedBy,
    accepted: signed(row.acceptedBy, row.acceptedAt),
    rejected: state === 'rejected' && ended ? { ...ended, reason: row.rejection ?? '' } : null,
    withdrawn: state === 'withdrawn' ? ended : null,
    ruling: ruled && row.outcome
      ? { ...ruled, outcome: row.outcome, findings: row.findings ?? '', reasons: row.reasons ?? '', correctionNeeded: row.correctionNeeded ?? false, reviewUntil: row.reviewUntil?.toISOString() ?? null }
      : null,
    correction: correction && toAmendment(correction, appealId),
    closedAt: row.closedAt?.toISOString() ?? null,
    against: against && { id: against.id, number: numberOf(letter, against.number) },
    review: review ? { id: review.id, number: numberOf(letter, review.number) } : null,
    mine: 'accountId' in me && me.accountId === row.arbitratorId,
  };
}

const own = (me: Identity) => (me.role === 'leader' ? { organisationId: me.organisationId } : {});

/** Without reading the files themselves. */
async function sizesOf(db: Database, eventId: string, appealId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db.$queryRaw<{ id: string; bytes: number }[]>`
    SELECT id::text, octet_length(content) AS bytes FROM appeal_evidence WHERE event_id = ${eventId}::uuid AND appeal_id = ${appealId}::uuid`;
  return new Map(rows.map(({ id, bytes }) => [id, bytes]));
}

/** As it was uploaded. @throws Refused 'appeal.not-found'. */
export async function readAppealFile({ db }: Context, me: Identity, { eventId, appealId, fileId }: Place & { readonly fileId: string }): Promise<Photo> {
  const file = await db.appealEvidence.findFirst({ where: { eventId, id: fileId, appealId, appeal: own(me) } });
  if (!file) throw new Refused('appeal.not-found');
  return { hash: file.sha256, type: file.type, bytes: file.content };
}

/** Approved corrections of this appeal's entrant since it was filed, newest first. */
export async function amendmentsFor(db: Database | Transaction, appeal: Pick<AppealModel, 'eventId' | 'id' | 'entrantId' | 'filedAt'>): Promise<AppealAmendment[]> {
  const { eventId, entrantId, filedAt } = appeal;
  const rows = await db.correction.findMany({ where: { eventId, entrantId, state: 'approved', decidedAt: { gte: filedAt } }, orderBy: { decidedAt: 'desc' } });
  return rows.map((row) => toAmendment(row, appeal.id));
}

function toAmendment({ id, entrantId, reason, decidedBy, decidedAt, moved, appealId }: CorrectionModel, forAppeal: string): AppealAmendment {
  const own = ((moved as unknown as Moved[] | null) ?? []).find((one) => one.entrantId === entrantId);
  const score = (outcome: Moved['before'] | undefined) => ({ total: outcome?.total ?? null, rank: outcome?.rank ?? null });
  return { id, reason, by: decidedBy ?? '', at: decidedAt?.toISOString() ?? '', before: score(own?.before), after: score(own?.after), forThis: appealId === forAppeal };
}
