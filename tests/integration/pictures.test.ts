// Pictures for the screens: taken by what they are, drawn anew, kept once, and served so that every screen and proxy keeps them.

import { createHash } from 'node:crypto';
import { MOST_PICTURES } from '@leitai/contract';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAccount, makeEvent, makeOrganiser } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { connect } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let eventId: string;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  ({ eventId } = await makeEvent(organiser, { entrants: 0, judges: 0 }));
});
afterAll(() => node.close());

const drawn = (width: number, height: number, background = '#bc2c19') => sharp({ create: { width, height, channels: 3, background } });
const upload = (file: Uint8Array, name = '赞助.png', who = organiser, event = eventId) => {
  const form = new FormData();
  form.append('file', new Blob([file as Uint8Array<ArrayBuffer>]), name);
  return who.call('POST /api/events/:eventId/pictures', { params: { eventId: event }, form });
};
const get = (pictureId: string, headers: Record<string, string> = {}) => fetch(`${node.base}/api/events/${eventId}/pictures/${pictureId}`, { headers });

test('is drawn anew no larger than a wall, the right way up, without what else was in the file, and is kept once', async () => {
  const photo = await drawn(4000, 3000).withExif({ IFD0: { Copyright: '密拍', Orientation: '6' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const made = await upload(photo, '照片.txt');
  expect(made).toMatchObject({ width: 810, height: 1080 });
  expect(await upload(photo)).toEqual(made);
  const answer = await get(made.pictureId);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 810, height: 1080 });
  expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  expect(answer.headers.get('content-type')).toBe('image/webp');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  const etag = `"${createHash('sha256').update(bytes).digest('hex')}"`;
  expect(answer.headers.get('etag')).toBe(etag);
  const again = await get(made.pictureId, { 'if-none-match': etag });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('a small one stays as large as it is', async () => {
  expect(await upload(await drawn(320, 200).png().toBuffer())).toMatchObject({ width: 320, height: 200 });
});

test.each([
  ['words', 'evidence.not-a-photo', async () => Buffer.from('not a picture')],
  ['nothing', 'evidence.not-a-photo', async () => Buffer.alloc(0)],
  ['SVG with a script', 'evidence.not-a-photo', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><script>alert(1)</script></svg>')],
  ['GIF', 'evidence.not-a-photo', () => drawn(64, 64).gif().toBuffer()],
  ['a torn file', 'evidence.not-a-photo', async () => (await drawn(640, 480, '#123456').jpeg().toBuffer()).subarray(0, 900)],
  ['a dot', 'evidence.bad-size', () => drawn(8, 8).png().toBuffer()],
  ['a hundred million pixels', 'evidence.bad-size', () => drawn(12_000, 9_000).png().toBuffer()],
  ['too many bytes', 'evidence.too-large', async () => Buffer.alloc(12_000_001)],
])('refuses %s with %s, and keeps nothing', async (_what, code, file) => {
  const before = await node.db.screenPicture.count();
  await expect(upload(await file())).rejects.toMatchObject({ code });
  expect(await node.db.screenPicture.count()).toBe(before);
});

test('only an organiser brings one, into an event that is there; what is not there is not found', async () => {
  const file = await drawn(64, 64).png().toBuffer();
  await expect(upload(file, 'a.png', await makeAccount(organiser, 'supervisor', '图监督'))).rejects.toEqual(refusal('access.forbidden'));
  await expect(upload(file, 'a.png', organiser, crypto.randomUUID())).rejects.toEqual(refusal('event.not-found'));
  expect((await get(crypto.randomUUID())).status).toBe(404);
  const elsewhere = await makeEvent(organiser, { entrants: 0, judges: 0 });
  const { pictureId } = await upload(file, 'a.png', organiser, elsewhere.eventId);
  expect((await get(pictureId)).status).toBe(404);
});

test('a screen is told which picture its notice has', async () => {
  const { pictureId: picture } = await upload(await drawn(640, 360).webp().toBuffer());
  const visitor = new Visitor(node.base);
  const { token } = await visitor.call('POST /api/displays');
  const screen = await connect(visitor);
  const { id } = await screen.send('display:join', { token, width: 1920, height: 1080 });
  const desk = await connect(organiser);
  const page = { kind: 'notice' as const, title: { zh: '感谢赞助', en: '' }, body: null, picture };
  await desk.send('display:show', { eventId, displayIds: [id], playlist: [{ page, seconds: 20 }] });
  expect((await screen.send('display:join', { token, width: 1920, height: 1080 })).playlist).toEqual([{ page, seconds: 20 }]);
  for (const one of [screen, desk]) one.close();
});

test('an event keeps so many and no more', async () => {
  const kept = await node.db.screenPicture.count({ where: { eventId } });
  await node.db.screenPicture.createMany({
    data: Array.from({ length: MOST_PICTURES - kept }, (_, index) => ({ eventId, id: crypto.randomUUID(), hash: `filler ${index}`, bytes: new Uint8Array(1), width: 1, height: 1 })),
  });
  await expect(upload(await drawn(99, 99).png().toBuffer())).rejects.toEqual(refusal('picture.too-many', { most: MOST_PICTURES }));
});
