// An event file on its way out: whole, or refused.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refused } from '@leitai/database';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DescribedFile } from '../event-file/folder.ts';
import { sendArchive } from './send-archive.ts';

const folder = mkdtempSync(join(tmpdir(), 'leitai-send-'));
const path = join(folder, 'event.zip');
const BYTES = 800_000;
let refused: unknown;
const app = express().get('/', (_req, res) => {
  sendArchive(res, { path, createdAt: '2026-05-20T08:00:00Z', manifest: { event: { name: { zh: '赛', en: 'C' } } } } as DescribedFile).catch((error: unknown) => {
    refused = error;
    res.status(404).json({});
  });
});
const server = app.listen(0);
const get = () => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
beforeAll(() => writeFileSync(path, Buffer.alloc(BYTES)));
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

it('arrives whole', async () => {
  expect((await (await get()).arrayBuffer()).byteLength).toBe(BYTES);
});

it('is refused where the file has gone, and saves nothing under its name', async () => {
  rmSync(path);
  const answer = await get();
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([404, null]);
  expect(refused).toMatchObject(new Refused('event-file.not-found'));
});
