/** The page of what records say of an application: as frozen, as it is now, what was decided instead, and what the engine makes of it. */
import { isDeepStrictEqual } from 'node:util';
import { SELF_TOLERANCE, type Indicator, type IndicatorOverride, type Indicators, type Text } from '@leitai/contract';
import { Refused, type IndicatorValueModel } from '@leitai/database';
import { compareExact, scoreSheet, type Derived, type Figures, type Scheme } from '@leitai/scoring';
import type { Context } from '../context.ts';
import { minus } from '../indicators/exact.ts';
import { figuresOf, thawed, type Reading } from '../indicators/sources.ts';
import { askedFor, derivedOf, readAll, schemeOf, questionOf, type Application, type Asked, type DerivedCriterion } from './indicator-readings.ts';

/** As it stands in the row and in the event. */
export type StoredOverride = {
  readonly state: 'proposed' | 'approved' | 'rejected'; readonly derived: Exclude<Derived, string>; readonly reason: string;
  readonly proposedById: string; readonly proposedBy: string; readonly proposedAt: string;
  readonly decidedById: string | null; readonly decidedBy: string | null; readonly decidedAt: string | null; readonly decision: string;
};

/** @param organisationId of a leader, who sees the own unit's. @throws Refused 'application.not-found'. */
export async function readIndicators({ db }: Context, place: Application, organisationId: string | null): Promise<Indicators> {
  const asked = await askedFor(db, place);
  if (organisationId !== null && asked.organisationId !== organisationId) throw new Refused('application.not-found');
  const [readings, frozen, events] = await Promise.all([
    readAll(db, asked),
    asked.entrantId === null ? [] : db.indicatorValue.findMany({ where: { eventId: asked.eventId, entrantId: asked.entrantId } }),
    db.event.findMany({ where: { id: { in: asked.round.sources } }, orderBy: { id: 'asc' } }),
  ]);
  const values = new Map(frozen.map((value) => [value.criterionId, value]));
  const scheme = schemeOf(asked);
  const { unit, postCode, from, until } = questionOf(asked);
  return {
    entrantId: asked.entrantId, unit, post: postCode, period: { from, until }, events: events.map(({ id, name }) => ({ id, name: name as Text })),
    indicators: derivedOf(scheme).map((criterion) => indicatorOf(asked, scheme, criterion, readings.get(criterion.id)!, values.get(criterion.id) ?? null)),
  };
}

function indicatorOf(asked: Asked, scheme: Scheme, { id, no, name, max, scale }: DerivedCriterion, now: Reading, value: IndicatorValueModel | null): Indicator {
  const override = value && (value.override as StoredOverride | null);
  const figures = value ? (value.figures as Figures | null) : now.figures;
  const points = pointsOf(scheme, id, override?.state === 'approved' ? override.derived : figures);
  const self = asked.items.find(({ criterionId }) => criterionId === id)?.points ?? null;
  return {
    criterionId: id, no, name, max, source: scale.source,
    reading: value ? readingOf(value) : { figures: now.figures, working: [...now.working], rows: [...now.rows], sha256: now.sha256 },
    frozen: value && { at: value.frozenAt.toISOString(), by: value.frozenBy },
    since: value && !isDeepStrictEqual(now.figures, figures) ? (now.figures ?? {}) : null,
    override: override && toOverride(override),
    points,
    contradicts: self !== null && points !== null && isFar(self, points) ? self : null,
  };
}

const readingOf = ({ source, text, sha256, figures }: IndicatorValueModel): Indicator['reading'] => {
  const { rows } = thawed(text);
  return { figures: figures as Figures | null, working: [...figuresOf(source, rows).working], rows: [...rows], sha256 };
};

/** Null while there is no value. */
export const pointsOf = (scheme: Scheme, criterionId: string, derived: Derived | null): string | null =>
  derived === null ? null : (scoreSheet(scheme, {}, { derived: { [criterionId]: derived } }).criteria[criterionId] ?? null);

function isFar(self: string, points: string): boolean {
  const [least, most] = compareExact(self, points) < 0 ? [self, points] : [points, self];
  return compareExact(minus(most, least), SELF_TOLERANCE) > 0;
}

const toOverride = ({ state, derived, reason, proposedBy, proposedAt, decidedBy, decidedAt, decision }: StoredOverride): IndicatorOverride => ({
  state, derived, reason, proposed: { name: proposedBy, at: proposedAt },
  decided: decidedBy === null || decidedAt === null ? null : { name: decidedBy, at: decidedAt, reason: decision },
});
