/** Photographs beside the log of marks: marks pass them, the hand-in waits for them, and none is lost or doubled. */
import type { Evidence } from '@leitai/contract';
import { expect, it } from 'vitest';
import { Outbox, type Outcome, type Work } from '../outbox.ts';
import { PhotoLine, type Photo, type PhotoOutcome, type PhotoStore } from './photo-line.ts';

const SHEET = 'sheet-a';
const at = '2026-05-20T06:00:00.000Z';

function memory(): PhotoStore & { rows: Map<string, Photo>; full: boolean } {
  const rows = new Map<string, Photo>();
  return {
    rows,
    full: false,
    load: async (judgeId) => [...rows.values()].filter((row) => row.judgeId === judgeId),
    async save(photo) {
      if (this.full) throw new DOMException('no room', 'QuotaExceededError');
      rows.set(photo.id, photo);
    },
    remove: async (id) => void rows.delete(id),
  };
}

const receipt = ({ id, criterionId, sha256 }: Photo) => ({
  evidence: { id, criterionId, hash: sha256, type: 'image/jpeg', width: 9, height: 9, at, takenAt: null } satisfies Evidence, sheetVersion: 1, revision: 1,
});
const photo = (id: string, sheetId = SHEET) => ({ id, sheetId, criterionId: '1.1', at, sha256: id, bytes: new Blob([id]) });
const settled = () => new Promise((done) => setTimeout(done, 5));

/** A tablet with its log and its photographs; what arrives is written down in order. An upload ends when `arrive` is called. */
function tablet(store = memory(), decide: (photo: Photo) => PhotoOutcome = (one) => ({ type: 'stored', receipt: receipt(one) }), opens = true) {
  const arrived: string[] = [];
  const uploads: { photo: Photo; end: () => void }[] = [];
  const heard = { photos: [] as readonly Photo[], removed: [] as string[], cameBack: [] as string[], kept: true };
  const connected = { now: false };
  let idle = true;
  const outbox: Outbox = new Outbox('judge-1', {
    store: { load: async () => [], save: async () => {}, remove: async () => {} },
    ready: () => connected.now,
    awaits: (sheetId) => line.awaits(sheetId),
    async send(work: Work): Promise<Outcome> {
      arrived.push(work.name === 'mark:put' ? work.command.criterionId : work.name);
      return { type: 'stored', done: { ...work, receipt: { version: 1, sheetVersion: 1, revision: 1, recordedAt: at, sheet: {} } } as never };
    },
    changed: (entries) => {
      idle = entries.every(({ name }) => name === 'sheet:submit');
      if (idle) line.flush();
    },
    stored: async () => {},
    refused: ({ name }) => heard.cameBack.push(name),
    conflicted: () => {},
    kept: () => {},
  });
  const line: PhotoLine = new PhotoLine('judge-1', {
    store,
    ready: () => connected.now && idle,
    send: (one) => new Promise((done) => uploads.push({ photo: one, end: () => {
      const outcome = decide(one);
      if (outcome.type === 'stored') arrived.push(one.id);
      done(outcome);
    } })),
    changed: (photos) => (heard.photos = photos),
    stored: async ({ id, dropped }) => void (dropped && heard.removed.push(id)),
    refused: ({ sheetId }, error) => void outbox.holdBack(sheetId, error),
    cleared: () => outbox.flush(),
    kept: (all) => (heard.kept = all),
  });
  if (opens) void line.open();
  const mark = (criterionId: string) => outbox.put({ commandId: criterionId, at, sheetId: SHEET, criterionId, value: { type: 'points', points: '1' }, expectedVersion: 0 });
  const handIn = () => outbox.submit({ commandId: 'hand-in', at, sheetId: SHEET, expectedVersion: 1, signature: { type: 'typed' } });
  const connect = (on: boolean): void => {
    connected.now = on;
    outbox.flush();
    line.flush();
  };
  const arrive = async (): Promise<void> => {
    uploads.shift()?.end();
    await settled();
  };
  return { line, arrived, uploads, heard, store, mark, handIn, connect, arrive };
}

it('go after every mark that waits, one at a time and in order, and the hand-in after them', async () => {
  const { line, arrived, mark, handIn, connect, arrive, uploads } = tablet();
  await line.add(photo('photo-1'));
  await mark('2.1');
  await line.add(photo('photo-2'));
  await mark('2.2');
  await handIn();
  connect(true);
  await settled();
  expect(arrived).toEqual(['2.1', '2.2']);
  expect(uploads).toHaveLength(1);
  await arrive();
  await arrive();
  expect(arrived).toEqual(['2.1', '2.2', 'photo-1', 'photo-2', 'sheet:submit']);
});

it('hold up no mark that is made while one is on its way, however slow', async () => {
  const { line, arrived, mark, connect, arrive } = tablet();
  connect(true);
  await line.add(photo('photo-1'));
  await line.add(photo('photo-2'));
  await mark('2.1');
  await mark('2.2');
  expect(arrived).toEqual(['2.1', '2.2']);
  await arrive();
  await mark('2.3');
  await arrive();
  expect(arrived).toEqual(['2.1', '2.2', 'photo-1', '2.3', 'photo-2']);
});

it('do not hold up the hand-in of another sheet', async () => {
  const { line, arrived, handIn, connect } = tablet();
  connect(true);
  await line.add(photo('photo-1', 'sheet-b'));
  await handIn();
  expect(arrived).toEqual(['sheet:submit']);
});

it('survive a reload, and go out as what they were, before the hand-in even where the log of marks is read sooner', async () => {
  const before = tablet();
  before.connect(true);
  await before.line.add(photo('photo-1'));
  await settled();
  const after = tablet(before.store, undefined, false);
  after.connect(true);
  await after.handIn();
  await settled();
  expect(after.arrived).toEqual([]);
  await after.line.open();
  await settled();
  await after.arrive();
  expect(after.arrived).toEqual(['photo-1', 'sheet:submit']);
  expect(before.store.rows.size).toBe(0);
});

it('that is refused stays with its reason, brings the hand-in back, and can be tried again or let go', async () => {
  let full = true;
  const { line, heard, handIn, connect, arrive, arrived } = tablet(memory(), (one) => (full ? { type: 'refused', code: 'evidence.too-many', error: 'full' } : { type: 'stored', receipt: receipt(one) }));
  await line.add(photo('photo-1'));
  await line.add(photo('photo-2'));
  await handIn();
  connect(true);
  await settled();
  await arrive();
  await arrive();
  expect(heard.cameBack).toEqual(['sheet:submit']);
  expect(heard.photos.map(({ state, refusal }) => [state, refusal])).toEqual([['refused', 'evidence.too-many'], ['refused', 'evidence.too-many']]);
  full = false;
  await line.again('photo-1');
  await settled();
  await arrive();
  await line.drop('photo-2');
  expect(arrived).toEqual(['photo-1']);
  expect(heard.photos).toEqual([]);
});

it('reads as waiting here only once the device has it, and a hand-in before that goes after it all the same', async () => {
  const kept = Promise.withResolvers<void>();
  const store = memory();
  const { line, heard, handIn, connect, arrive, arrived } = tablet({ ...store, save: (one: Photo) => kept.promise.then(() => store.save(one)) });
  connect(true);
  const taken = line.add(photo('photo-1'));
  await handIn();
  await settled();
  expect(heard.photos).toEqual([]);
  expect(arrived).toEqual([]);
  kept.resolve();
  await taken;
  expect(heard.photos).toHaveLength(1);
  expect([...store.rows.keys()]).toEqual(['photo-1']);
  await settled();
  await arrive();
  expect(arrived).toEqual(['photo-1', 'sheet:submit']);
});

it('is one, also where what an earlier page left is read while it is being kept', async () => {
  const kept = Promise.withResolvers<void>();
  const store = memory();
  const slow = { ...store, save: async (one: Photo) => (await store.save(one), kept.promise) };
  const { line, heard } = tablet(slow, undefined, false);
  const taken = line.add(photo('photo-1'));
  await line.open();
  kept.resolve();
  await taken;
  expect(heard.photos.map(({ id }) => id)).toEqual(['photo-1']);
});

it('thrown away before it was sent never goes; one that may have arrived is taken off once it has', async () => {
  const { line, arrived, heard, connect, arrive } = tablet();
  await line.add(photo('photo-1'));
  await line.drop('photo-1');
  await line.add(photo('photo-2'));
  connect(true);
  await settled();
  await line.drop('photo-2');
  await arrive();
  expect(arrived).toEqual(['photo-2']);
  expect(heard.removed).toEqual(['photo-2']);
});

it('the device has no room for still goes out, and is said not to be kept', async () => {
  const store = memory();
  const { line, arrived, heard, connect, arrive } = tablet(store);
  store.full = true;
  await line.add(photo('photo-1'));
  expect(heard.kept).toBe(false);
  connect(true);
  await settled();
  await arrive();
  expect(arrived).toEqual(['photo-1']);
  expect(heard.kept).toBe(true);
});

it('is kept as soon as there is room again', async () => {
  const store = memory();
  const { line, heard } = tablet(store);
  store.full = true;
  await line.add(photo('photo-1'));
  store.full = false;
  await line.add(photo('photo-2'));
  expect([...store.rows.keys()]).toEqual(['photo-1', 'photo-2']);
  expect(heard.kept).toBe(true);
});

it('wait for their own judge once another has the device: what was under way arrives, nothing follows it', async () => {
  const { line, arrived, uploads, store, connect, arrive } = tablet();
  connect(true);
  await line.add(photo('photo-1'));
  await line.add(photo('photo-2'));
  line.close();
  await arrive();
  line.flush();
  await settled();
  expect([arrived, uploads.length, [...store.rows.keys()]]).toEqual([['photo-1'], 0, ['photo-2']]);
  const back = tablet(store);
  back.connect(true);
  await settled();
  await back.arrive();
  expect(back.arrived).toEqual(['photo-2']);
});
