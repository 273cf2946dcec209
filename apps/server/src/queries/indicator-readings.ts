/** What the records say of an application, source by source: who is asked for, and every derived criterion read in one snapshot. */
import { sourceWords, type Text } from '@leitai/contract';
import { Refused, type Database, type Prisma, type Transaction } from '@leitai/database';
import { allCriteria, type Criterion, type DerivedScale, type Scheme } from '@leitai/scoring';
import type { Question } from '../indicators/source.ts';
import { readSource, type Reading } from '../indicators/sources.ts';
import { isoDay } from './today.ts';

export type Application = { readonly eventId: string; readonly applicationId: string };
const parts = { organisation: true, items: true, entrant: true, round: { include: { contest: { include: { scheme: true } } } } } satisfies Prisma.DemonstrationApplicationInclude;
export type Asked = Prisma.DemonstrationApplicationGetPayload<{ include: typeof parts }>;
export type DerivedCriterion = Criterion & { readonly scale: DerivedScale };

/** @throws Refused 'application.not-found'. */
export async function askedFor(db: Database | Transaction, { eventId, applicationId }: Application): Promise<Asked> {
  const found = await db.demonstrationApplication.findUnique({ where: { eventId_id: { eventId, id: applicationId } }, include: parts });
  if (!found) throw new Refused('application.not-found');
  return found;
}

export const schemeOf = ({ round }: Asked): Scheme => round.contest.scheme.body as unknown as Scheme;
export const derivedOf = (scheme: Scheme): readonly DerivedCriterion[] => allCriteria(scheme).filter((one): one is DerivedCriterion => one.scale.type === 'derived');

/** What a criterion names to be looked for, else what its source looks for. */
const seeksOf = ({ seeks, source }: DerivedScale): Question['seeks'] => seeks ?? sourceWords(source)?.seeks ?? [];

export function questionOf({ id, organisation, postCode, headcount, round }: Asked, seeks: Question['seeks'] = []): Question {
  return { unit: organisation.name as Text, postCode, from: isoDay(round.from), until: isoDay(round.until), eventIds: round.sources, headcount: { applicationId: id, people: headcount }, seeks };
}

/** Enough for a year of registers. */
const PATIENCE = 60_000;

/** By criterion, all as of one moment. */
export function readAll(db: Database, asked: Asked): Promise<ReadonlyMap<string, Reading>> {
  return db.$transaction(async (tx) => {
    const readings = new Map<string, Reading>();
    for (const { id, scale } of derivedOf(schemeOf(asked))) readings.set(id, await readSource(tx, scale.source, questionOf(asked, seeksOf(scale))));
    return readings;
  }, { isolationLevel: 'RepeatableRead', timeout: PATIENCE });
}
