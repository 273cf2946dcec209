/** From a total and the modules' points to a grade, written from docs/scoring-rules.md alone. */
import type { GradeRule } from '../rules.ts';
import { f, less, over, times, type F } from './fraction.ts';

export type RefGraded = { readonly total: F; readonly max: F; readonly modules: readonly { readonly points: F; readonly max: F }[]; readonly vetoes: readonly string[] };

/** GRADE-1 … GRADE-3: from the worst grade up, the best whose conditions all hold; then down to what the vetoes allow. */
export function refGrade({ of, bands, vetoes }: GradeRule, { total, max, modules, vetoes: raised }: RefGraded): string {
  const percent = (points: F, whole: F): F => over(times(points, f(100)), whole);
  const value = of === 'points' ? total : percent(total, max);
  let best = bands.length - 1;
  for (let index = bands.length - 1; index >= 0; index -= 1) {
    const { from, eachModule } = bands[index]!;
    const reached = from === undefined || !less(value, f(from));
    const floored = eachModule === undefined || modules.every((one) => !less(percent(one.points, one.max), f(eachModule)));
    if (reached && floored) best = index;
  }
  for (const { vetoId, atMost } of vetoes) if (raised.includes(vetoId)) best = Math.max(best, bands.findIndex(({ id }) => id === atMost));
  return bands[best]!.id;
}
