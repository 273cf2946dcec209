/** The configuration: what stands where nothing is said, and what a wrong variable is told. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../launcher/src/workplace.mjs';
import { BadConfig, readConfig } from './config.ts';

const DATABASE_URL = 'postgresql://postgres@127.0.0.1:5432/leitai';

test('only the database has to be named', () => {
  expect(readConfig({ DATABASE_URL }, [])).toEqual({
    databaseUrl: DATABASE_URL, redisUrl: undefined, port: 4100, host: undefined, logLevel: 'info', trustProxy: 0, newLink: false, metricsToken: undefined, drainSeconds: 0,
    dataDir: join(root, '.data'), backupMinutes: 30, backupKeep: 24, webhookNetworks: [],
  });
});

test('an empty variable is an absent one', () => {
  expect(readConfig({ DATABASE_URL, REDIS_URL: '', PORT: '' }, [])).toMatchObject({ redisUrl: undefined, port: 4100 });
});

test('proxies are counted, or named by their networks', () => {
  const trusted = (TRUST_PROXY: string) => readConfig({ DATABASE_URL, TRUST_PROXY }, []).trustProxy;
  expect(trusted('2')).toBe(2);
  expect(trusted('127.0.0.1/32, ::1/128')).toEqual([{ address: '127.0.0.1', length: 32, family: 'ipv4' }, { address: '::1', length: 128, family: 'ipv6' }]);
  for (const wrong of ['11', '-1', 'loopback', '127.0.0.1', ',']) expect(() => trusted(wrong)).toThrow('TRUST_PROXY');
});

test('a new link is asked for by word or by variable', () => {
  expect(readConfig({ DATABASE_URL }, ['--new-link']).newLink).toBe(true);
  expect(readConfig({ DATABASE_URL, LEITAI_NEW_LINK: '1' }, []).newLink).toBe(true);
});

test('the database’s password may lie in a file, whatever characters it has', () => {
  const folder = mkdtempSync(join(tmpdir(), 'config-'));
  try {
    writeFileSync(join(folder, 'password'), 'a b/@:%#\n');
    const env = { DATABASE_URL: 'postgresql://leitai@db:5432/leitai?options=-c%20TimeZone%3DUTC', DATABASE_PASSWORD_FILE: join(folder, 'password') };
    const url = new URL(readConfig(env, []).databaseUrl);
    expect([url.username, decodeURIComponent(url.password), url.host, url.pathname, url.search]).toEqual(['leitai', 'a b/@:%#', 'db:5432', '/leitai', '?options=-c%20TimeZone%3DUTC']);
    expect(() => readConfig({ ...env, DATABASE_PASSWORD_FILE: join(folder, 'none') }, [])).toThrow(/DATABASE_PASSWORD_FILE: cannot be read/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('every wrong variable is named at once', () => {
  const wrong = { DATABASE_URL: 'mysql://x', PORT: '70000', LOG_LEVEL: 'loud', TRUST_PROXY: '-1' };
  expect(() => readConfig(wrong, [])).toThrow(BadConfig);
  for (const name of Object.keys(wrong)) expect(() => readConfig(wrong, [])).toThrow(name);
});
