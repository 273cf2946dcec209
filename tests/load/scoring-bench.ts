/** Times the engine: one contest of 1.35 million marks scored and ranked from raw marks, and one changed sheet among 5,000 entrants. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkRules, checkScheme, DEFAULT_RULES, ranking, reRank, scoreEntrant, type RankInput, type Rules, type Scheme, type SheetInput } from '@leitai/scoring';

type Level = Rules['panel']['level'];
const LEVELS: readonly Level[] = ['sheet', 'module', 'criterion'];
const CHANGES = 200;

const { values } = parseArgs({
  options: {
    entrants: { type: 'string', default: '5000' },
    judges: { type: 'string', default: '9' },
    /** A multiple of 5: the criteria of five modules. */
    criteria: { type: 'string', default: '30' },
    level: { type: 'string' },
    json: { type: 'string' },
  },
});
const [ENTRANTS, JUDGES, CRITERIA] = [Number(values.entrants), Number(values.judges), Number(values.criteria)];

const name = { zh: '评分项', en: 'criterion' };
const scheme: Scheme = {
  format: 'leitai-scheme/1', code: 'BENCH', name, max: String(CRITERIA * 10), vetoes: [],
  modules: Array.from({ length: 5 }, (_, m) => ({
    id: `m${m}`, name,
    criteria: Array.from({ length: CRITERIA / 5 }, (_, c) => ({
      id: `c${m}-${c}`, no: `${m + 1}.${c + 1}`, name, rule: name, kind: 'judged' as const, max: '10', clauses: [],
      scale: { type: 'points' as const, min: '0', max: '10', step: '0.01' },
    })),
  })),
};
const rulesAt = (level: Level): Rules => ({
  ...DEFAULT_RULES, panel: { ...DEFAULT_RULES.panel, level },
  ranking: { style: '1224', tieBreaks: [{ type: 'module', moduleId: 'm0', better: 'more' }, { type: 'criterion', criterionId: 'c1-0', better: 'more' }] },
});

/** mulberry32: the same marks on every run and machine. */
let state = 20_260_101;
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

const ids = scheme.modules.flatMap((module) => module.criteria.map((criterion) => criterion.id));
const sheet = (judge: number): SheetInput => ({
  judgeId: `J${judge}`,
  marks: Object.fromEntries(ids.map((id) => [id, { type: 'points' as const, points: (Math.floor(random() * 1001) / 100).toFixed(2) }])),
});

/** Clock and processor time, all threads: the second does not grow when the machine is shared. */
const started = () => ({ clock: performance.now(), cpu: process.cpuUsage() });
function taken(from: ReturnType<typeof started>): { clock: number; cpu: number } {
  const { user, system } = process.cpuUsage(from.cpu);
  return { clock: performance.now() - from.clock, cpu: (user + system) / 1000 };
}

function measure(level: Level): void {
  const rules = rulesAt(level);
  for (const fault of [...checkScheme(scheme), ...checkRules(rules, scheme)]) throw new Error(JSON.stringify(fault));
  const sheets = Array.from({ length: ENTRANTS }, () => Array.from({ length: JUDGES }, (_, judge) => sheet(judge)));
  const inputOf = (index: number): RankInput => {
    const marks = sheets[index] ?? [];
    return { entrantId: `E${String(index).padStart(5, '0')}`, score: scoreEntrant(scheme, rules, marks), marks };
  };

  const start = started();
  let current = ranking(scheme, rules, sheets.map((_, index) => inputOf(index)));
  const whole = taken(start);

  const times = Array.from({ length: CHANGES }, () => {
    const index = Math.floor(random() * ENTRANTS);
    sheets[index] = (sheets[index] ?? []).with(0, sheet(0));
    const from = performance.now();
    current = reRank(current, inputOf(index));
    return performance.now() - from;
  }).sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(CHANGES * share)] ?? 0;
  const memory = process.resourceUsage().maxRSS / 1024;
  console.log(`by ${level.padEnd(9)} all ${whole.clock.toFixed(0).padStart(6)} ms (processor ${whole.cpu.toFixed(0).padStart(5)} ms)   one sheet: median ${at(0.5).toFixed(2)} ms, 95 % within ${at(0.95).toFixed(2)} ms   most memory ${memory.toFixed(0)} MB`);
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ level, all: whole.clock, cpu: whole.cpu, median: at(0.5), p95: at(0.95), memory }));
}

const only = LEVELS.find((level) => level === values.level);
if (only) measure(only);
else {
  console.log(`${ENTRANTS} entrants × ${JUDGES} judges × ${CRITERIA} criteria = ${(ENTRANTS * JUDGES * CRITERIA).toLocaleString('en')} marks`);
  // Each level in a process of its own, so that its memory is its own.
  for (const level of LEVELS) spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...process.argv.slice(2), '--level', level, ...(values.json === undefined ? [] : ['--json', `${values.json}.${level}`])], { stdio: 'inherit' });
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ report: LEVELS.map((level) => JSON.parse(readFileSync(`${values.json}.${level}`, 'utf8')) as unknown) }));
}
