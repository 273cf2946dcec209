/** npm run bench: every benchmark one after the other, as one table and one JSON file. What a figure means is said in docs/performance.md. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { routeSizes } from '../support/route-sizes.ts';
import { machine } from './figures.ts';

const { values } = parseArgs({
  options: {
    /** Names of benchmarks, with commas between; absent: all. */
    only: { type: 'string' },
    json: { type: 'string' },
  },
});

/** A line of the table: what was measured, the product's figure, the floor's of the same run where there is one, and their ratio. */
type Line = { readonly what: string; readonly figure: string; readonly floor?: string; readonly ratio?: number };
type Bench = { readonly name: string; readonly args: readonly string[]; lines(report: never): Line[] };

const ms = (value: number): string => `${value.toFixed(1)} ms`;
type Spread = { p50: number; p99: number };
type Fan = { load: { name: string; viewers: number }; product: FanFigures; floor: FanFigures };
type FanFigures = { seen: Spread; acks: Spread; cpuMs: number | null; seconds: number; bytes: number; stale: number };
type Taps = { perSecond: number; p50: number; p99: number; cpuPerMark: number | null };
type Start = { seconds: number; restMb: number | null; perSocketKb: number | null };

const compared = (what: string, figure: number, floor: number, write: (value: number) => string): Line => ({ what, figure: write(figure), floor: write(floor), ratio: figure / floor });
const perTen = ({ cpuMs, seconds }: FanFigures): number => ((cpuMs ?? NaN) / seconds) * 10;

const BENCHES: readonly Bench[] = [
  {
    name: 'results', args: ['--stream-viewers', '100,500,1000,2000'],
    lines: ({ report }: { report: readonly Fan[] }) => report.flatMap(({ load: { name, viewers }, product, floor }) => [
      compared(`${name}, ${viewers} viewers: seen by all, p50`, product.seen.p50, floor.seen.p50, ms),
      compared(`${name}, ${viewers} viewers: seen by all, p99`, product.seen.p99, floor.seen.p99, ms),
      compared(`${name}, ${viewers} viewers: acknowledged, p99`, product.acks.p99, floor.acks.p99, ms),
      compared(`${name}, ${viewers} viewers: CPU in 10 s`, perTen(product), perTen(floor), ms),
      compared(`${name}, ${viewers} viewers: bytes per viewer and result`, product.bytes, floor.bytes, (value) => value.toFixed(0)),
      { what: `${name}, ${viewers} viewers: stale at the end`, figure: String(product.stale), floor: String(floor.stale) },
    ]),
  },
  {
    name: 'judging', args: ['--seconds', '20'],
    lines: ({ product, floor }: { product: Taps; floor: Taps }) => [
      compared('a mark, 112 judges × 3/s: acknowledged, p50', product.p50, floor.p50, ms),
      compared('a mark, 112 judges × 3/s: acknowledged, p99', product.p99, floor.p99, ms),
      compared('a mark: CPU', (product.cpuPerMark ?? NaN) / 1000, (floor.cpuPerMark ?? NaN) / 1000, (value) => `${value.toFixed(3)} ms`),
    ],
  },
  {
    name: 'nodes', args: ['--seconds', '15'],
    lines: ({ floor, report }: { floor: Taps; report: readonly { nodes: number; figures: Taps }[] }) => report.flatMap(({ nodes, figures }) => [
      compared(`112 judges without a pause, ${nodes} behind HAProxy: marks a second`, figures.perSecond, floor.perSecond, (value) => value.toFixed(0)),
      compared(`112 judges without a pause, ${nodes} behind HAProxy: acknowledged, p99`, figures.p99, floor.p99, ms),
    ]),
  },
  {
    name: 'growth', args: [],
    lines: ({ report }: { report: readonly { entrants: number; carry: number; compose: number; frame: number; floor: number }[] }) =>
      report.map(({ entrants, carry, compose, frame, floor }) => compared(`a board brought up to date, ${entrants} entrants in one contest`, carry + compose + frame, floor, ms)),
  },
  {
    name: 'scoring', args: [],
    lines: ({ report }: { report: readonly { level: string; all: number; median: number; memory: number }[] }) => report.flatMap(({ level, all, median, memory }) => [
      { what: `engine, 1.35 million marks by ${level}: all`, figure: ms(all) },
      { what: `engine, one sheet changed among 5,000 entrants by ${level}`, figure: `${median.toFixed(2)} ms` },
      { what: `engine by ${level}: most memory`, figure: `${memory.toFixed(0)} MB` },
    ]),
  },
  {
    name: 'start', args: [],
    lines: ({ report }: { report: readonly { name: string; product: Start; floor: Start }[] }) => report.flatMap(({ name, product, floor }) => [
      compared(`start, ${name}, with PostgreSQL and Redis`, product.seconds, floor.seconds, (value) => `${value.toFixed(2)} s`),
      ...(product.restMb === null || floor.restMb === null ? [] : [compared('memory of a node at rest', product.restMb, floor.restMb, (value) => `${value.toFixed(0)} MB`)]),
      ...(product.perSocketKb === null || floor.perSocketKb === null ? [] : [compared('memory per connection', product.perSocketKb, floor.perSocketKb, (value) => `${value.toFixed(1)} KB`)]),
    ]),
  },
];

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const table: (Line & { readonly bench: string })[] = [];
const raw: Record<string, unknown> = {};
const folder = mkdtempSync(join(tmpdir(), 'leitai-bench-'));
try {
  for (const { name, args, lines } of BENCHES) {
    if (values.only !== undefined && !values.only.split(',').includes(name)) continue;
    const file = join(folder, `${name}.json`);
    say(`\n── ${name} ──`);
    const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}-bench.ts`), ...args, '--json', file], { stdio: 'inherit' });
    if (status !== 0 || !existsSync(file)) throw new Error(`${name}: 未完成 / it did not end well (${status})`);
    const report = JSON.parse(readFileSync(file, 'utf8')) as never;
    raw[name] = report;
    table.push(...lines(report).map((line) => ({ bench: name, ...line })));
  }
  if (values.only === undefined || values.only.split(',').includes('bundles')) {
    const sizes = [...(await routeSizes())].sort(([a], [b]) => a.localeCompare(b));
    raw['bundles'] = Object.fromEntries(sizes);
    table.push(...sizes.map(([route, bytes]) => ({ bench: 'bundles', what: `JavaScript of ${route}, gzip`, figure: `${(bytes / 1000).toFixed(1)} kB` })));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
say(`\n${machine()}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}\n\n${''.padEnd(84)}${'product'.padStart(12)}${'floor'.padStart(12)}${'ratio'.padStart(8)}`);
for (const { what, figure, floor = '', ratio } of table) say(`${what.padEnd(84)}${figure.padStart(12)}${floor.padStart(12)}${(ratio?.toFixed(2) ?? '').padStart(8)}`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ at: new Date().toISOString(), machine: machine(), node: process.versions.node, table, raw }, null, 2)}\n`);
