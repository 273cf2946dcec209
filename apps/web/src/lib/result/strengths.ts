/** Where a contestant did best and what is worth learning, read off the own result. Advice, not a decision. */
import type { OwnResult } from '@leitai/contract';

type Module = OwnResult['modules'][number];
type Criterion = Module['criteria'][number];

export type Remark = {
  readonly criterion: Criterion;
  readonly module: Module;
  readonly full: boolean;
  /** Points short of the greatest, as text with the digits of the result. */
  readonly lost: string;
  /** The module against the post's mean, "+1.40"; null until the post is published. */
  readonly moduleGap: string | null;
};

const STRONG_FROM = 0.9;
const STRENGTHS = 2;
const WEAK_POINTS = 3;

/** How far `points` lie above (+) or below (−) `mean`, signed, with `digits` places. */
export function signedGap(points: string, mean: string, digits: number): string {
  const gap = Number(points) - Number(mean);
  const text = Math.abs(gap).toFixed(digits);
  return Number(text) === 0 ? text : `${gap > 0 ? '+' : '−'}${text}`;
}

/**
 * Strengths: at least nine tenths of the points, the heaviest first. Weak points: the most points lost first; a
 * criterion that is a strength is never one. With equal numbers the order of the scheme decides.
 */
export function remarks(result: Pick<OwnResult, 'modules' | 'digits'>): { strengths: Remark[]; weakPoints: Remark[] } {
  const all = result.modules.flatMap((module) =>
    module.criteria.map((criterion) => {
      const [points, max] = [Number(criterion.points), Number(criterion.max)];
      const moduleGap = module.mean === null ? null : signedGap(module.points, module.mean, result.digits);
      const remark: Remark = { criterion, module, full: points >= max, lost: (max - points).toFixed(result.digits), moduleGap };
      return { remark, max, lost: max - points, share: max > 0 ? points / max : 1 };
    }),
  );
  const strong = all.filter((one) => one.share >= STRONG_FROM).sort((a, b) => b.share - a.share || b.max - a.max);
  const weak = all.filter((one) => one.share < STRONG_FROM).sort((a, b) => b.lost - a.lost);
  return {
    strengths: strong.slice(0, STRENGTHS).map((one) => one.remark),
    weakPoints: weak.slice(0, WEAK_POINTS).map((one) => one.remark),
  };
}
