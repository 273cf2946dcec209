/** What somebody who means harm, or a broken device, sends: refused with a code, harmless to everybody else, and nothing changed. */
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PROTOCOL } from '@leitai/contract';
import { allCriteria } from '@leitai/scoring';
import ExcelJS from 'exceljs';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiveFiles } from '../../apps/server/src/http/receive-files.ts';
import { command, type RefusedByServer } from '../../apps/simulator/src/client.ts';
import { makeOrganiser, rosterForm, signInOrganiser } from '../support/factory.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { jpeg, sendPhoto, sha256 } from '../support/photos.ts';
import { code } from '../support/refusal.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let panel: Panel;
beforeAll(async () => {
  // What it lets in is counted to the last try: in its own memory, as a Redis that answers too late on a busy machine is counted beside.
  node = await startNode(undefined, null);
  organiser = await makeOrganiser(node.base, node.setupPath);
  panel = await makePanel(organiser, { entrants: 2, judges: 3 });
});
afterAll(async () => {
  panel.close();
  await node.close();
});

const put = (over: object) => {
  const [sheet] = panel.tablets[0]!.desk.sheets;
  const [criterion] = allCriteria(panel.scheme);
  const mark = { ...command(), sheetId: sheet!.id, criterionId: criterion!.id, value: null, expectedVersion: 0, ...over };
  return code(panel.tablets[0]!.connection.send('mark:put', mark));
};

describe('text no database can hold', () => {
  it.each([['NUL', 'a\u0000b'], ['half a character', 'a\ud800b']])('%s is refused wherever text is taken, naming the field', async (_name, text) => {
    const { params } = panel;
    const before = await everything(node.db);
    const event = { kind: 'competition', name: { zh: text, en: 'x' } } as const;
    const judge = { seat: 9, role: 'judge', name: text, organisation: '' } as const;
    const [setup, refused] = [{ token: 'x'.repeat(43), name: text, password: 'x'.repeat(10) }, { ok: false, error: { code: 'request.invalid' } }];
    const visitor = new Visitor(node.base);
    expect((await organiser.ask('POST /api/events', { body: event })).ack).toMatchObject(refused);
    expect((await organiser.ask('POST /api/events/:eventId/contests/:contestId/judges', { params, body: judge })).ack).toMatchObject(refused);
    expect((await organiser.ask('POST /api/events/:eventId/contests/:contestId/judges', { params, body: { ...judge, name: 'x', organisation: text } })).ack).toMatchObject(refused);
    expect((await visitor.ask('POST /api/session', { body: { name: text, password: 'x' } })).ack).toMatchObject(refused);
    expect((await visitor.ask('POST /api/setup', { body: setup })).ack).toMatchObject(refused);
    expect((await visitor.ask('POST /api/pairing', { body: { code: '234567', label: text } })).ack).toMatchObject(refused);

    const { connection } = panel.chief;
    const [sheet] = panel.tablets[0]!.desk.sheets;
    const [criterion] = allCriteria(panel.scheme);
    expect(await code(connection.send('sheet:return', { ...command(), sheetId: sheet!.id, reason: text, items: [criterion!.id] }))).toBe('request.invalid');
    expect(await code(connection.send('sheet:return', { ...command(), sheetId: sheet!.id, reason: 'x', items: [text] }))).toBe('request.invalid');
    const result = { ...command(), entrantId: panel.entrants[0]!, sheets: [], without: [], vetoes: { [text]: true } };
    expect(await code(connection.send('result:confirm', result))).toBe('request.invalid');
    expect(await put({ criterionId: text })).toBe('request.invalid');
    expect(await put({ value: { type: 'veto', reason: text } })).toBe('request.invalid');
    expect(await put({ value: { type: 'count', counts: { [text]: 1 } } })).toBe('request.invalid');
    expect(await put({ value: { type: 'checklist', ticks: { [text]: true } } })).toBe('request.invalid');
    expect(await everything(node.db)).toBe(before);
  });
});

describe('guessing', () => {
  it('from one address, under however many names, leaves everybody else their tries', async () => {
    const guesser = new Visitor(node.base);
    const guess = (name: string) => guesser.ask('POST /api/session', { body: { name, password: 'x' } });
    const statuses = new Set<number>();
    for (let number = 0; number < 210; number += 1) statuses.add((await guess(`猜${number}`)).status);
    expect(statuses).toEqual(new Set([401, 429]));
    expect((await (await signInOrganiser(node.base)).call('GET /api/session')).role).toBe('organiser');
  });

  it('codes from the hall’s one address leaves who was let in before their tries, though that is over', async () => {
    const account = await signInOrganiser(node.base);
    const { cookie } = account;
    await account.call('DELETE /api/session');
    const guesser = new Visitor(node.base);
    const known = new Visitor(node.base, { cookie, address: guesser.address });
    const look = (who: Visitor, tried = '234567') => code(who.call('POST /api/pairing/look', { body: { code: tried } }));
    // Somebody has come in from there: what is tried in the hall is not taken from what all others may try.
    const card = await organiser.call('POST /api/events/:eventId/judges/:judgeId/code', { params: { eventId: panel.made.eventId, judgeId: panel.made.judgeIds[0]! } });
    expect(await look(guesser, card.code)).toBe('ok');
    for (let tries = 0; tries < 20; tries += 1) expect(await look(guesser)).toBe('pairing.bad-code');
    expect([await look(guesser), await look(known), await look(known, card.code)]).toEqual(['request.rate-limited', 'pairing.bad-code', 'ok']);
  });
});

describe('marks', () => {
  it('with a version no mark can have are refused', async () => {
    for (const expectedVersion of [2 ** 31, Number.MAX_SAFE_INTEGER]) expect(await put({ expectedVersion })).toMatch(/^request\.invalid$|^mark\.conflict$/);
  });

  it('cannot be cleared where the scheme has none', async () => {
    const before = await everything(node.db);
    for (const criterionId of ['no-such', '__proto__', 'constructor']) expect(await put({ criterionId })).toBe('mark.invalid');
    expect(await everything(node.db)).toBe(before);
  });
});

describe('an id written in capitals', () => {
  it('names the same contest, and its board is the same board', async () => {
    const { eventId, contestId } = panel.params;
    const params = { eventId: eventId.toUpperCase(), contestId: contestId.toUpperCase() };
    const phone = new Visitor(node.base);
    const first = await phone.call('GET /api/events/:eventId/contests/:contestId/board', { params });
    await organiser.call('POST /api/events/:eventId/contests/:contestId/settings', { params: panel.params, body: { boardNames: 'code' } });
    await expect.poll(async () => (await phone.call('GET /api/events/:eventId/contests/:contestId/board', { params })).revision).toBeGreaterThan(first.revision);
    expect((await panel.chief.connection.send('contest:join', { contestId: params.contestId })).contest.id).toBe(contestId);
  });
});

describe('an upload', () => {
  it('that stops in the middle of the file is refused, and the server lives', async () => {
    const body = '--XX\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n姓名,单位';
    const cut = await organiser.fetch(`/api/events/${panel.params.eventId}/roster`, {
      method: 'POST', body, headers: { 'content-type': 'multipart/form-data; boundary=XX' },
    });
    expect(cut.status).toBe(400);
    expect(await cut.json()).toMatchObject({ error: { code: 'request.invalid' } });
  });

  it('with a name no database can hold is taken without what cannot be', async () => {
    const body = "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename*=utf-8''a%00b.csv\r\n\r\n姓名,单位,岗位\n甲,乙,A\r\n--XX--\r\n";
    const taken = await organiser.fetch(`/api/events/${panel.params.eventId}/roster`, {
      method: 'POST', body, headers: { 'content-type': 'multipart/form-data; boundary=XX' },
    });
    expect(await taken.json()).toMatchObject({ ok: true, data: { fileName: 'ab.csv' } });
  });

  it('with characters no database can hold is read without them', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('名册').addRows([
      ['姓名', '单位', '岗位'], ['甲_x0000_甲', '乙', 'A'], ['丙_xD800_', '乙', 'A'], [`${'长'.repeat(499)}😀`, '乙', 'A'],
    ]);
    const { eventId } = panel.params;
    const form = rosterForm(new Uint8Array(await book.xlsx.writeBuffer()), 'a.xlsx');
    const preview = await organiser.call('POST /api/events/:eventId/roster', { params: { eventId }, form });
    expect(preview.rows.map(({ name }) => name.isWellFormed() && !name.includes('\u0000'))).toEqual([true, true, true]);
    expect(preview.rows.map(({ faults }) => faults.map((fault) => fault.code))).toEqual([[], [], ['too-long']]);
  });
});

describe('a photograph’s form', () => {
  const criterion = () => allCriteria(panel.scheme)[0]!.id;
  const fields = (over: Record<string, string> = {}) => ({ ...command(), sheetId: panel.tablets[0]!.desk.sheets[0]!.id, criterionId: criterion(), type: 'image/jpeg', ...over });
  const part = (name: string, value: string): string => `--XX\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const file = (disposition: string, bytes: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`--XX\r\nContent-Disposition: form-data; name="file"; ${disposition}\r\nContent-Type: image/jpeg\r\n\r\n`), bytes, Buffer.from('\r\n')]);
  const body = (...parts: (string | Buffer)[]): Buffer => Buffer.concat([...parts.map((one) => Buffer.from(one as string)), Buffer.from('--XX--\r\n')]);
  const parts = (values: Record<string, string>): string => Object.entries(values).map(([name, value]) => part(name, value)).join('');
  const path = () => `/api/events/${panel.params.eventId}/contests/${panel.params.contestId}/evidence`;
  const send = async (bytes: Buffer) => {
    const answered = await panel.tablets[0]!.visitor.fetch(path(), { method: 'POST', body: new Uint8Array(bytes), headers: { 'content-type': 'multipart/form-data; boundary=XX' } });
    const ack = (await answered.json()) as { ok: boolean; data?: { evidence: { id: string } }; error?: { code: string } };
    return { status: answered.status, code: ack.ok ? 'ok' : ack.error!.code, id: ack.data?.evidence.id };
  };

  it.each([
    ['climbs out of every folder', 'filename="../../../../etc/passwd"'], ['breaks a header', "filename*=utf-8''a%0d%0aSet-Cookie%3A%20leitai%3Dx.jpg"],
    ['is a page', 'filename="<script>alert(1)</script>.html"'],
  ])('with a file whose name %s is served under a name of ours', async (_what, disposition) => {
    const bytes = await jpeg(disposition.length);
    const { code: done, id } = await send(body(parts({ ...fields(), sha256: sha256(bytes) }), file(disposition, bytes)));
    expect(done).toBe('ok');
    const served = await panel.chief.visitor.fetch(`${path()}/${id}`);
    expect(served.headers.get('content-disposition')).toMatch(/^inline; filename="[0-9a-f]{16}\.jpeg"$/);
    expect(served.headers.get('content-type')).toBe('image/jpeg');
    expect(served.headers.get('set-cookie')).toBeNull();
  });

  it('with too many, repeated, unknown or overlong parts is refused or read one way, and changes nothing when refused', async () => {
    const bytes = await jpeg(77);
    const good = parts({ ...fields(), sha256: sha256(bytes) });
    const photo = file('filename="a.jpg"', bytes);
    const before = await everything(node.db);
    for (const bad of [
      body(good, photo, photo), body(good, file('filename=""', bytes)), body(good), body(photo), body(good, part('__proto__', '{"role":"organiser"}'), photo), body(good, part('surplus', 'x'), photo),
      body(...Array.from({ length: 40 }, (_, at) => part(`f${at}`, 'x')), good, photo), body(good, part('sha256', 'x'.repeat(100_000)), photo),
      Buffer.from('--XX'), Buffer.from('--XX\r\n\r\n\r\n--XX--'), Buffer.alloc(0), body(good, photo).subarray(0, -9),
    ]) expect((await send(bad)).code).toBe('request.invalid');
    expect(await everything(node.db)).toBe(before);
  });
});

it('uploads of one person at a time are few: what comes slowly is held in memory as long as it takes', async () => {
  const criterionId = allCriteria(panel.scheme)[0]!.id;
  const path = `/api/events/${panel.params.eventId}/contests/${panel.params.contestId}/evidence`;
  const { visitor } = panel.tablets[1]!;
  const headers = { cookie: visitor.cookie, 'content-type': 'multipart/form-data; boundary=XX', 'content-length': 1_000_000 };
  // One more than are let in: which of them is turned away is theirs to race for, and its answer says that the others are in.
  const slow = Array.from({ length: 5 }, () => request(`${node.base}${path}`, { method: 'POST', headers }));
  const turnedAway = new Promise<number | undefined>((resolve) => {
    for (const one of slow) one.on('response', ({ statusCode }) => resolve(statusCode));
  });
  for (const one of slow) {
    one.on('error', () => {});
    one.write('--XX\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nbytes');
  }
  expect(await turnedAway).toBe(429);
  const bytes = await jpeg(5);
  // Once it is let in it is refused for what it is, and nothing is kept.
  const send = async () => {
    const { ack } = await sendPhoto(panel, panel.tablets[1]!, { entrantId: panel.entrants[0]!, criterionId }, bytes, { sha256: '0'.repeat(64) });
    return ack.ok ? 'ok' : ack.error.code;
  };
  expect(await send()).toBe('request.rate-limited');
  for (const one of slow) one.destroy();
  // Each try is one of those a minute lets in.
  await expect.poll(send, { interval: 500 }).toBe('evidence.damaged');
});

it.each(['in mid-file', 'before it is read'])('an upload whose sender goes away %s ends on the server too, and is not kept', async (when) => {
  let ended: Promise<string> | null = null;
  const server = createServer((req) => {
    const receive = () => receiveFiles(req, { mostFiles: 1, mostBytes: 1_000_000, fieldBytes: 1_000, tooLarge: 'evidence.too-large' });
    // What comes before it, such as who is asking, takes a while.
    const begun = when === 'before it is read' ? new Promise((resolve) => req.once('close', resolve)).then(receive) : receive();
    ended = begun.then(() => 'taken', (error: RefusedByServer) => error.code);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const headers = { 'content-type': 'multipart/form-data; boundary=XX', 'content-length': 100_000 };
  const sent = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', method: 'POST', headers });
  sent.on('error', () => {});
  const begun = once(server, 'request');
  sent.write('--XX\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nbytes');
  await begun;
  sent.destroy();
  expect(await ended).toBe('request.invalid');
  server.close();
});

describe('a connection', () => {
  it('opened by another site’s page is refused', async () => {
    const opened = (origin: string) => new Promise((resolve) => {
      const socket = io(node.base, { transports: ['websocket'], auth: { protocol: PROTOCOL }, extraHeaders: { origin, cookie: organiser.cookie }, forceNew: true, reconnection: false });
      for (const what of ['connect', 'connect_error']) socket.once(what, () => resolve((socket.close(), what)));
    });
    expect([await opened('https://evil.example'), await opened('null'), await opened(node.base)]).toEqual(['connect_error', 'connect_error', 'connect']);
  });

  it('that sends without end is closed, and nobody else’s', async () => {
    const rude = io(node.base, { transports: ['websocket'], auth: { protocol: PROTOCOL }, forceNew: true, reconnection: false });
    await new Promise((resolve) => rude.once('connect', () => resolve(null)));
    const cut = new Promise<string>((resolve) => rude.once('disconnect', resolve));
    const codes: string[] = [];
    const board = { contestId: panel.params.contestId };
    // All but the last hundreds are within what a tablet that comes back may send at once.
    while (rude.connected && codes.length < 5_000) {
      const acks = await Promise.all(Array.from({ length: 50 }, () => Promise.race([rude.emitWithAck('board:join', board) as Promise<{ ok: boolean; error?: { code: string } }>, cut])));
      for (const ack of acks) if (typeof ack === 'object') codes.push(ack.ok ? 'ok' : ack.error!.code);
    }
    expect(await cut).toMatch(/^transport/);
    expect(new Set(codes)).toEqual(new Set(['ok', 'request.rate-limited']));
    expect(codes.indexOf('request.rate-limited')).toBeGreaterThanOrEqual(400);
    expect((await panel.look()).contest.id).toBe(panel.params.contestId);
  });

  it('comes in once, however often it asks', async () => {
    const address = `${node.base}/socket.io/?EIO=4&transport=polling`;
    const sid = /"sid":"([\w-]+)"/.exec(await (await fetch(address)).text())![1]!;
    const asked = 40;
    await fetch(`${address}&sid=${sid}`, { method: 'POST', body: Array.from({ length: asked }, () => `40{"protocol":${PROTOCOL}}`).join('\u001e') });
    const answers: string[] = [];
    while (answers.length < asked) answers.push(...(await (await fetch(`${address}&sid=${sid}`)).text()).split('\u001e').filter((packet) => packet.startsWith('4')));
    expect(Map.groupBy(answers, (packet) => packet.slice(0, 2)).get('40')).toHaveLength(1);
    expect(new Set(answers.filter((packet) => packet.startsWith('44')))).toEqual(new Set(['44{"message":"request.invalid"}']));
  });
});

it('a frame longer than any of ours ends its own connection and no other', async () => {
  const rude = io(node.base, { transports: ['websocket'], auth: { protocol: PROTOCOL }, forceNew: true, reconnection: false });
  await new Promise((resolve) => rude.once('connect', () => resolve(null)));
  const cut = new Promise<string>((resolve) => rude.once('disconnect', resolve));
  const looked = panel.look();
  rude.emit('board:join', { contestId: 'x'.repeat(200_000) });
  expect(await cut).toMatch(/^transport/);
  expect((await looked).contest.id).toBe(panel.params.contestId);
  expect((await panel.look()).contest.id).toBe(panel.params.contestId);
});
