/** The chief's desk in words. Call these in a template: they follow a switch of language. */
import type { EntrantState, OutState, PanelJudge, Sheet, SheetState } from '@leitai/contract';
import { allCriteria, explain, scoreSheet, type Scheme, type WorkingStep } from '@leitai/scoring';
import { entrantWord } from '#lib/entrant-words.ts';
import { locale, t } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { pointsText } from '#lib/judge/points.ts';
import type { Arithmetic } from './arithmetic.ts';
import type { EntrantStep } from './entrant-steps.ts';
import { marksOf, type Blocker, type MatrixRow } from './matrix.ts';

export const judgeWord = ({ seat }: Pick<PanelJudge, 'seat'>): string => m.console_place_judge({ seat });
export const judgesWord = (judges: readonly Pick<PanelJudge, 'seat'>[]): string => judges.map(judgeWord).join(m.console_list_separator());

export const judgeChoice = (judge: Pick<PanelJudge, 'id' | 'seat' | 'name'>) => ({ value: judge.id, words: `${judgeWord(judge)}\u2003${judge.name}` });

/** How far a sheet is, its total and its state: what the chief sees of it before moving it. */
export function onSheetWords(scheme: Scheme, sheet: Sheet): string {
  const score = scoreSheet(scheme, marksOf(sheet));
  if (score.marked === 0) return m.chief_move_empty();
  const state = sheet.state === 'open' ? '' : sheetWord({ state: sheet.state, score });
  return [m.chief_move_marked({ marked: score.marked, count: score.count, total: pointsText(score.total) }), state].filter(Boolean).join(m.console_list_separator());
}

export function stepWord(step: EntrantStep): string {
  switch (step) {
    case 'reinstate': return m.chief_entrant_back();
    case 'substitute': return m.chief_substitute();
    case 'repeat': return m.chief_repeat();
    default: return entrantWord(step satisfies OutState);
  }
}

export function stepBody(step: EntrantStep): string {
  switch (step) {
    case 'substitute': return m.chief_substitute_body();
    case 'repeat': return m.chief_repeat_body();
    default: return m.chief_entrant_body();
  }
}

export function stepGo(step: EntrantStep): string {
  switch (step) {
    case 'reinstate': return m.chief_entrant_back();
    case 'substitute': return m.chief_substitute_go();
    case 'repeat': return m.chief_repeat_go();
    default: return m.chief_entrant_go({ state: entrantWord(step satisfies OutState) });
  }
}

export function sheetWord({ state, score }: Pick<MatrixRow, 'state' | 'score'>): string {
  switch (state) {
    case 'none':
      return m.chief_sheet_none();
    case 'open':
      return score.marked === 0 ? m.chief_sheet_none() : m.chief_sheet_open({ marked: score.marked, count: score.count });
    case 'submitted':
      return m.chief_sheet_submitted();
    case 'returned':
      return m.chief_sheet_returned();
    case 'confirmed':
      return m.chief_sheet_confirmed();
    case 'recused':
      return m.chief_sheet_recused();
    case 'superseded':
      return m.chief_sheet_superseded();
    default:
      return state satisfies never;
  }
}

/** A sheet that is in needs no more of the judge. */
export const isIn = (state: SheetState | 'none'): boolean => state === 'submitted' || state === 'confirmed';

export function howWord({ how, high, low, values }: Arithmetic): string {
  const count = values.length;
  switch (how) {
    case 'single':
      return m.chief_how_single();
    case 'mean':
      return m.chief_how_mean({ count });
    case 'trimmed-mean':
      if (high === 0 && low === 0) return m.chief_how_mean({ count });
      return high === 1 && low === 1 ? m.chief_how_trimmed_one({ count }) : m.chief_how_trimmed({ high, low, count });
    case 'median':
      return m.chief_how_median({ count });
    case 'sum':
      return m.chief_how_sum({ count });
    case 'consensus':
      return m.chief_how_consensus({ count });
    default:
      return how satisfies never;
  }
}

/** "(86.0 + 86.5 + 87.5) ÷ 3", where the rule is a sum or a mean; else the values that decided. */
export function formula({ how, values }: Arithmetic): string {
  const sum = values.join(' + ');
  if (how === 'sum') return sum;
  return (how === 'mean' || how === 'trimmed-mean') && values.length > 1 ? `(${sum}) ÷ ${values.length}` : values.join('　');
}

export function incompleteWord(reason: Extract<Blocker, { type: 'incomplete' }>['reason']): string {
  switch (reason) {
    case 'quorum':
      return m.chief_check_quorum();
    case 'missing-marks':
      return m.chief_check_marks();
    case 'too-few-after-drop':
      return m.chief_check_few();
    case 'spread':
      return m.chief_check_spread();
    case 'nothing-applicable':
      return m.judge_nothing_applicable();
    default:
      // Reasons that need no word of their own at this desk: the refusal's sentence says enough.
      return m.error_result_incomplete();
  }
}

/** One step of the working, with judges by seat and everything else by its name. */
export function stepWords(step: WorkingStep, scheme: Scheme, judges: readonly PanelJudge[]): string {
  const named = new Map<string, string>([
    ...judges.map((judge) => [judge.id, judgeWord(judge)] as const),
    ...scheme.modules.map((module) => [module.id, t(module.name)] as const),
    ...allCriteria(scheme).map((criterion) => [criterion.id, `${criterion.no} ${t(criterion.name)}`] as const),
    ...scheme.vetoes.map((veto) => [veto.id, t(veto.name)] as const),
  ]);
  return explain(step, locale(), (id) => named.get(id) ?? id);
}

export type QueueShape = 'done' | 'now' | 'seen' | 'later' | 'out';
const shapes: { readonly [S in EntrantState]: QueueShape } = {
  waiting: 'later',
  'on-stage': 'now',
  performed: 'seen',
  confirmed: 'done',
  absent: 'out',
  withdrawn: 'out',
  disqualified: 'out',
};
export const shapeOf = (state: EntrantState): QueueShape => shapes[state];
