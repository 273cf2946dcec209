// What the registry says of packages is told apart: none known, some, grave ones, and no answer at all.

import { expect, test } from 'vitest';
import { verdictOf } from './advisories.mjs';

const report = (...severities: string[]): string =>
  JSON.stringify({ auditReportVersion: 2, vulnerabilities: Object.fromEntries(severities.map((severity, index) => [`p${index}`, { name: `p${index}`, severity, via: [] }])) });

test('no known fault, and faults that are grave or not', () => {
  expect(verdictOf(report())).toEqual({ answered: true, faults: [], grave: false });
  expect(verdictOf(report('moderate'))).toMatchObject({ faults: [{ name: 'p0', severity: 'moderate' }], grave: false });
  expect(verdictOf(report('low', 'critical'))).toMatchObject({ answered: true, grave: true });
});

test('a registry that does not answer is not taken for one that knows of none', () => {
  expect(verdictOf(JSON.stringify({ message: 'Method Not Allowed', statusCode: 405, body: '' }))).toEqual({ answered: false, why: 'HTTP 405' });
  expect(verdictOf(JSON.stringify({ error: { code: 'ENOTFOUND', summary: 'x' } }))).toEqual({ answered: false, why: 'ENOTFOUND' });
  expect(verdictOf('').answered).toBe(false);
  expect(verdictOf('<html>').answered).toBe(false);
});
