/** The benchmark's figures and how they read. */
import { cpus } from 'node:os';
import { percentile } from '@leitai/simulator/tally';
import type { Load } from './run.ts';

type Spread = { readonly p50: number; readonly p99: number };
export type Measured = {
  /** Milliseconds from submit to the last follower having it, and to the acknowledgement, one per result. */
  readonly seen: readonly number[];
  readonly acks: readonly number[];
  readonly seconds: number;
  /** Viewers who lack the newest revision of what they follow. */
  readonly stale: number;
  /** MB at the start and at the end; null where the system does not say. */
  readonly memory: readonly [number | null, number | null];
  /** Of the server process over the whole load. */
  readonly cpuMs: number | null;
  /** Of all of PostgreSQL's processes over the whole load. */
  readonly databaseMs: number | null;
  /** Per result and viewer of its board. */
  readonly bytes: number;
};
export type Figures = Omit<Measured, 'seen' | 'acks'> & { readonly results: number; readonly seen: Spread; readonly acks: Spread };

const spread = (values: readonly number[]): Spread => ({ p50: percentile(values, 0.5) ?? NaN, p99: percentile(values, 0.99) ?? NaN });
export const figuresOf = ({ seen, acks, ...rest }: Measured): Figures => ({ ...rest, results: seen.length, seen: spread(seen), acks: spread(acks) });

export const machine = (): string => `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`;

const columns = ['results', 'seen p50', 'p99 ms', 'ack p99', 'CPU s/10s', 'ms/viewer', 'ms/result', 'db ms', 'bytes', 'stale', 'MB from', 'to'];
export const heading = `${''.padEnd(36)}${columns.map((name) => name.padStart(10)).join('')}`;

/** CPU is given per ten seconds, in all and per viewer, which of a lone result says little; then per result, of the server and of PostgreSQL. */
export function lineOf(name: string, { viewers }: Load, { results, seen, acks, cpuMs, databaseMs, seconds, bytes, stale, memory: [from, to] }: Figures): string {
  const perTen = cpuMs === null ? null : (cpuMs / seconds) * 10;
  const perResult = (ms: number | null): string => (ms === null ? '–' : (ms / results).toFixed(1));
  const cells = [
    String(results), seen.p50.toFixed(1), seen.p99.toFixed(1), acks.p99.toFixed(1), perTen === null ? '–' : (perTen / 1000).toFixed(2),
    perTen === null ? '–' : (perTen / viewers).toFixed(2), perResult(cpuMs), perResult(databaseMs), bytes.toFixed(0), String(stale), from?.toFixed(0) ?? '–', to?.toFixed(0) ?? '–',
  ];
  return `${name.padEnd(36)}${cells.map((cell) => cell.padStart(10)).join('')}`;
}
