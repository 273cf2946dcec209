/** What is wrong with a mark: the wrong kind of answer, or a value the scale does not hold. */
import { findCriterion } from './compile.ts';
import { isDecimal, parse } from './exact.ts';
import { checkReading, gridOf } from './grid.ts';
import type { Issue } from './result.ts';
import type { CountKind, CountScale, MarkValue, Scale, Scheme } from './scheme.ts';
import { decimal, flag, isRecord, issue, list, object, oneOf, whole, words, type Shape } from './shape.ts';
import { MOST_OCCURRENCES } from './tally.ts';

const MOST_REASON = 500;

/** Lists everything wrong with a value for a criterion, or with a veto's reason. Empty when it can be recorded. Never throws. */
export function checkMark(scheme: Scheme, criterionId: string, value: unknown): Issue[] {
  if (scheme.vetoes.some((veto) => veto.id === criterionId)) return checkShape(value, 'veto', { reason: words(MOST_REASON) });
  const criterion = findCriterion(scheme, criterionId);
  if (!criterion) return [issue('unknown-criterion', '', 'name a criterion or veto of the scheme', { id: criterionId })];
  if (criterion.mayNotApply && isRecord(value) && value['type'] === 'not-applicable') return checkShape(value, 'not-applicable', {});
  return checkValue(criterion.scale, value);
}

function checkValue(scale: Scale, value: unknown): Issue[] {
  switch (scale.type) {
    case 'pass-fail': return checkShape(value, 'pass-fail', { pass: flag });
    case 'levels': return checkShape(value, 'levels', { level: whole(0, scale.levels.length - 1) });
    case 'points': return checkShape(value, 'points', { points: reading(scale) });
    case 'count': return checkShape(value, 'count', { counts: counts(scale.kinds, scale.total) });
    case 'checklist': return checkShape(value, 'checklist', { ticks: keyed(scale.items, () => flag, 'item') });
    case 'measure': {
      const readings = scale.readings ?? 1;
      return checkShape(value, 'measure', { readings: list(reading(scale), { least: readings, most: readings }), ...faults(scale.faults) });
    }
    case 'time': return checkShape(value, 'time', { seconds: reading({ ...scale, min: '0' }), ...faults(scale.faults) });
    case 'rank-points': return checkShape(value, 'rank-points', { reading: reading(scale), ...faults(scale.faults) });
    case 'derived': return [issue('derived-not-enterable', '', 'it is fed from recorded data', { source: scale.source })];
    default: return scale satisfies never;
  }
}

function checkShape(value: unknown, type: MarkValue['type'], fields: Readonly<Record<string, Shape>>): Issue[] {
  if (!isRecord(value) || value['type'] !== type) return [issue('wrong-type', 'type', `give a ${type} mark`, { expected: type })];
  const issues: Issue[] = [];
  object({ type: oneOf(type), ...fields })(value, '', issues);
  return issues;
}

/** A Decimal in the scale's range and on its step. */
function reading(range: { readonly min: string; readonly max: string; readonly step: string }): Shape {
  return (value, path, issues) => {
    if (isDecimal(value)) issues.push(...checkReading(gridOf(range), parse(value), path));
    else decimal()(value, path, issues);
  };
}

/** COUNT-4: every kind is present, so that "none" is said and not assumed. */
function counts(kinds: readonly CountKind[], total?: CountScale['total']): Shape {
  const shape = keyed(kinds, (kind) => whole(0, kind.most ?? MOST_OCCURRENCES), 'kind');
  return (value, path, issues) => {
    const before = issues.length;
    shape(value, path, issues);
    if (total === undefined || issues.length > before || !isRecord(value)) return;
    const given = Object.values(value).reduce<number>((all, count) => all + Number(count), 0);
    if (given !== total) issues.push(issue('total-mismatch', path, `make the counts add up to ${total}`, { expected: total, actual: given }));
  };
}

/** A scale with faults asks for every one of them; a scale without has no such field. */
const faults = (kinds: readonly CountKind[] | undefined): Readonly<Record<string, Shape>> => (kinds ? { faults: counts(kinds) } : {});

/** A record with exactly the ids of `parts`. */
function keyed<T extends { readonly id: string }>(parts: readonly T[], shape: (part: T) => Shape, what: 'kind' | 'item'): Shape {
  return (value, path, issues) => {
    if (!isRecord(value)) return void issues.push(issue('not-an-object', path, `give a value for every ${what}`));
    for (const part of parts) {
      if (Object.hasOwn(value, part.id)) shape(part)(value[part.id], `${path}.${part.id}`, issues);
      else issues.push(issue(`missing-${what}`, `${path}.${part.id}`, `add ${part.id}`, { id: part.id }));
    }
    for (const id of Object.keys(value)) {
      if (!parts.some((part) => part.id === id)) issues.push(issue(`unknown-${what}`, `${path}.${id}`, `remove ${id}`, { id }));
    }
  };
}
