/** The rows of a round, and what is shown of each: plaques as they stand today, applications with their points by aspect. */
import type { ApplicationSummary, Aspect, Demonstration, Plaque, PlaqueState, Text } from '@leitai/contract';
import { contestFacts, type ContestFacts, type Database, type Prisma } from '@leitai/database';
import { formatFixed, sumExact, type Scheme } from '@leitai/scoring';
import { scoreDigits } from '../../projection/digits.ts';
import { isoDay } from '../today.ts';
import { outcomeOf } from './outcome.ts';

export const plaqueParts = {
  application: { include: { organisation: true } }, checks: { orderBy: { number: 'asc' } }, withdrawals: { orderBy: { askedAt: 'desc' }, take: 1 },
  certificate: { include: { revocations: { where: { state: 'approved' } } } },
} satisfies Prisma.PlaqueInclude;
export const applicationParts = { organisation: true, items: true, objections: true, plaque: { include: plaqueParts } } satisfies Prisma.DemonstrationApplicationInclude;
type PlaqueRow = Prisma.PlaqueGetPayload<{ include: typeof plaqueParts }>;
export type ApplicationRow = Prisma.DemonstrationApplicationGetPayload<{ include: typeof applicationParts }>;
type RoundRow = Prisma.DemonstrationRoundGetPayload<object>;

/** A round with all that its applications are reckoned from. */
export type Ground = { readonly row: RoundRow; readonly facts: ContestFacts };

export async function groundOf(db: Database, eventId: string): Promise<Ground | null> {
  const row = await db.demonstrationRound.findUnique({ where: { eventId } });
  return row && { row, facts: (await contestFacts(db, eventId, row.contestId))! };
}

export const signed = (name: string | null, at: Date | null) => (name !== null && at ? { name, at: at.toISOString() } : null);

export function toRound({ row, facts }: Ground, schemeName: Text): NonNullable<Demonstration['round']> {
  const { from, until, sources, applyUntil, rectifyDays, publicityDays, validYears, draft } = row;
  return {
    settings: { from: isoDay(from), until: isoDay(until), sources, applyUntil: applyUntil.toISOString(), rectifyDays, publicityDays, validYears, draft },
    contestId: row.contestId, contestState: facts.state, line: facts.rules.grades?.bands[0]?.from ?? null, schemeName,
  };
}

/** @param shown whether the reader may see the review. */
export function toSummary(row: ApplicationRow, { facts }: Ground, shown: boolean): ApplicationSummary {
  const { id, team, organisation, postName, postCode, leader, headcount, state, filedAt, submittedAt, items, entrantId } = row;
  const outcome = outcomeOf(facts, shown ? entrantId : null);
  const self = new Map(items.flatMap(({ criterionId, points }) => (points === null ? [] : [[criterionId, points]])));
  return {
    id, team, unit: organisation.name as Text, post: postName as Text, postCode, leader, headcount, state,
    filedAt: filedAt.toISOString(), submittedAt: submittedAt?.toISOString() ?? null,
    self: self.size === 0 ? null : plain(sumExact([...self.values()])),
    review: outcome.total === null ? null : formatFixed(outcome.total, scoreDigits(facts.rules)),
    aspects: aspectsOf(facts.scheme, self, outcome.modules),
    rank: outcome.rank, grade: outcome.grade, eligible: outcome.eligible,
    plaque: row.plaque?.number ?? null,
    objections: row.objections.filter((one) => one.state === 'filed').length,
  };
}

/** One digit after the point, two where there are two. */
export const plain = (exact: string): string => { const fixed = formatFixed(exact, 2); return fixed.endsWith('0') ? fixed.slice(0, -1) : fixed; };

function aspectsOf(scheme: Scheme, self: ReadonlyMap<string, string>, review: ReadonlyMap<string, string>): Aspect[] {
  return scheme.modules.map(({ id, name, criteria }) => {
    const own = criteria.flatMap((one) => { const points = self.get(one.id); return points === undefined ? [] : [points]; });
    const reviewed = review.get(id);
    return { id, name, max: sumExact(criteria.map(({ max }) => max)), self: own.length === 0 ? null : plain(sumExact(own)), review: reviewed === undefined ? null : plain(reviewed) };
  });
}

/** @param today by the database's clock. */
export function standingOf({ standing, validUntil, certificate }: PlaqueRow, today: string): PlaqueState {
  if (standing === 'withdrawn' || certificate.revocations.length > 0) return 'withdrawn';
  return isoDay(validUntil) < today ? 'expired' : standing;
}

export function toPlaque(row: PlaqueRow, today: string): Plaque {
  const { id, applicationId, number, application, checks, withdrawals: [asked], reason, validUntil } = row;
  return {
    id, applicationId, number, team: application.team, unit: application.organisation.name as Text, post: application.postName as Text,
    state: standingOf(row, today), granted: signed(row.grantedBy, row.grantedAt)!, validUntil: isoDay(validUntil), reason,
    checks: checks.map((one) => ({ id: one.id, number: one.number, due: isoDay(one.due), passed: one.passed, note: one.note, checked: signed(one.checkedBy, one.checkedAt) })),
    withdrawal: asked ? { id: asked.id, state: asked.state, reason: asked.reason, rejection: asked.rejection, proposed: signed(asked.askedBy, asked.askedAt)!, decided: signed(asked.decidedBy, asked.decidedAt) } : null,
  };
}
