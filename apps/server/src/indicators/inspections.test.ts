import { expect, test } from 'vitest';
import { onDisplay } from './inspections.ts';

const visit = (key: string) => ({ table: 'entrant', key, columns: { contest: 'c', state: 'done' } });
const item = (id: string) => ({ table: 'criterion', key: `c/${id}`, columns: { item: id } });
const photo = (key: string, columns: Record<string, string>) => ({ table: 'evidence', key, columns });

test('photographs of what is looked for are counted by item, also as they were frozen before items had names', () => {
  const rows = [visit('v'), item('plate'), photo('1', { criterion: 'c7', item: 'plate' }), photo('2', { criterion: 'c7', item: 'plate' }), photo('3', { criterion: 'c8', item: 'pledge' })];
  expect(onDisplay.figures(rows).figures).toEqual({ value: '2' });
  expect(onDisplay.figures([photo('1', { criterion: 'plate' }), photo('2', { criterion: 'identity' })]).figures).toEqual({ value: '2' });
});

test('where there is nothing it says what is missing: inspections, the items on their checklists, or photographs', () => {
  const why = (...rows: Parameters<typeof onDisplay.figures>[0]) => { const { figures, working: [line] } = onDisplay.figures(rows); return [figures, line?.en]; };
  expect(why()).toEqual([null, 'No inspection of the unit’s post in the period is among the sources']);
  expect(why(visit('v'))).toEqual([null, expect.stringMatching(/^The checklists of 1 inspections hold none/)]);
  expect(why(visit('v'), item('plate'))).toEqual([null, expect.stringMatching(/^None of 1 inspections/)]);
});
