/** How far a contest has come towards publication, in steps and words. */
import type { ResultsProgress } from '@leitai/contract';
import { minute } from '#lib/console/dates.ts';
import { m } from '#lib/paraglide/messages.js';

type Contest = ResultsProgress['contests'][number];

/** Of five: judged, rechecked, signed by the chief, signed by the supervisor, final. A practical check needs no recheck. */
export function doneSteps({ state, recheck, path }: Contest): number {
  const steps = { setup: 0, running: 0, closed: path === 'short' || (recheck.drawn && recheck.done === recheck.of) ? 2 : 1, signed: 3, provisional: 4, final: 5 };
  return steps[state];
}

export function remarksOf({ state, lacking, ties, awards, recheck, corrections, frozen, until, path }: Contest): string[] {
  return [
    ...(lacking > 0 && state !== 'final' ? [m.progress_lacking({ count: lacking })] : []),
    ...(corrections > 0 ? [m.progress_corrections({ count: corrections })] : []),
    ...(state === 'closed' && path === 'full' ? [recheck.drawn ? m.progress_recheck({ done: recheck.done, of: recheck.of, errors: recheck.errors }) : m.progress_draw()] : []),
    ...(ties > 0 ? [m.progress_ties({ count: ties })] : []),
    ...(awards > 0 ? [m.progress_awards({ count: awards })] : []),
    ...(frozen ? [m.progress_frozen()] : []),
    ...(state === 'provisional' && until !== null ? [m.results_until({ until: minute(until) })] : []),
  ];
}
