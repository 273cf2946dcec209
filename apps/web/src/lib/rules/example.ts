/** The worked example behind the rules page: what is confirmed, or a stated panel, put through the engine with the rules as they are being written. */
import { allCriteria, BUNDLE_FORMAT, checkBundle, recompute, type Bundle, type Outcome, type Rules, type Scheme } from '@leitai/scoring';

export type Example = { readonly bundle: Bundle; readonly outcome: Outcome };

/** How much of each criterion an entrant earns; the second and third alike but for half a point that changes its criterion. */
const SHARES = [0.95, 0.9, 0.9, 0.86, 0.8, 0.72] as const;
/** By how much each judge gives more or less. */
const HANDS = [0, 0.03, -0.02, 0.02, -0.08, 0.01, -0.01] as const;
const BROUGHT_IN = [92, 88.5, 89.3, 90, 88, 86.5] as const;
const STEP = 0.5;

const ONE: Scheme = {
  format: 'leitai-scheme/1', code: 'example', name: { zh: '示例', en: 'Example' }, max: '100', vetoes: [],
  modules: ['a', 'b'].map((id) => ({ id, name: { zh: id, en: id }, criteria: [criterion(`${id}1`, '50')] })),
};

function criterion(id: string, max: string): Scheme['modules'][number]['criteria'][number] {
  return { id, no: id, name: { zh: id, en: id }, rule: { zh: id, en: id }, kind: 'judged', max, clauses: [], scale: { type: 'points', min: '0', max, step: '0.5' } };
}

/** @param ground what is confirmed; null takes the stated panel. @returns null while the rules cannot be carried out. */
export function workedExample(rules: Rules, scheme: Scheme | null, judges: number, ground: Bundle | null): Example | null {
  const bundle = ground ? { ...ground, rules } : statedPanel(rules, plain(scheme ?? ONE), judges);
  const faults = ground ? [] : checkBundle(bundle).filter(({ path }) => !path.startsWith('rules.ranking'));
  return faults.length > 0 ? null : { bundle, outcome: recompute(bundle) };
}

/** The same criteria, marked by points: rules speak of points, whatever they are given for. */
const plain = (scheme: Scheme): Scheme => ({
  ...scheme,
  modules: scheme.modules.map((module) => ({
    ...module, criteria: module.criteria.map(({ id, no, name, rule, kind, max, clauses, group }) => ({
      id, no, name, rule, kind, max, clauses, ...(group !== undefined && { group }), scale: { type: 'points', min: '0', max, step: '0.01' } as const,
    })),
  })),
  max: String(allCriteria(scheme).reduce((sum, { max }) => sum + Number(max) * 1e6, 0) / 1e6),
});

function statedPanel(rules: Rules, scheme: Scheme, judges: number): Bundle {
  const stages = rules.stages?.stages;
  const judged = stages?.find(({ broughtIn }) => !broughtIn)?.id ?? 'contest';
  const criteria = allCriteria(scheme);
  const [from, to] = [criteria[0]?.id, criteria.at(-1)?.id];
  const entrants = SHARES.map((_, index) => ({ id: `X-0${index + 1}`, code: `X-0${index + 1}`, organisationId: `o${index % 3}` }));
  const seats = Array.from({ length: Math.max(judges, rules.panel.quorum, 1) }, (_, index) => ({ id: String(index + 1) }));
  const given = (max: number, share: number, moved: number): string => String(Math.round(Math.min(max, Math.max(0, (Math.round((max * share) / STEP) * STEP) + moved)) * 100) / 100);
  return {
    format: BUNDLE_FORMAT, title: scheme.name, rules, judges: seats, entrants,
    stages: stages ? stages.map(({ id, broughtIn }) => (broughtIn ? { id, max: broughtIn.max } : { id, scheme })) : [{ id: judged, scheme }],
    organisations: [0, 1, 2].map((index) => ({ id: `o${index}`, name: { zh: `单位 ${index + 1}`, en: `Unit ${index + 1}` } })),
    sheets: entrants.flatMap(({ id }, entrant) => seats.map((seat, judge) => ({
      entrantId: id, judgeId: seat.id, ...(stages && { stageId: judged }),
      marks: Object.fromEntries(criteria.map((one) => {
        const moved = entrant !== 2 || from === to ? 0 : one.id === from ? -STEP : one.id === to ? STEP : 0;
        return [one.id, { type: 'points' as const, points: given(Number(one.max), (SHARES[entrant] ?? 0) + (HANDS[judge % HANDS.length] ?? 0), moved) }];
      })),
    }))),
    ...(stages && {
      points: entrants.flatMap(({ id }, entrant) => stages.flatMap(({ id: stageId, broughtIn }) =>
        (broughtIn ? [{ entrantId: id, stageId, points: String(Math.round(Number(broughtIn.max) * (BROUGHT_IN[entrant] ?? 0)) / 100) }] : []))),
    }),
  };
}
