// The time zone in the address of a database.

import { expect, test } from 'vitest';
import { withUtc } from './postgres.ts';

const utc = 'options=-c%20TimeZone%3DUTC';

test('the time zone is forced, whatever else the address says', () => {
  expect(withUtc('postgresql://u:p@db:5432/leitai')).toBe(`postgresql://u:p@db:5432/leitai?${utc}`);
  expect(withUtc('postgresql://db/leitai?sslmode=require')).toBe(`postgresql://db/leitai?sslmode=require&${utc}`);
});

test('options of the user are kept, and the time zone comes last because the last one counts', () => {
  expect(withUtc('postgresql://db/x?options=-c%20work_mem%3D8MB')).toBe('postgresql://db/x?options=-c%20work_mem%3D8MB%20-c%20TimeZone%3DUTC');
});

test('forcing it twice changes nothing', () => {
  const once = withUtc('postgresql://db/x');
  expect(withUtc(once)).toBe(once);
});
