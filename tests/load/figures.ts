/** The benchmark's figures and how they read. */
import { cpus } from 'node:os';
import { percentile } from '@leitai/simulator/tally';

export type Series = {
  /** Milliseconds from sending to the last viewer having it, one per result. */
  readonly latencies: number[];
  /** Milliseconds of the server process's CPU over the whole series; null where the system does not say. */
  cpuMs: number | null;
  /** Bytes of all frames one viewer got. */
  bytes: number;
  frames: number;
};
export type Figures = { readonly results: number; readonly p50: number; readonly p99: number; readonly cpuMs: number | null; readonly bytes: number; readonly frames: number };

export const emptySeries = (): Series => ({ latencies: [], cpuMs: 0, bytes: 0, frames: 0 });

export function figuresOf({ latencies, cpuMs, bytes, frames }: Series): Figures {
  const results = latencies.length;
  return {
    results, p50: percentile(latencies, 0.5) ?? NaN, p99: percentile(latencies, 0.99) ?? NaN,
    cpuMs: cpuMs === null ? null : cpuMs / results, bytes: bytes / results, frames: frames / results,
  };
}

export type Report = {
  readonly at: string; readonly node: string; readonly machine: string; readonly viewers: number; readonly seed: number;
  readonly floor: Figures; readonly product: Figures; readonly ratio: number; readonly burst: Figures & { readonly perSecond: number };
};

export const machine = (): string => `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`;

export function readable({ viewers, floor, product, burst, ratio, machine: where, node, seed }: Report): string {
  const line = (name: string, { results, p50, p99, cpuMs, bytes, frames }: Figures): string => [
    name.padEnd(34), String(results).padStart(8), p50.toFixed(1).padStart(9), p99.toFixed(1).padStart(9),
    (cpuMs === null ? '–' : cpuMs.toFixed(1)).padStart(11), bytes.toFixed(0).padStart(10), frames.toFixed(2).padStart(8),
  ].join('');
  return [
    '',
    `确认成绩 → 最后一块屏(共 ${viewers} 块)· a confirmed result, from submit to the last of ${viewers} viewers`,
    `${where}, Node ${node}, seed ${seed}`,
    '',
    `${''.padEnd(34)}${'results'.padStart(8)}${'p50 ms'.padStart(9)}${'p99 ms'.padStart(9)}${'CPU ms/res'.padStart(11)}${'bytes/res'.padStart(10)}${'frames'.padStart(8)}`,
    line('floor: 1 insert + 1 broadcast', floor),
    line('product: lone result', product),
    line(`product: ${burst.perSecond} results a second`, burst),
    '',
    `比值 / ratio p50 ÷ p50: ${ratio.toFixed(2)}`,
    '',
  ].join('\n');
}
