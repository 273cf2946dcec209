// An event file on its way in: what breaks off or finds no room is refused, and leaves nothing behind.

import { existsSync, fstatSync, mkdtempSync, readdirSync, rmSync, statSync, type Stats } from 'node:fs';
import { createServer, request } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refused } from '@leitai/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Folder } from '../event-file/folder.ts';
import { receiveArchive } from './receive-archive.ts';

const place = mkdtempSync(join(tmpdir(), 'leitai-receive-'));
let folder: Pick<Folder, 'landing' | 'takeIn'> = new Folder(place);
let ended: Promise<unknown>;
const server = createServer((req, res) => {
  ended = receiveArchive(req, folder as Folder).catch((error: unknown) => error);
  void ended.then((how) => res.end(how instanceof Refused ? how.code : 'taken'));
});
const BYTES = 'the first bytes of an event';
const openFiles = (): Stats[] => readdirSync('/dev/fd').flatMap((fd) => {
  try {
    return fstatSync(Number(fd));
  } catch {
    // The folder's own, closed by now.
    return [];
  }
});
const address = () => ({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });

beforeAll(async () => void (await once(server.listen(0, '127.0.0.1'), 'listening')));
afterAll(() => {
  server.close();
  rmSync(place, { recursive: true });
});

it('keeps neither the file nor its place on the disk when the sender goes away', async () => {
  const sent = request({ ...address(), method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=XX', 'content-length': 100_000 } });
  sent.on('error', () => {});
  const begun = once(server, 'request');
  sent.write(`--XX\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\n${BYTES}`);
  await begun;
  const lies = join(place, 'event-files');
  // Once the folder is made and something lies there.
  await expect.poll(() => (existsSync(lies) ? readdirSync(lies) : []).map((name) => statSync(join(lies, name)).size)).toEqual([BYTES.length]);
  sent.destroy();
  expect(await ended).toMatchObject({ code: 'request.invalid' });
  expect(readdirSync(lies)).toEqual([]);
  // A file that is open stays on the disk, though no folder names it.
  expect(openFiles().filter(({ nlink, size }) => nlink === 0 && size === BYTES.length)).toEqual([]);
});

it('answers a sender of much that finds no room, once all of it has come', async () => {
  folder = { landing: () => Promise.resolve(join(place, 'nowhere', 'a.part')), takeIn: () => Promise.reject(new Error('was taken')) };
  const form = new FormData();
  // More than waits in the streams between.
  form.append('file', new Blob([Buffer.alloc(5_000_000)]), 'a.zip');
  const { port, host } = address();
  const answer = await fetch(`http://${host}:${port}/`, { method: 'POST', body: form });
  expect([await answer.text(), await ended]).toEqual(['event-file.disk', expect.objectContaining({ details: { code: 'ENOENT' } })]);
});
