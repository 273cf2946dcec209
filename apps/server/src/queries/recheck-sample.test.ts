/** The recheck's sample: counts by hand, ties at the edge, the seed's say, and the limit that forces a full recheck. */
import { describe, expect, it } from 'vitest';
import { forcesFull, recheckSample } from './recheck-sample.ts';

const list = (count: number, unranked = 0) =>
  Array.from({ length: count + unranked }, (_, index) => ({ entrantId: `e${index}`, code: `A-${index}`, rank: index < count ? index + 1 : null }));
const figures = { top: 30, rest: 15, limit: 5 };

describe('the sample', () => {
  it('takes all of the top 30 % and 15 % of the rest, both rounded up', () => {
    // Of 21: 6.3 → 7 from the top; of the other 14: 2.1 → 3.
    const sample = recheckSample(list(21), figures, 'seed');
    expect(sample.slice(0, 7)).toEqual(['e0', 'e1', 'e2', 'e3', 'e4', 'e5', 'e6']);
    expect(sample).toHaveLength(10);
  });

  it('takes everybody who shares the last rank of the top', () => {
    const tied = list(10).map((one) => (one.rank === 4 ? { ...one, rank: 3 } : one));
    expect(recheckSample(tied, { ...figures, rest: 0 }, 'seed')).toEqual(['e0', 'e1', 'e2', 'e3']);
  });

  it('counts who has no rank among the rest', () => {
    expect(recheckSample(list(0, 3), { ...figures, rest: 100 }, 'seed')).toHaveLength(3);
  });

  it('is the same for the same seed, whatever the order it was asked in, and another for another', () => {
    const rest = { ...figures, top: 0, rest: 20 };
    const sample = recheckSample(list(40), rest, 'one');
    expect(recheckSample(list(40), rest, 'one')).toEqual(sample);
    expect(new Set(recheckSample(list(40).toReversed(), rest, 'one'))).toEqual(new Set(sample));
    expect(recheckSample(list(40), rest, 'two')).not.toEqual(sample);
  });
});

it('more than the limit forces a full recheck, the limit itself does not', () => {
  expect(forcesFull(1, 20, figures)).toBe(false);
  expect(forcesFull(2, 20, figures)).toBe(true);
  expect(forcesFull(1, 19, figures)).toBe(true);
  expect(forcesFull(0, 19, { ...figures, limit: 0 })).toBe(false);
});
