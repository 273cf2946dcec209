/** The command on the examples of docs/bundle.md, on faulty bundles, and on one whose published result is wrong. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { Bundle } from '../bundle/bundle.ts';
import { main } from './score.ts';

const example = (name: string): string => fileURLToPath(new URL(`../../../../docs/examples/${name}.bundle.json`, import.meta.url));
const read = (name: string): Bundle => JSON.parse(readFileSync(example(name), 'utf8')) as Bundle;
const folder = mkdtempSync(join(tmpdir(), 'leitai-score-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]): { code: number; out: string; err: string } {
  const [out, err]: [string[], string[]] = [[], []];
  const code = main(args, (text) => out.push(text), (text) => err.push(text));
  return { code, out: out.join('\n'), err: err.join('\n') };
}
function runOn(value: unknown, ...args: string[]) {
  const file = join(folder, 'bundle.json');
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return run(file, ...args);
}

describe('the examples', () => {
  test('small: the trimmed mean of five is 260 ÷ 3 = 86.67 and 254 ÷ 3 = 84.67', () => {
    const { code, out } = run(example('small'));
    expect(code).toBe(0);
    expect(out).toMatch(/^1 +E1 +86\.67 +一等奖$/m);
    expect(out).toMatch(/^2 +E2 +84\.67$/m);
  });

  test('full: equals what was published, and says who has no place', () => {
    const { code, out, err } = run(example('full'), '--lang', 'en');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^1 +A01 +95\.43 +Excellent +First prize$/m);
    expect(out).toMatch(/^— +A05 +withdrawn/m);
    expect(out).toMatch(/^1 +East Services +175\.4$/m);
    expect(out).toMatch(/^1 +East Services +1 +0 +1$/m);
  });

  test('[PRODUCT-1] figure skating: base values, grades −3 … +3, nine judges, rounding at each stage, a tie broken by the elements', () => {
    const { code, out } = run(example('figure-skating'), '--json');
    const { rows, standings, scores } = JSON.parse(out);
    expect(code).toBe(0);
    expect(rows.map((row: { entrantId: string; rank: number; total: string; awardId: string }) => [row.entrantId, row.rank, row.total, row.awardId])).toEqual([['anna', 1, '33.6', 'gold'], ['bela', 2, '33.6', 'silver'], ['cora', 3, '25.08', 'bronze']]);
    expect(standings[1].tieBreak).toEqual({ index: 0, type: 'module', own: '9.6', other: '10.06', otherId: 'anna' });
    expect(scores[0].score.criteria.map((one: { points: string }) => one.points)).toEqual(['6.06', '4', '11.54', '12']);
    expect(scores[2].score.criteria.map((one: { points: string }) => one.points)).toEqual(['3.88', '3', '9.6', '9.6']);
  });

  test('every step of one entrant, by code, in both languages', () => {
    const zh = run(example('full'), '--explain', 'A03').out;
    expect(zh).toContain('戊回避, 不计入人数, 由己接替  [PANEL-8]');
    expect(zh).toContain('76、76、75 的平均分为 227 ÷ 3 = 75.6666…  [PANEL-3]');
    expect(zh).toContain('理论 27 + 实操 52.97 = 79.97  [SUM-1]');
    const en = run(example('full'), '--explain', 'qian', '--lang', 'en').out;
    expect(en).toContain('Veto “A guest is scalded”');
    expect(en).toContain('Rank 4, 51 points');
  });
});

test('[SCALE-12] points by place are explained with the place they came from', () => {
  const bundle = read('small');
  const scale = { type: 'rank-points' as const, unit: { zh: '秒', en: 's' }, min: '0', max: '99', step: '1', best: 'least' as const, first: '100', drop: '2', floor: '0' };
  const scheme = bundle.stages[0]!.scheme!;
  const raced = { ...scheme, modules: scheme.modules.map((module) => ({ ...module, criteria: module.criteria.map((one) => ({ ...one, scale })) })) };
  const sheets = bundle.sheets.map((sheet) => ({ ...sheet, marks: { score: { type: 'rank-points' as const, reading: sheet.entrantId === 'E1' ? '31' : '30' } } }));
  const { code, out } = runOn({ ...bundle, stages: [{ id: 'reading', scheme: raced }], sheets }, '--explain', 'E1');
  expect([code, out.includes('得 98 分')]).toEqual([0, true]);
});

describe('faults', () => {
  test.each<[string, (bundle: Bundle) => unknown, string]>([
    ['no rules', ({ rules: _, ...rest }) => rest, 'rules: 缺少此项, 请补上 [missing-field]'],
    ['a number that is not text', (bundle) => ({ ...bundle, sheets: bundle.sheets.with(2, { ...bundle.sheets[2]!, marks: { score: { type: 'points', points: 76 as never } } }) }), 'sheets.2.marks.score.points: 数字要写成文字, 如 "61.5" [not-a-decimal]'],
    ['a mark beyond the scale', (bundle) => ({ ...bundle, sheets: bundle.sheets.with(2, { ...bundle.sheets[2]!, marks: { score: { type: 'points', points: '101' } } }) }), 'sheets.2.marks.score.points: 超出范围, 应 ≥ 0, ≤ 100 [out-of-range]'],
    ['a judge nobody knows', (bundle) => ({ ...bundle, judges: bundle.judges.slice(1) }), 'sheets.0.judgeId: 没有“J1”, 请改为已有的编号 [unknown-reference]'],
    ['an entrant nobody knows', (bundle) => ({ ...bundle, entrants: bundle.entrants.slice(1) }), 'sheets.0.entrantId: 没有“E1”'],
    ['a sheet twice', (bundle) => ({ ...bundle, sheets: [...bundle.sheets, bundle.sheets[0]] }), 'sheets.10: 同一裁判对同一选手'],
    ['a scheme that does not add up', (bundle) => ({ ...bundle, stages: [{ ...bundle.stages[0]!, scheme: { ...bundle.stages[0]!.scheme!, max: '90' } }] }), 'stages.0.scheme.max: 各评分项合计 100, 与满分 90 不符 [max-mismatch]'],
    ['a tie-break of nothing', (bundle) => ({ ...bundle, rules: { ...bundle.rules, ranking: { style: '1224', tieBreaks: [{ type: 'module', moduleId: 'gone', better: 'more' }] } } }), 'rules.ranking.tieBreaks.0.moduleId: 没有“gone”'],
    ['a stage with neither scheme nor max', (bundle) => ({ ...bundle, stages: [{ id: 'reading' }] }), 'stages.0: 环节要么有评分方案'],
    ['stages that nothing composes', (bundle) => ({ ...bundle, stages: [...bundle.stages, { id: 'theory', max: '50' }] }), 'rules.stages: 有几个环节就要写明如何合成'],
    ['points for a judged stage', (bundle) => ({ ...bundle, points: [{ entrantId: 'E1', stageId: 'reading', points: '5' }] }), 'points.0.stageId: 没有“reading”'],
    ['an organisation nobody knows', (bundle) => ({ ...bundle, entrants: bundle.entrants.with(0, { id: 'E1', organisationId: 'gone' }) }), 'entrants.0.organisationId: 没有“gone”'],
    ['a veto nobody knows', (bundle) => ({ ...bundle, vetoDecisions: [{ entrantId: 'E1', confirmed: ['gone'] }] }), 'vetoDecisions.0.confirmed.0: 没有“gone”'],
    ['a panel that could drop everyone', (bundle) => ({ ...bundle, stages: [{ ...bundle.stages[0]!, panel: { ...bundle.rules.panel, quorum: 2, whenTooFew: 'no-result' } }] }), 'stages.0.panel.quorum: 去掉高低分后可能一份不剩'],
    ['a bonus without stages', (bundle) => ({ ...bundle, entrants: bundle.entrants.with(0, { id: 'E1', bonuses: [{ reason: 'x', points: '1' }] }) }), 'entrants.0: 加分与罚分须在 rules.stages 之下'],
  ])('%s is told with its path', (_name, change, told) => {
    const { code, out, err } = runOn(change(read('small')));
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(told);
  });

  test('a judge of one group may not mark another group\'s criterion', () => {
    const bundle = read('small');
    const scheme = bundle.stages[0]!.scheme!;
    const [module] = scheme.modules;
    const grouped = { ...scheme, modules: [{ ...module!, criteria: module!.criteria.map((one) => ({ ...one, group: 'tech' })) }] };
    const { err } = runOn({ ...bundle, stages: [{ id: 'reading', scheme: grouped }], judges: bundle.judges.with(0, { id: 'J1', group: 'art' }) });
    expect(err).toContain('sheets.0.marks.score: 此项由裁判组“tech”评, 请删除 [other-group]');
  });

  test('what is not a bundle, or not there', () => {
    expect(runOn('{').err).toContain('不是 JSON');
    expect(runOn('[]').err).toContain('(root): 这里应是一个对象');
    expect(run(join(folder, 'gone.json'), '--lang', 'en')).toMatchObject({ code: 1, err: expect.stringContaining('cannot be opened (ENOENT)') });
  });

  test.each([[[]], [['a', 'b']], [['a', '--lang', 'fr']], [['--what', 'a']]])('wrong use %j shows the usage', (args) => {
    expect(run(...args)).toMatchObject({ code: 2, err: expect.stringContaining('--explain ENTRANT') });
  });

  test('an entrant nobody knows cannot be explained', () => expect(run(example('small'), '--explain', 'E9')).toMatchObject({ code: 2, err: '没有选手“E9”' }));
});

describe('what was published', () => {
  test('one changed mark is found and told', () => {
    const bundle = read('full');
    const sheets = bundle.sheets.map((sheet) => (sheet.entrantId === 'wang' && sheet.judgeId === 'J1' ? { ...sheet, marks: { ...sheet.marks, manner: { type: 'levels' as const, level: 1 } } } : sheet));
    const { code, err } = runOn({ ...bundle, sheets });
    expect(code).toBe(3);
    expect(err).toMatch(/^≠ 公布: wang 2 85\.6 .+ 重算: wang 2 /m);
  });

  test('rows that agree under a hash that does not', () => {
    const bundle = read('full');
    const { code, err } = runOn({ ...bundle, published: { ...bundle.published!, sha256: '0'.repeat(64) } });
    expect([code, err.startsWith('≠ SHA-256')]).toEqual([3, true]);
  });

  test('a note that a mark needs is missed, and changes nothing', () => {
    const bundle = read('full');
    const sheets = bundle.sheets.map((sheet) => (sheet.entrantId === 'sun' ? { ...sheet, marks: { ...sheet.marks, faults: { type: 'count' as const, counts: { spill: 0, noise: 0, bare: 1 } } } } : sheet));
    const { code, out } = runOn({ ...bundle, sheets });
    expect([code, out.includes('此分须写明理由')]).toEqual([0, true]);
  });
});
