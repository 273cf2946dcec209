/** Cells and marks: every mark of every post of the library comes back from what would be typed for it. */
import { allCriteria, checkMark, scoreSheet, type Criterion, type MarkValue, type Scale } from '@leitai/scoring';
import { expect, test } from 'vitest';
import { libraryPosts } from '../../../../server/src/seed/library.ts';
import { plausibleMark } from '../../../../simulator/src/marks.ts';
import { randomFor } from '../../../../simulator/src/random.ts';
import { cellsOf, markOf, textsOf } from './cells.ts';

test('every mark of every post is typed and read back, worth the same', () => {
  const random = randomFor(7, 'cells');
  for (const { scheme } of libraryPosts()) {
    for (const criterion of allCriteria(scheme).filter(({ scale }) => scale.type !== 'derived')) {
      const value = plausibleMark(scheme, criterion, 0.7, random);
      const read = markOf(criterion, textsOf(criterion, value));
      const worth = (mark: MarkValue) => scoreSheet(scheme, { [criterion.id]: mark }).criteria[criterion.id];
      expect(worth(read!), criterion.no).toBe(worth(value));
      expect(markOf(criterion, textsOf(criterion, read!)), criterion.no).toEqual(read);
      expect(checkMark(scheme, criterion.id, read), criterion.no).toEqual([]);
    }
  }
});

const of = (scale: Partial<Scale> & Pick<Scale, 'type'>): Criterion => ({ id: 'c', scale }) as unknown as Criterion;
const kinds = [{ id: 'a', name: { zh: '甲', en: 'A' } }, { id: 'b', name: { zh: '乙', en: 'B' } }];

test('nothing typed is no mark, and never 0', () => {
  expect(markOf(of({ type: 'levels' }), {})).toBeNull();
  expect(markOf(of({ type: 'count', kinds } as never), {})).toBeNull();
  expect(markOf(of({ type: 'count', kinds } as never), { 'c/a': '2' })).toEqual({ type: 'count', counts: { a: 2, b: 0 } });
  expect(cellsOf(of({ type: 'derived' } as never))).toEqual([]);
});

test('one number is written in one way, whatever keyboard typed it', () => {
  for (const typed of ['5.5', '05.50', '５．５', '5。5']) expect(markOf(of({ type: 'points' }), { c: typed }), typed).toEqual({ type: 'points', points: '5.5' });
  for (const typed of ['4:50', '4：50', '290', '290.0']) expect(markOf(of({ type: 'time' }), { c: typed }), typed).toEqual({ type: 'time', seconds: '290' });
});

test.each([['pass-fail', '2'], ['levels', 'x'], ['points', '1,5'], ['time', '4:75']] as const)('%s does not take %s', (type, typed) => {
  expect(markOf(of({ type }), { c: typed })).toBeUndefined();
});
