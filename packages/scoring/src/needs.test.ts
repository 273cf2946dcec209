/** What must stand beside a mark. */
import { expect, test } from 'vitest';
import { checkNeeds, needsOf, unmetNeeds } from './needs.ts';
import type { Need } from './scheme.ts';
import { criterion, pointsScale, scheme } from './test-support.ts';

const needing = (...needs: Need[]) => scheme('10', { m: [{ ...criterion('c', '10', pointsScale('10')), needs }] });
const given = (points: string) => ({ type: 'points' as const, points });

test.each<[Need['when'], string[]]>([
  ['always', ['0', '5', '10']], ['full', ['10']], ['none', ['0']], ['extremes', ['0', '10']], ['not-full', ['0', '5']],
])('[NEED-1] a note is needed %s', (when, points) => {
  const one = needing({ what: 'note', when });
  expect(['0', '5', '10'].filter((value) => needsOf(one, 'c', given(value)).length > 0)).toEqual(points);
});

test('[NEED-1] what is there is not asked for; what is not, is', () => {
  const one = needing({ what: 'note', when: 'extremes' }, { what: 'evidence', when: 'none' });
  const codes = (beside: Parameters<typeof checkNeeds>[3]) => checkNeeds(one, 'c', given('0'), beside).map(({ code }) => code);
  expect(codes({})).toEqual(['note-needed', 'evidence-needed']);
  expect(codes({ note: ' ', evidence: 1 })).toEqual(['note-needed']);
  expect(codes({ note: '未操作', evidence: 1 })).toEqual([]);
});

test('[NEED-1] a sheet lists what its marks lack, and nothing for what is not marked yet', () => {
  const one = scheme('20', {
    m: [{ ...criterion('a', '10', pointsScale('10')), needs: [{ what: 'note', when: 'always' }] }, { ...criterion('b', '10', pointsScale('10')), needs: [{ what: 'evidence', when: 'none' }] }],
  });
  const beside = (id: string) => (id === 'a' ? { note: '见照片' } : { evidence: 0 });
  expect(unmetNeeds(one, { b: given('0') }, beside)).toEqual([{ criterionId: 'b', what: 'evidence' }]);
  expect(unmetNeeds(one, { a: given('3'), b: given('1') }, beside)).toEqual([]);
  expect(unmetNeeds(one, { a: given('3'), b: given('0') }, () => ({}))).toEqual([{ criterionId: 'a', what: 'note' }, { criterionId: 'b', what: 'evidence' }]);
});

test('a mark whose points are not known yet needs only what is always needed', () => {
  const place = { type: 'rank-points' as const, unit: { zh: '秒', en: 's' }, min: '0', max: '60', step: '1', best: 'least' as const, first: '10', drop: '2', floor: '0' };
  const one = scheme('10', { m: [{ ...criterion('c', '10', place), needs: [{ what: 'note', when: 'extremes' }, { what: 'evidence', when: 'always' }] }] });
  expect(needsOf(one, 'c', { type: 'rank-points', reading: '5' })).toEqual(['evidence']);
  expect(needsOf(one, 'gone', given('0'))).toEqual([]);
});
