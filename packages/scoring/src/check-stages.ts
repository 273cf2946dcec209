/** What is wrong with how stages compose and how grades are drawn. */
import { unknownReference } from './check-scheme.ts';
import { compare, equal, format, integer, parse, sum } from './exact.ts';
import type { Issue } from './result.ts';
import type { Rules } from './rules.ts';
import type { Scheme } from './scheme.ts';
import { duplicates, issue } from './shape.ts';

/** STAGE-1: weights of stages that are normalised share out 100 percent; a cut lets someone through. */
export function checkStages({ stages: rule }: Rules): Issue[] {
  if (!rule) return [];
  const { stages } = rule;
  const weights = sum(stages.map((stage) => parse(stage.weight)));
  const shared = stages.some((stage) => stage.normalise !== 'none');
  const cuts = stages.flatMap(({ cut }, index) =>
    cut?.type === 'share' && compare(parse(cut.percent), integer(100)) > 0 ? [issue('out-of-range', `stages.stages.${index}.cut.percent`, 'at most 100', { least: 0, most: 100 })] : []);
  return [
    ...duplicates(stages.map(({ id }, index) => ({ id, path: `stages.stages.${index}.id` }))),
    ...(shared && !equal(weights, integer(100)) ? [issue('weights-not-100', 'stages.stages', `let the weights add up to 100, not ${format(weights)}`, { sum: format(weights) })] : []),
    ...(stages.at(-1)?.cut ? [issue('cut-after-last', `stages.stages.${stages.length - 1}.cut`, 'remove the cut: no stage follows')] : []),
    ...cuts,
  ];
}

/** GRADE-1: bands fall from the best, and only the last is open; one with a floor under every module may be followed by one of the same points (GRADE-3). GRADE-2: a veto names a grade. */
export function checkGrades({ grades }: Rules, scheme: Scheme | undefined): Issue[] {
  if (!grades) return [];
  const { bands, vetoes } = grades;
  return [
    ...duplicates(bands.map(({ id }, index) => ({ id, path: `grades.bands.${index}.id` }))),
    ...bands.flatMap(({ from, eachModule }, index) => {
      const path = `grades.bands.${index}.from`;
      const { from: above, eachModule: floor } = bands[index - 1] ?? {};
      const last = index === bands.length - 1;
      if (last) return from === undefined && eachModule === undefined ? [] : [issue('gapped-grades', path, 'leave from out of the last grade')];
      if (from === undefined) return [issue('missing-field', path, 'add from')];
      return above !== undefined && compare(parse(from), parse(above)) >= (floor !== undefined && eachModule === undefined ? 1 : 0) ? [issue('not-falling', path, `below ${above}`, { below: above })] : [];
    }),
    ...vetoes.flatMap(({ vetoId, atMost }, index) => [
      ...(bands.some(({ id }) => id === atMost) ? [] : [unknownReference(`grades.vetoes.${index}.atMost`, atMost)]),
      ...(!scheme || scheme.vetoes.some(({ id }) => id === vetoId) ? [] : [unknownReference(`grades.vetoes.${index}.vetoId`, vetoId)]),
    ]),
  ];
}
