/** The demonstration's data: committed files against their sources, schemes against the published list, points against hand arithmetic. */
import { readFileSync } from 'node:fs';
import { checkMark, checkRules, checkScheme, scoreSheet } from '@leitai/scoring';
import type { Criterion, Scheme } from '@leitai/scoring';
import { describe, expect, it } from 'vitest';
import { markOf, readExamples } from './examples.ts';
import { demoFiles } from './files.ts';
import { loadDemo, loadDemonstration } from './index.ts';
import { OWN, STANDARDS } from './standards.ts';
import { SOURCE } from './source.ts';
import type { TypeLetter } from './source.ts';
import { workbookLines } from './workbook.ts';

const { event, schemes, roster, judges } = loadDemo();
const committed = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const criteriaOf = (scheme: Scheme): Criterion[] => scheme.modules.flatMap((module) => module.criteria);
const schemeOf = (code: string): Scheme => {
  const found = schemes.find((scheme) => scheme.code === code);
  if (!found) throw new Error(`no scheme ${code}`);
  return found;
};
const tally = <T>(items: readonly T[], by: (item: T) => string): Record<string, number> =>
  Object.fromEntries(Object.entries(Object.groupBy(items, by)).map(([key, group]) => [key, group?.length ?? 0]));

describe('committed files', () => {
  it.each([...demoFiles().keys()])('%s is what the generator makes', (name) => {
    expect(committed(name)).toBe(demoFiles().get(name));
  });

  it('the workbook holds the same cells as the CSV', async () => {
    const lines = await workbookLines(readFileSync(new URL('roster.xlsx', import.meta.url)));
    expect(lines).toEqual(committed('roster.csv').replace('\uFEFF', '').trimEnd().split('\r\n'));
  });
});

describe('demonstration post', () => {
  const { scheme, rules } = loadDemonstration();

  it('is 6 aspects and 19 indicators of 100 points, 15 of them fed by the records, and says that it is a draft', () => {
    expect(checkScheme(scheme)).toEqual([]);
    expect(checkRules(rules, scheme)).toEqual([]);
    expect(scheme.modules.map(({ name }) => name.zh)).toEqual(['组织建设', '制度建设', '创建氛围', '创建活动', '活动管理', '创建成效']);
    expect(scheme.modules.map(({ criteria }) => criteria.reduce((sum, one) => sum + Number(one.max), 0))).toEqual([15, 15, 10, 20, 15, 25]);
    expect(criteriaOf(scheme)).toHaveLength(19);
    expect(criteriaOf(scheme).filter((one) => one.scale.type === 'derived')).toHaveLength(15);
    expect(scheme.name).toEqual({ zh: expect.stringContaining('草案') as string, en: expect.stringContaining('draft') as string });
  });
});

describe('schemes', () => {
  it('are 16 posts with 101 criteria', () => {
    expect(schemes.map((scheme) => scheme.code)).toEqual(Object.keys(SOURCE));
    expect(schemes.flatMap(criteriaOf)).toHaveLength(101);
  });

  it.each(schemes.map((scheme) => [scheme.code, scheme] as const))('%s has no issue, adds up to 100 and agrees with the published list', (code, scheme) => {
    expect(checkScheme(scheme)).toEqual([]);
    expect(scheme.max).toBe('100');
    const source = SOURCE[code] ?? {};
    expect(criteriaOf(scheme).map((one) => one.id).toSorted()).toEqual(Object.keys(source).toSorted());
    for (const one of criteriaOf(scheme)) {
      const [max, letter] = source[one.id] ?? [];
      expect([one.id, one.max]).toEqual([one.id, String(max)]);
      expect([one.id, letter && fits(letter, one)]).toEqual([one.id, true]);
    }
  });

  it.each(schemes.map((scheme) => [scheme.code, scheme] as const))('%s reads in two languages and every criterion cites a standard', (_code, scheme) => {
    for (const { zh, en } of textsIn(scheme)) {
      expect(zh).not.toBe('');
      expect(en).toMatch(/[A-Za-z]|^$/);
      expect(en).not.toMatch(/\p{Script=Han}/u);
    }
    for (const one of criteriaOf(scheme)) expect(one.clauses).not.toEqual([]);
  });

  it.each(schemes.map((scheme, index) => [scheme.code, scheme, index] as const))('%s cites its own invented standard first, each clause of it once', (code, scheme, index) => {
    const own = criteriaOf(scheme).map(({ clauses: [first] }) => first!);
    expect(new Set(own.map(({ standard }) => standard))).toEqual(new Set([`DEMO ${String(index + 1).padStart(2, '0')}`]));
    expect(own.every(({ standard, title }) => OWN.test(standard) && title.zh.endsWith('（示例）'))).toBe(true);
    expect(own.map(({ number }) => number).toSorted()).toEqual(Object.keys(SOURCE[code]!).map((_, at) => `5.${at + 1}`));
  });

  it('cite every standard of the list but none outside it', () => {
    const cited = new Set(schemes.flatMap(criteriaOf).flatMap((one) => one.clauses.slice(1).map((clause) => clause.standard)));
    expect([...cited].toSorted()).toEqual(Object.values(STANDARDS).map((clause) => clause.standard).toSorted());
  });
});

describe('vetoes', () => {
  it.each([
    ['CLEAN_INDOOR', 'wet-floor-unmarked', { type: 'zero-criterion', criterionId: 'attire-tools' }],
    ['GREEN_OUTDOOR', 'injury-or-running-tool', { type: 'disqualify' }],
    ['CONF_SETUP', 'classified-paper-left', { type: 'disqualify' }],
    ['AV_SUPPORT', 'unauthorised-device', { type: 'disqualify' }],
    ['SEC_GATE', 'escalation', { type: 'disqualify' }],
    ['FIRE_RESPONSE', 'power-not-confirmed-off', { type: 'zero-criterion', criterionId: 'hydrant' }],
    ['FIRE_CONTROL', 'interlock-not-automatic', { type: 'disqualify' }],
    ['ELECTRICIAN', 'live-work-or-short', { type: 'zero-total' }],
    ['CANTEEN_COOK', 'spoiled-or-banned', { type: 'zero-total' }],
    ['CANTEEN_SERVICE', 'sample-missing', { type: 'disqualify' }],
  ])('%s has one: %s', (code, id, effect) => {
    expect(schemeOf(code).vetoes.map((veto) => ({ id: veto.id, effect: veto.effect }))).toEqual([{ id, effect }]);
  });

  it('are ten in all', () => {
    expect(schemes.flatMap((scheme) => scheme.vetoes)).toHaveLength(10);
  });
});

describe('examples worked out by hand', () => {
  const examples = readExamples();

  it.each(examples.map((example) => [`${example.post} ${example.criterion}: ${example.why}`, example] as const))('%s', (_title, example) => {
    const scheme = schemeOf(example.post);
    const criterion = criteriaOf(scheme).find((one) => one.id === example.criterion);
    if (!criterion) throw new Error(`no criterion ${example.criterion}`);
    const mark = markOf(criterion, example);
    expect(checkMark(scheme, criterion.id, mark)).toEqual([]);
    expect(scoreSheet(scheme, { [criterion.id]: mark }).criteria[criterion.id]).toBe(example.points);
  });

  it('reach every criterion, and every time rule at full, between and nothing', () => {
    for (const scheme of schemes) for (const one of criteriaOf(scheme)) {
      const points = examples.filter((example) => example.post === scheme.code && example.criterion === one.id).map((example) => Number(example.points));
      expect([scheme.code, one.id, points.length > 0]).toEqual([scheme.code, one.id, true]);
      if (one.scale.type !== 'time') continue;
      expect(points).toContain(Number(one.max));
      expect(points).toContain(0);
      expect([one.id, points.some((value) => value > 0 && value < Number(one.max))]).toEqual([one.id, true]);
    }
  });
});

describe('the event', () => {
  it('has 16 contests lettered A to R without I and O, with rules the engine accepts', () => {
    expect(event.contests.map((contest) => contest.letter).join('')).toBe('ABCDEFGHJKLMNPQR');
    for (const contest of event.contests) {
      expect([...contest.shortName.zh].length).toBeLessThanOrEqual(6);
      expect(checkRules(contest.rules, schemeOf(contest.postCode))).toEqual([]);
    }
  });

  it('has 264 contestants of 7 organisations, 12 to 24 per post', () => {
    expect(roster).toHaveLength(264);
    expect(Object.keys(tally(roster, (row) => row.organisation)).toSorted()).toEqual(event.organisations.map((one) => one.name.zh).toSorted());
    const perPost = tally(roster, (row) => row.postCode);
    expect(Object.keys(perPost)).toEqual(event.contests.map((contest) => contest.postCode));
    for (const count of Object.values(perPost)) expect(count >= 12 && count <= 24).toBe(true);
    expect(new Set(roster.map((row) => row.employeeNo)).size).toBe(264);
  });

  it('has two homonyms, each in two organisations and on two posts', () => {
    const shared = Object.values(Object.groupBy(roster, (row) => row.name)).filter((group) => group && group.length > 1);
    expect(shared).toHaveLength(2);
    for (const group of shared) {
      expect(new Set(group?.map((row) => row.organisation)).size).toBe(2);
      expect(new Set(group?.map((row) => row.postCode)).size).toBe(2);
    }
  });

  it('has a chief and judges 1 to 5 for each post, and two reserves', () => {
    for (const { postCode } of event.contests) {
      const panel = judges.filter((judge) => judge.postCode === postCode);
      expect(panel.map((judge) => `${judge.role}${judge.seat}`)).toEqual(['裁判长0', '裁判1', '裁判2', '裁判3', '裁判4', '裁判5']);
    }
    expect(judges.filter((judge) => judge.role === '候补裁判')).toHaveLength(2);
    expect(new Set([...judges, ...roster].map((row) => row.name)).size).toBe(98 + 264 - 2);
  });
});

/** What each type letter of the list may become. */
function fits(letter: TypeLetter, { kind, scale }: Criterion): boolean {
  if (letter === 'J') return kind === 'judged' && scale.type === 'levels' && scale.levels.length === 4;
  if (kind !== 'measured') return false;
  switch (letter) {
    case 'D': return scale.type === 'count' && scale.direction === 'deduct';
    case 'T': return scale.type === 'time';
    case 'C': return scale.type === 'checklist';
    case 'M': return true;
    default: return letter satisfies never;
  }
}

/** Every text anywhere in a scheme. */
function textsIn(value: unknown): { readonly zh: string; readonly en: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('zh' in value && 'en' in value) return [value as { zh: string; en: string }];
  return Object.values(value).flatMap(textsIn);
}
