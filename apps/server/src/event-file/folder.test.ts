import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Folder } from './folder.ts';

test('what was begun long ago and never became whole goes; what is being written, and what is whole, stays', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'leitai-folder-'));
  const folder = new Folder(dataDir);
  await folder.tidy();
  mkdirSync(folder.path);
  for (const name of ['old.zip.part', 'new.zip.part', 'old.zip']) writeFileSync(join(folder.path, name), 'x');
  const old = new Date(Date.now() - 25 * 3_600_000);
  for (const name of ['old.zip.part', 'old.zip']) utimesSync(join(folder.path, name), old, old);
  await folder.tidy();
  expect(readdirSync(folder.path).sort()).toEqual(['new.zip.part', 'old.zip']);
  rmSync(dataDir, { recursive: true });
});
