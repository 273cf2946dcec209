/** Every step of one entrant's result in words, from each judge's mark to the place: what `--explain` prints. */
import { stageOf, type Bundle, type BundleEntrant } from '../bundle/bundle.ts';
import { placesOn } from '../bundle/play.ts';
import type { Outcome } from '../bundle/recompute.ts';
import { explain } from '../explain.ts';
import type { Criterion, Scheme } from '../scheme.ts';
import { scoreSheet } from '../sheet.ts';
import { namesOf } from './names.ts';
import type { Lang } from './report.ts';

type Step = Parameters<typeof explain>[0];

/** @param who an entrant's id or code. @returns lines, or null when there is none. */
export function explainEntrant(bundle: Bundle, outcome: Outcome, who: string, lang: Lang): string[] | null {
  const entrant = bundle.entrants.find(({ id, code }) => id === who || code === who);
  const score = outcome.scores.find(({ entrantId }) => entrantId === entrant?.id)?.score;
  if (!entrant || !score) return null;
  const names = namesOf(bundle, lang);
  const say = (step: Step): string => `  ${explain(step, lang, names)}${'rule' in step && step.type !== 'reading' ? `  [${step.rule}]` : ''}`;
  const standing = outcome.standings.find(({ entrantId }) => entrantId === entrant.id);
  const other = outcome.unranked.find(({ entrantId }) => entrantId === entrant.id);
  return [
    `${bundle.title[lang]} · ${names(entrant.id)}`,
    ...sheetLines(bundle, entrant.id, lang, names, say),
    lang === 'zh' ? '合成' : 'Together',
    ...score.working.map(say),
    ...(outcome.grades[entrant.id]?.working.map(say) ?? []),
    ...(standing ? [lang === 'zh' ? `第 ${standing.rank} 名, ${standing.total} 分` : `Rank ${standing.rank}, ${standing.total} points`] : []),
    ...(other ? [lang === 'zh' ? `无名次(${other.why})` : `No place (${other.why})`] : []),
  ];
}

function sheetLines(bundle: Bundle, entrantId: string, lang: Lang, names: (id: string) => string, say: (step: Step) => string): string[] {
  const entrant = bundle.entrants.find(({ id }) => id === entrantId);
  return bundle.sheets.filter((sheet) => sheet.entrantId === entrantId).flatMap((sheet) => {
    const scheme = bundle.stages.find(({ id }) => id === stageOf(bundle, sheet))?.scheme;
    if (!scheme) return [];
    const alike = bundle.sheets.filter((other) => stageOf(bundle, other) === stageOf(bundle, sheet) && (other.attempt ?? 1) === (sheet.attempt ?? 1));
    const fed = { rankPoints: placesOn(scheme, alike)(entrantId), ...(entrant?.derived && { derived: entrant.derived }) };
    const { working } = scoreSheet(withProducts(scheme, entrant?.products), sheet.marks, fed);
    const attempt = sheet.attempt === undefined ? '' : lang === 'zh' ? ` 第 ${sheet.attempt} 次` : `, attempt ${sheet.attempt}`;
    return [`${names(sheet.judgeId)}${attempt}`, ...working.flatMap(({ criterionId, steps, points }) => [` ${names(criterionId)}: ${points}`, ...steps.map(say)])];
  });
}

/** PRODUCT-2: the scheme as this entrant's own elements make it. */
function withProducts(scheme: Scheme, products: BundleEntrant['products']): Scheme {
  if (!products) return scheme;
  const own = (criterion: Criterion): Criterion => {
    const product = products[criterion.id];
    return product ? { ...criterion, product } : criterion;
  };
  return { ...scheme, modules: scheme.modules.map((module) => ({ ...module, criteria: module.criteria.map(own) })) };
}
