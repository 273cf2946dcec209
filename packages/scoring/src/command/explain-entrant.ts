/** Every step of one entrant's result in words, from each judge's mark to the place: what `--explain` prints. */
import { mergedScheme } from '../bundle/merge.ts';
import { stageOf, type Bundle } from '../bundle/bundle.ts';
import type { Outcome } from '../bundle/recompute.ts';
import { allCriteria } from '../compile.ts';
import { explain } from '../explain.ts';
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
  const criteria = new Set(allCriteria(mergedScheme(bundle)).map(({ id }) => id));
  const entrant = bundle.entrants.find(({ id }) => id === entrantId);
  return bundle.sheets.filter((sheet) => sheet.entrantId === entrantId).flatMap((sheet) => {
    const scheme = bundle.stages.find(({ id }) => id === stageOf(bundle, sheet))?.scheme;
    if (!scheme) return [];
    const { working } = scoreSheet(withProducts(scheme, entrant?.products), sheet.marks, { ...(entrant?.derived && { derived: entrant.derived }) });
    const attempt = sheet.attempt === undefined ? '' : lang === 'zh' ? ` 第 ${sheet.attempt} 次` : `, attempt ${sheet.attempt}`;
    return [
      `${names(sheet.judgeId)}${attempt}`,
      ...working.filter(({ criterionId }) => criteria.has(criterionId)).flatMap(({ criterionId, steps, points }) => [` ${names(criterionId)}: ${points}`, ...steps.map(say)]),
    ];
  });
}

/** PRODUCT-2: the scheme as this entrant's own elements make it. */
function withProducts<S extends Parameters<typeof scoreSheet>[0]>(scheme: S, products: Readonly<Record<string, { readonly base: string; readonly factor: string }>> | undefined): S {
  if (!products) return scheme;
  return { ...scheme, modules: scheme.modules.map((module) => ({ ...module, criteria: module.criteria.map((one) => { const product = products[one.id]; return product ? { ...one, product } : one; }) })) };
}
