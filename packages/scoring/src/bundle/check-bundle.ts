/** What is wrong with a bundle: its shape, its schemes and rules, its references, every mark. Nothing is computed from a faulty one. */
import { checkMark } from '../check-mark.ts';
import { checkRules } from '../check-rules.ts';
import { checkScheme, unknownReference } from '../check-scheme.ts';
import { allCriteria } from '../compile.ts';
import type { Issue } from '../result.ts';
import type { Rules } from '../rules.ts';
import type { Scheme } from '../scheme.ts';
import { duplicates, issue, join } from '../shape.ts';
import { bundleShape } from './bundle-shape.ts';
import { stageOf, type Bundle, type BundleEntrant, type BundleSheet } from './bundle.ts';
import { mergedScheme } from './merge.ts';

/** Lists everything wrong with a bundle, each with the path of its place; empty when it can be recomputed. Never throws. Shape faults hide the rest. */
export function checkBundle(bundle: unknown): Issue[] {
  const issues: Issue[] = [];
  bundleShape(bundle, '', issues);
  return issues.length > 0 ? issues : checkMeaning(bundle as Bundle);
}

const under = (path: string, issues: readonly Issue[]): Issue[] => issues.map((one) => ({ ...one, path: join(path, one.path).replace(/\.$/, '') }));

function checkMeaning(bundle: Bundle): Issue[] {
  const stages = bundle.stages.flatMap(({ scheme, max, panel }, index) => {
    const path = `stages.${index}`;
    if ((scheme === undefined) === (max === undefined)) return [issue('scheme-or-max', path, 'give a scheme, or a max for points brought in')];
    if (!scheme) return [];
    const faults = checkScheme(scheme);
    return faults.length > 0 || !panel ? under(`${path}.scheme`, faults) : under(path, panelFaults({ ...bundle.rules, panel }, scheme, seated(bundle)));
  });
  if (stages.length > 0) return stages;
  return [
    ...checkIds(bundle),
    ...under('rules', checkRules(bundle.rules, mergedScheme(bundle), bundle.stages.some(({ panel }) => panel) ? undefined : seated(bundle))),
    ...checkStages(bundle),
    ...bundle.entrants.flatMap((entrant, index) => checkEntrant(bundle, entrant, `entrants.${index}`)),
    ...checkSheets(bundle),
    ...checkPoints(bundle),
    ...checkDecisions(bundle),
  ];
}

/** The judges, unless nobody was marked yet: then there is nothing to hold a quorum against. */
const seated = ({ sheets, judges }: Bundle): Bundle['judges'] | undefined => (sheets.length > 0 ? judges : undefined);

/** A stage's own panel, held against its own scheme. */
const panelFaults = (rules: Rules, scheme: Scheme, judges: Bundle['judges'] | undefined): Issue[] => checkRules(rules, scheme, judges).filter((one) => one.path.startsWith('panel'));

function checkIds(bundle: Bundle): Issue[] {
  const ids = (name: 'stages' | 'judges' | 'entrants' | 'organisations') => duplicates((bundle[name] ?? []).map(({ id }, index) => ({ id, path: `${name}.${index}.id` })));
  // STAGE-6: tie-breaks name a module or criterion by id alone.
  const parts = bundle.stages.flatMap(({ scheme }, index) => (scheme ? [...scheme.modules, ...allCriteria(scheme), ...scheme.vetoes] : []).map(({ id }) => ({ id, path: `stages.${index}.scheme` })));
  return [...ids('stages'), ...ids('judges'), ...ids('entrants'), ...ids('organisations'), ...(bundle.stages.length > 1 ? duplicates(parts) : [])];
}

/** The rules compose exactly the stages that are here; without such a rule there is one, and it is judged. */
function checkStages({ stages, rules }: Bundle): Issue[] {
  if (!rules.stages) {
    return stages.length === 1 && stages[0]?.scheme ? [] : [issue('stages-not-composed', 'rules.stages', 'say how the stages make one result, or give one stage with a scheme')];
  }
  const here = new Set(stages.map(({ id }) => id));
  const named = new Set(rules.stages.stages.map(({ id }) => id));
  return [
    ...rules.stages.stages.flatMap(({ id }, index) => (here.has(id) ? [] : [unknownReference(`rules.stages.stages.${index}.id`, id)])),
    ...stages.flatMap(({ id }, index) => (named.has(id) ? [] : [unknownReference(`stages.${index}.id`, id)])),
  ];
}

function checkEntrant(bundle: Bundle, { organisationId, products = {}, derived = {}, bonuses = [], penalties = [] }: BundleEntrant, path: string): Issue[] {
  const criteria = bundle.stages.flatMap(({ scheme }) => (scheme ? allCriteria(scheme) : []));
  const known = (id: string, feeds: boolean) => criteria.some((one) => one.id === id && (!feeds || one.scale.type === 'derived'));
  return [
    ...(organisationId === undefined || bundle.organisations?.some(({ id }) => id === organisationId) ? [] : [unknownReference(`${path}.organisationId`, organisationId)]),
    ...Object.keys(products).flatMap((id) => (known(id, false) ? [] : [unknownReference(`${path}.products.${id}`, id)])),
    ...Object.keys(derived).flatMap((id) => (known(id, true) ? [] : [unknownReference(`${path}.derived.${id}`, id)])),
    ...(bundle.rules.stages || bonuses.length + penalties.length === 0 ? [] : [issue('adjusted-without-stages', path, 'bonuses and penalties need rules.stages')]),
  ];
}

function checkSheets(bundle: Bundle): Issue[] {
  const entrants = new Set(bundle.entrants.map(({ id }) => id));
  const judges = new Map(bundle.judges.map((judge) => [judge.id, judge]));
  const schemes = new Map(bundle.stages.map(({ id, scheme }) => [id, scheme]));
  const keys = bundle.sheets.map((sheet, index) => ({ id: [sheet.entrantId, sheet.judgeId, stageOf(bundle, sheet), sheet.attempt ?? 1].join(' '), path: `sheets.${index}` }));
  return [
    ...duplicates(keys, 'duplicate-sheet'),
    ...bundle.sheets.flatMap((sheet, index) => {
      const path = `sheets.${index}`;
      const scheme = schemes.get(stageOf(bundle, sheet));
      const judge = judges.get(sheet.judgeId);
      return [
        ...(entrants.has(sheet.entrantId) ? [] : [unknownReference(`${path}.entrantId`, sheet.entrantId)]),
        ...(judge ? [] : [unknownReference(`${path}.judgeId`, sheet.judgeId)]),
        ...(sheet.out?.by === undefined || judges.has(sheet.out.by) ? [] : [unknownReference(`${path}.out.by`, sheet.out.by)]),
        ...(scheme ? checkMarks(scheme, sheet, judge?.group, path) : [unknownReference(`${path}.stageId`, stageOf(bundle, sheet))]),
      ];
    }),
  ];
}

/** GROUP-1: a judge of a group marks no criterion of another. */
function checkMarks(scheme: Scheme, { marks }: BundleSheet, group: string | undefined, path: string): Issue[] {
  const groups = new Map(allCriteria(scheme).map((criterion) => [criterion.id, criterion.group]));
  return Object.entries(marks).flatMap(([id, mark]) => {
    const at = `${path}.marks.${id}`;
    const asked = groups.get(id);
    const other = group !== undefined && asked !== undefined && asked !== group;
    return [...under(at, checkMark(scheme, id, mark)), ...(other ? [issue('other-group', at, 'leave it to the judges of its group', { group: asked })] : [])];
  });
}

function checkPoints(bundle: Bundle): Issue[] {
  const keys = (bundle.points ?? []).map((one, index) => ({ id: [one.entrantId, one.stageId, one.attempt ?? 1].join(' '), path: `points.${index}` }));
  return [
    ...duplicates(keys, 'duplicate-points'),
    ...(bundle.points ?? []).flatMap(({ entrantId, stageId }, index) => [
      ...(bundle.entrants.some(({ id }) => id === entrantId) ? [] : [unknownReference(`points.${index}.entrantId`, entrantId)]),
      ...(bundle.stages.some(({ id, max }) => id === stageId && max !== undefined) ? [] : [unknownReference(`points.${index}.stageId`, stageId)]),
    ]),
  ];
}

function checkDecisions(bundle: Bundle): Issue[] {
  return (bundle.vetoDecisions ?? []).flatMap((decision, index) => {
    const scheme = bundle.stages.find(({ id }) => id === stageOf(bundle, decision))?.scheme;
    return decision.confirmed.flatMap((vetoId, place) =>
      scheme?.vetoes.some(({ id }) => id === vetoId) ? [] : [unknownReference(`vetoDecisions.${index}.confirmed.${place}`, vetoId)]);
  });
}
