/** The log keeps what it must not tell to itself. */
import { Writable } from 'node:stream';
import { Prisma } from '@leitai/database';
import { expect, test } from 'vitest';
import { makeLog } from './log.ts';

function logInto(lines: string[]) {
  return makeLog('info', new Writable({ write: (chunk: Buffer, _encoding, done) => { lines.push(chunk.toString()); done(); } }));
}

test('passwords, tokens, codes and cookies never reach a line', () => {
  const lines: string[] = [];
  const log = logInto(lines);
  log.info({ password: 'S1', input: { token: 'S2', resultCode: 'S3', pairingCode: 'S4' }, body: { code: 'S5' } }, 'told');
  log.info({ req: { headers: { cookie: 'S6' }, body: { any: 'S7' } }, res: { headers: { 'set-cookie': 'S8' } } }, 'told too');
  expect(lines).toHaveLength(2);
  expect(lines.join('')).not.toMatch(/S\d/);
});

test('an error says what failed and where, and nothing of the rows and calls it failed with', () => {
  const lines: string[] = [];
  const log = logInto(lines);
  const row = Object.assign(new Error('new row violates check constraint "survey_answer_check"'), { code: '23514', detail: 'Failing row contains (S1).', where: 'S2', parameters: ['S3'] });
  const call = new Prisma.PrismaClientValidationError('Invalid `db.account.create()` invocation:\n\n{ data: { name: "S4" } }\n\nArgument `role` is missing.', { clientVersion: '7' });
  log.error({ err: row }, 'request failed');
  log.error({ err: Object.assign(call, { meta: { driverAdapterError: { cause: { detail: 'S5' } } } }) }, 'request failed');
  log.error({ err: new Error('outer', { cause: row }) }, 'request failed');
  expect(lines.join('')).not.toMatch(/S\d/);
  const [first, second, third] = lines.map((line) => (JSON.parse(line) as { err: { type: string; message: string; code?: string; at: string[]; cause?: object } }).err);
  expect(first).toMatchObject({ type: 'Error', message: row.message, code: '23514', at: expect.arrayContaining([expect.stringContaining('log.test.ts')]) });
  expect(second).toMatchObject({ type: 'PrismaClientValidationError', message: 'Argument `role` is missing.' });
  expect(third!.cause).toMatchObject({ message: row.message, code: '23514' });
});
