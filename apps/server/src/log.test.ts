/** The log keeps what it must not tell to itself. */
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { makeLog } from './log.ts';

test('passwords, tokens, codes and cookies never reach a line', () => {
  const lines: string[] = [];
  const log = makeLog('info', new Writable({ write: (chunk: Buffer, _encoding, done) => { lines.push(chunk.toString()); done(); } }));
  log.info({ password: 'S1', input: { token: 'S2', resultCode: 'S3', pairingCode: 'S4' }, body: { code: 'S5' } }, 'told');
  log.info({ req: { headers: { cookie: 'S6' }, body: { any: 'S7' } }, res: { headers: { 'set-cookie': 'S8' } } }, 'told too');
  expect(lines).toHaveLength(2);
  expect(lines.join('')).not.toMatch(/S\d/);
});
