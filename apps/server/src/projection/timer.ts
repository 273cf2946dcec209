/** The station's timer as everybody sees it, from the row of the attempt. */
import type { StationTimer } from '@leitai/contract';
import type { Scheme } from '@leitai/scoring';

type Stored = { readonly bankedMs: number; readonly runningSince: Date | string | null; readonly extraMs: number; readonly stopped: boolean };

export function timerOf({ timeLimitSeconds }: Pick<Scheme, 'timeLimitSeconds'>, { bankedMs, runningSince, extraMs, stopped }: Stored): StationTimer {
  return {
    state: runningSince !== null ? 'running' : stopped ? 'stopped' : bankedMs > 0 ? 'paused' : 'ready',
    bankedMs,
    since: runningSince === null ? null : new Date(runningSince).toISOString(),
    limitMs: timeLimitSeconds === undefined ? null : timeLimitSeconds * 1000 + extraMs,
  };
}
