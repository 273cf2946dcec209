/** What a soak came to: a table over time, a line of bars for every figure, and whether it grew. */
import { percentile, type Tally } from '@leitai/simulator/tally';
import type { Hall } from './crowd.ts';
import { windowsOf, type Figures, type Sample, type Window } from './samples.ts';
import { grows, trendOf, type Tolerance, type Trend } from './trend.ts';

/** Windows of the whole run, and lines of the table. */
export const [WINDOWS, LINES] = [30, 10];

type Row = { readonly name: string; readonly unit: string; readonly digits: number; readonly tolerance: Tolerance };
/** What may rise over the last two thirds and still be called flat. Waits tremble with whatever else the machine does, and count only where a judge would feel it. */
const ROWS: { readonly [F in keyof Window]: Row } = {
  rss: { name: 'server: memory', unit: 'MB', digits: 0, tolerance: { share: 0.05, least: 16 } },
  heap: { name: 'server: heap used', unit: 'MB', digits: 0, tolerance: { share: 0.1, least: 8 } },
  taken: { name: 'server: heap taken', unit: 'MB', digits: 0, tolerance: { share: 0.1, least: 16 } },
  external: { name: 'server: outside the heap', unit: 'MB', digits: 1, tolerance: { share: 0.1, least: 4 } },
  files: { name: 'server: open files', unit: '', digits: 0, tolerance: { share: 0.03, least: 8 } },
  handles: { name: 'server: active resources', unit: '', digits: 0, tolerance: { share: 0.03, least: 8 } },
  sockets: { name: 'server: sockets', unit: '', digits: 0, tolerance: { share: 0.03, least: 8 } },
  loop: { name: 'server: loop delay p99', unit: 'ms', digits: 1, tolerance: { share: 0.5, least: 10 } },
  stall: { name: 'server: longest stall', unit: 'ms', digits: 0, tolerance: { share: 0.5, least: 50 } },
  connections: { name: 'PostgreSQL: connections', unit: '', digits: 0, tolerance: { share: 0, least: 1 } },
  postgres: { name: 'PostgreSQL: memory', unit: 'MB', digits: 0, tolerance: { share: 0.1, least: 32 } },
  redis: { name: 'Redis: memory', unit: 'MB', digits: 1, tolerance: { share: 0.1, least: 2 } },
  p50: { name: 'mark acknowledged p50', unit: 'ms', digits: 1, tolerance: { share: 0.5, least: 5 } },
  p99: { name: 'mark acknowledged p99', unit: 'ms', digits: 1, tolerance: { share: 0.5, least: 50 } },
};
const NAMES = Object.keys(ROWS) as (keyof Window)[];
/** What must have gone with those who left: these may stay open more than before anybody came. */
const LEFT_OPEN = 8;

type Run = { readonly samples: readonly Sample[]; readonly before: Figures; readonly after: Figures; readonly hall: Hall; readonly tally: Tally; /** Bytes PostgreSQL wrote ahead, and by which the database grew. */ readonly disk: { readonly ahead: number; readonly grown: number } };
type Report = { readonly text: string; readonly growing: readonly string[]; readonly windows: readonly Window[]; readonly trends: Partial<Record<keyof Window, Trend>> };

export function report({ samples, before, after, hall: { deeds, sizes }, tally, disk }: Run): Report {
  const windows = windowsOf(samples, WINDOWS);
  const seen = (name: keyof Window): number[] => windows.map((window) => window[name]).filter((value) => value !== null);
  // Where the system does not say, or nobody tapped, there is nothing to say.
  const looked = NAMES.filter((name) => seen(name).length === WINDOWS);
  const trends = Object.fromEntries(looked.map((name) => [name, trendOf(seen(name))]));
  const growing: string[] = looked.filter((name) => grows(trends[name]!, ROWS[name].tolerance)).map((name) => ROWS[name].name);
  for (const name of ['files', 'sockets'] as const) if (after[name] - before[name] > LEFT_OPEN) growing.push(`${ROWS[name].name}, left open`);
  const text = [
    '',
    overTime(samples, looked),
    '',
    `${'last two thirds'.padEnd(26)}${'mean'.padStart(9)}${'rise'.padStart(9)}${'± 95 %'.padStart(9)}${'at most'.padStart(9)}  ${'whole run'.padEnd(WINDOWS)}`,
    ...looked.map((name) => trendLine(name, trends[name]!, seen(name))),
    '',
    ...(['rss', 'heap', 'files', 'handles', 'sockets', 'connections'] as const).map((name) => `${ROWS[name].name.padEnd(26)}at rest before ${before[name].toFixed(0)}, after everybody left ${after[name].toFixed(0)} ${ROWS[name].unit}`),
    '',
    `给分 / marks ${tally.acknowledged}, 成绩 / results ${tally.confirmed.length}, 提交 / hand-ins ${tally.submitted}, 退回 / returned ${tally.returned}; p50 ${ms(percentile(tally.tapToAck, 0.5))}, p99 ${ms(percentile(tally.tapToAck, 0.99))}`,
    `断线时给的分 / marks whose line broke: ${tally.overBreak.length}; p50 ${ms(percentile(tally.overBreak, 0.5))}, 最长 / longest ${ms(percentile(tally.overBreak, 1))}`,
    `预写日志 / written ahead by PostgreSQL: ${mb(disk.ahead)}, ${(disk.ahead / 1024 / tally.acknowledged).toFixed(1)} KB for each mark and all that comes with it; 数据库 / database grown by ${mb(disk.grown)}`,
    ...[...sizes].map(([what, bytes]) => `${what.padEnd(44)}${bytes} bytes`),
    ...[...deeds].map(([what, count]) => `${what.padEnd(44)}${count}`),
    ...[...tally.refusals].map(([code, count]) => `${`refused: ${code}`.padEnd(44)}${count}`),
    '',
    growing.length === 0 ? '平稳 / FLAT' : `增长 / GROWS: ${growing.join(', ')}`,
  ].join('\n');
  return { text, growing, windows, trends };
}

function overTime(samples: readonly Sample[], looked: readonly (keyof Window)[]): string {
  const lines = windowsOf(samples, LINES);
  const heading = `${'until'.padStart(8)}${looked.map((name) => name.padStart(12)).join('')}`;
  return [heading, ...lines.map((window, index) => {
    const until = `${(samples[Math.floor(((index + 1) * samples.length) / LINES) - 1]!.at / 60_000).toFixed(1)} min`;
    return `${until.padStart(8)}${looked.map((name) => (window[name]?.toFixed(ROWS[name].digits) ?? '–').padStart(12)).join('')}`;
  })].join('\n');
}

function trendLine(name: keyof Window, trend: Trend, values: readonly number[]): string {
  const { name: words, unit, digits, tolerance } = ROWS[name];
  const most = Math.max(tolerance.share * Math.abs(trend.level), tolerance.least);
  const cells = [trend.level, trend.rise, trend.margin, most].map((value) => value.toFixed(digits).padStart(9)).join('');
  return `${words.padEnd(26)}${cells}  ${bars(values)}  ${grows(trend, tolerance) ? 'GROWS' : 'flat'}${unit && ` (${unit})`}`;
}

const BARS = '▁▂▃▄▅▆▇█';
/** From the least to the most of the run. */
function bars(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return values.map((value) => BARS[most === least ? 0 : Math.round(((value - least) / (most - least)) * (BARS.length - 1))]).join('');
}

const mb = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;
const ms = (value: number | null): string => (value === null ? '–' : `${value.toFixed(1)} ms`);
