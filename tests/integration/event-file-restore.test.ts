/** Backups before what cannot be taken back, a rehearsed restore, files that lie, and a disk that fails. */
import { execFile } from 'node:child_process';
import { writeFileSync, readFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { auditContest } from '@leitai/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../apps/launcher/src/workplace.mjs';
import { backUpDue } from '../../apps/server/src/event-file/backups.ts';
import { makeFile as backUp } from '../../apps/server/src/event-file/make-file.ts';
import { openFileStore } from '../../apps/server/src/event-file/store.ts';
import { restoreFile } from '../../apps/server/src/event-file/take-in.ts';
import { makeLog } from '../../apps/server/src/log.ts';
import type { Context } from '../../apps/server/src/context.ts';
import { command } from '../../apps/simulator/src/client.ts';
import { Viewer } from '../../apps/simulator/src/viewer.ts';
import { download, ended, forged, makeFile, takeIn, unzip, upload, zipOf } from '../support/event-files.ts';
import { makeBadges, makeOrganiser, openResult, uploadRoster } from '../support/factory.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let panel: Panel;
let eventId: string;
let fileId: string;

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  panel = await makePanel(organiser, { entrants: 3, judges: 3 });
  ({ eventId } = panel.made);
  await panel.submitAll(panel.entrants[0]!, 1);
  await panel.confirm(panel.entrants[0]!);
  fileId = await makeFile(organiser, eventId);
});
afterAll(async () => {
  panel.close();
  await node.close();
});

const causes = async (): Promise<string[]> => (await organiser.call('GET /api/files')).files.filter(({ event }) => event.id === eventId).map(({ cause }) => cause).sort();

describe('what was made elsewhere, or touched', () => {
  let members: Map<string, Buffer>;
  const refused = async (bytes: Uint8Array): Promise<string | undefined> => {
    const before = await everything(node.db);
    const { ack } = await organiser.ask('POST /api/files', { form: formOf(bytes) });
    let code: string | undefined;
    if (ack.ok) {
      const job = await takeIn(organiser, ack.data.fileId);
      code = job.error?.code;
      await organiser.call('DELETE /api/files/:fileId', { params: { fileId: ack.data.fileId } });
    } else ({ code } = ack.error);
    expect(await everything(node.db)).toBe(before);
    return code;
  };
  const formOf = (bytes: Uint8Array): FormData => {
    const form = new FormData();
    form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), 'x.zip');
    return form;
  };
  /** The same event under another id, so that nothing but the forgery can be what is refused. */
  const foreign = (all: Map<string, Buffer>): Map<string, Buffer> => {
    const other = `${eventId.slice(0, -4)}ffff`;
    return new Map([...all].map(([name, content]) => [name, name.startsWith('files/') ? content : Buffer.from(content.toString().replaceAll(eventId, other))]));
  };
  beforeAll(async () => {
    members = foreign(unzip(await download(organiser, fileId)));
  });

  it('is no archive, cut short, or a bomb', async () => {
    expect(await refused(Buffer.from('not a zip'))).toBe('event-file.unreadable');
    const whole = zipOf(forged(members, {}));
    expect(await refused(whole.subarray(0, whole.length / 2))).toBe('event-file.unreadable');
    expect(await refused(zipOf(new Map([['manifest.json', Buffer.alloc(40_000_000, 0x20)]])))).toBe('event-file.unreadable');
    expect(await refused(zipOf(new Map([['README.txt', Buffer.from('x')]])))).toBe('event-file.unreadable');
  });

  it('nests without end, or lists what nobody counts', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const manifest = members.get('manifest.json')!.toString();
    expect(await refused(zipOf(new Map([...members, ['manifest.json', Buffer.from(manifest.replace('{', `{"x":${deep},`))]])))).toBe('event-file.unreadable');
    expect(await refused(zipOf(forged(members, { 'rows/contest.jsonl': (text) => text.replace('"rules":{', `"rules":{"x":${deep},`) })))).toBe('event-file.broken');
    expect(await refused(zipOf(forged(members, { 'rows/contest_event.jsonl': (text) => text.replace('"body":"', `"body":"${deep}`) })))).toBe('event-file.broken');
    const { ack } = await organiser.ask('POST /api/files', { form: formOf(zipOf(forged(members, {}, (made) => ({ ...made, files: Array.from({ length: 600_000 }, () => 0) })))) });
    expect(ack).toMatchObject({ ok: false, error: { code: 'event-file.unreadable', details: { field: 'files' } } });
  });

  it('leads out of its folder, or brings what no manifest names', async () => {
    for (const name of ['../../etc/passwd', '/etc/passwd', 'rows/../../x']) expect(await refused(zipOf(forged(members, {}), [{ name, data: Buffer.from('x') }]))).toBe('event-file.unreadable');
    expect(await refused(zipOf(forged(members, {}), [{ name: 'a.txt', data: Buffer.from('x') }, { name: 'b.txt', data: Buffer.from('x') }]))).toBe('event-file.unreadable');
  });

  it('is of another version', async () => {
    expect(await refused(zipOf(forged(members, {}, (manifest) => ({ ...manifest, format: 'leitai-event/2' }))))).toBe('event-file.version');
    expect(await refused(zipOf(forged(members, {}, (manifest) => ({ ...manifest, schema: '29990101000000_future' }))))).toBe('event-file.version');
  });

  it('was changed without its hashes, or with them', async () => {
    const touched = new Map(members);
    touched.set('rows/mark.jsonl', Buffer.from(members.get('rows/mark.jsonl')!.toString().replace('"version":1', '"version":2')));
    expect(await refused(zipOf(touched))).toBe('event-file.damaged');
    expect(await refused(zipOf(forged(members, { 'rows/mark.jsonl': (text) => text.replace('"version":1', '"version":2') })))).toBe('event-file.audit');
    expect(await refused(zipOf(forged(members, { 'rows/contest_event.jsonl': (text) => text.replace('mark:put', 'mark:PUT') })))).toBe('event-file.chain');
    expect(await refused(zipOf(forged(members, { 'rows/contest_event.jsonl': (text) => text.split('\n').slice(1).join('\n') })))).toBe('event-file.chain');
    expect(await refused(zipOf(forged(members, { 'rows/event.jsonl': (text) => text.replace('"practice":false', '"practice":true') })))).toBe('event-file.audit');
  });

  it('brings rows of another event, unknown columns, secrets, or what the database does not take', async () => {
    expect(await refused(zipOf(forged(members, { 'rows/person.jsonl': (text) => text.replace(`${eventId.slice(0, -4)}ffff`, eventId) })))).toBe('event-file.broken');
    expect(await refused(zipOf(forged(members, { 'rows/person.jsonl': (text) => text.replaceAll('{"event_id"', '{"admin":1,"event_id"') })))).toBe('event-file.broken');
    const codes = forged(members, { 'rows/entrant.jsonl': (text) => text.replaceAll('}\n', ',"result_code_hash":"x"}\n') },
      (manifest) => ({ ...manifest, tables: manifest.tables.map((table) => (table.name === 'entrant' ? { ...table, columns: [...table.columns, 'result_code_hash'] } : table)) }));
    expect(await refused(zipOf(codes))).toBe('event-file.broken');
    const account = new Map([...members, ['rows/account.jsonl', Buffer.from('')]]);
    expect(await refused(zipOf(forged(account, {}, (manifest) => ({ ...manifest, tables: [...manifest.tables, { ...manifest.tables[1]!, name: 'account', member: { ...manifest.tables[1]!.member, name: 'rows/account.jsonl' } }] }))))).toBe('event-file.broken');
    expect(await refused(zipOf(forged(members, { 'rows/person.jsonl': (text) => text.replace(/"organisation_id":"[^"]+"/, `"organisation_id":"${eventId}"`) })))).toBe('event-file.broken');
    expect(await refused(zipOf(forged(members, { 'rows/judge.jsonl': (text) => text.replace(/"seat":\d+/, '"seat":"x"') })))).toBe('event-file.broken');
    expect(await refused(zipOf(forged(members, { 'rows/person.jsonl': (text) => text.replace('\n', '\nnot json\n') })))).toBe('event-file.broken');
    // The last number a sequence has: nobody who reads a name could be written down any more.
    expect(await refused(zipOf(forged(members, { 'rows/access_log.jsonl': (text) => text.replace(/"id":\d+/, '"id":9223372036854775807') })))).toBe('event-file.broken');
  });

  it('and as it is it comes in', async () => {
    const id = await upload(organiser, zipOf(forged(members, {})));
    expect(await takeIn(organiser, id)).toMatchObject({ state: 'done', error: null });
    expect((await ended(organiser, await organiser.call('POST /api/events/:eventId/removal', { params: { eventId: `${eventId.slice(0, -4)}ffff` }, body: { name: '试验赛' } }))).state).toBe('done');
  });
});

describe('an event that goes', () => {
  it('cuts off who was told of it, and nobody else', async () => {
    const { id } = await organiser.call('POST /api/events', { body: { kind: 'competition', name: { zh: '另一场', en: 'Another' }, posts: ['HVAC'] } });
    const { id: contestId } = await node.db.contest.findFirstOrThrow({ where: { eventId: id } });
    const [there, here] = await Promise.all([Viewer.join(node.base, contestId), Viewer.join(node.base, panel.made.contestId)]);
    const { connection } = panel.tablets[0]!;
    const { breaks } = connection;
    await ended(organiser, await organiser.call('POST /api/events/:eventId/removal', { params: { eventId: id }, body: { name: '另一场' } }));
    await expect.poll(() => there.connection.breaks).toBe(1);
    // What was cut at the same time would not answer on the same line.
    await Promise.all([connection.send('desk:join', {}), here.refresh()]);
    expect([connection.breaks, here.connection.breaks]).toEqual([breaks, 0]);
    for (const viewer of [there, here]) viewer.connection.close();
  });
});

describe('a restore', () => {
  it('replaces nothing that its backup does not have', async () => {
    const files = openFileStore({ databaseUrl: node.databaseUrl, dataDir: node.dataDir, backupKeep: 3, backupMinutes: 0 }, makeLog('silent'));
    const work = { signal: new AbortController().signal, tell: () => {} };
    const { path } = await files.folder.find(fileId);
    const before = await node.db.contest.findFirstOrThrow({ where: { eventId } });
    await expect(restoreFile(node.db, path, work, async () => {
      const { manifest } = await backUp(files, eventId, 'restore', work);
      await panel.chief.connection.send('entrant:call', { ...command(), entrantId: panel.entrants[2]! });
      return manifest;
    })).rejects.toMatchObject({ code: 'event-file.changed' });
    const after = await node.db.contest.findFirstOrThrow({ where: { eventId } });
    expect(Number(after.revision)).toBe(Number(before.revision) + 1);
  });

  it('says what it would lose, keeps what it replaces, and gives back the event as it was', async () => {
    const [badge] = await makeBadges(organiser, panel.made);
    const at = panel.entrants[1]!;
    await panel.submitAll(at, 5);
    await panel.confirm(at);
    const marks = panel.tablets.length * panel.tablets[0]!.sheet(at).marks.length;
    const preview = (await takeIn(organiser, fileId, 'POST /api/files/:fileId/check')).preview!;
    expect(preview.since).toMatchObject({ marks, results: 1, apart: false });
    const restore = (name: string) => organiser.call('POST /api/files/:fileId/restore', { params: { fileId }, body: { name } });
    expect(await ended(organiser, await restore('别的'))).toMatchObject({ state: 'refused', error: { code: 'event-file.name' } });
    expect(await ended(organiser, await restore('试验赛'))).toMatchObject({ state: 'done', eventId });
    expect(await causes()).toContain('restore');

    const confirmed = async () => (await organiser.call('GET /api/events/:eventId/contests/:contestId/board', { params: panel.params })).confirmed;
    await expect.poll(confirmed).toBe(1);
    expect((await auditContest(node.db, eventId, panel.made.contestId)).faults).toEqual([]);
    // Printed badges go on, sessions do not.
    await openResult(node.base, badge!);
    await expect(panel.tablets[0]!.visitor.call('GET /api/session')).resolves.toEqual({ role: 'public' });
    // And back again, from what was kept.
    const kept = (await organiser.call('GET /api/files')).files.find(({ cause }) => cause === 'restore')!;
    expect((await takeIn(organiser, kept.id, 'POST /api/files/:fileId/check')).preview!.since).toMatchObject({ events: 0, apart: true });
    await ended(organiser, await organiser.call('POST /api/files/:fileId/restore', { params: { fileId: kept.id }, body: { name: '试验赛' } }));
    await expect.poll(confirmed).toBe(2);
  });

  it('comes before a roster is added to, and before an event goes', async () => {
    const made = await organiser.call('POST /api/events', { body: { kind: 'competition', name: { zh: '将删', en: 'Going' }, posts: ['HVAC'] } });
    const params = { eventId: made.id };
    for (const name of ['甲', '乙']) {
      const { importId } = await uploadRoster(organiser, made.id, `姓名,单位,岗位代码\n${name},单位,HVAC`);
      await organiser.call('POST /api/events/:eventId/roster/:importId/confirm', { params: { ...params, importId }, body: { skipFaulty: false } });
    }
    await node.db.webhook.create({ data: { id: made.id, eventId: made.id, name: '门户', url: 'https://portal.example/hook', secret: '-', createdBy: '组委会' } });
    const removed = async (name: string) => ended(organiser, await organiser.call('POST /api/events/:eventId/removal', { params, body: { name } }));
    expect(await removed('别的')).toMatchObject({ state: 'refused', error: { code: 'event-file.name' } });
    expect(await node.db.webhook.count({ where: { eventId: made.id } })).toBe(1);
    expect((await removed('将删')).state).toBe('done');
    expect(await node.db.webhook.count({ where: { eventId: made.id } })).toBe(0);
    const files = (await organiser.call('GET /api/files')).files.filter(({ event }) => event.id === made.id);
    expect(files.map(({ cause }) => cause).sort()).toEqual(['import', 'reset']);
    const reset = files.find(({ cause }) => cause === 'reset')!;
    expect(await takeIn(organiser, reset.id)).toMatchObject({ state: 'done', eventId: made.id });
    expect(await node.db.entrant.count({ where: { eventId: made.id } })).toBe(2);
  });

  it('never loses final results that are not archived as they are', async () => {
    const made = await organiser.call('POST /api/events', { body: { kind: 'competition', name: { zh: '已毕', en: 'Over' }, posts: ['HVAC'] } });
    await node.db.contest.updateMany({ where: { eventId: made.id }, data: { state: 'final' } });
    const removed = async () => ended(organiser, await organiser.call('POST /api/events/:eventId/removal', { params: { eventId: made.id }, body: { name: '已毕' } }));
    expect(await removed()).toMatchObject({ state: 'refused', error: { code: 'event-file.not-archived' } });
    const archive = await makeFile(organiser, made.id, 'archive');
    expect((await removed()).state).toBe('done');
    await expect(organiser.call('DELETE /api/files/:fileId', { params: { fileId: archive } })).rejects.toEqual(refusal('event-file.kept'));
  });
});

describe('at the machine itself', () => {
  const run = promisify(execFile);
  const event = (...args: string[]) => run(process.execPath, [join(root, 'apps/server/src/event-file/command.ts'), ...args], { env: { ...process.env, DATABASE_URL: node.databaseUrl } });

  it('a file is written, checked and taken in by the same rules', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'leitai-command-')), 'event.zip');
    await event('export', eventId, file);
    expect((await event('verify', file)).stdout).toContain(eventId);
    await expect(event('import', file)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('event-file.exists') });
    const copyId = (await event('import', file, '--practice', 'invent')).stdout.trim();
    expect(await node.db.event.findUniqueOrThrow({ where: { id: copyId } })).toMatchObject({ practice: true });
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length - 100));
    await expect(event('verify', file)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('event-file.unreadable') });
    await expect(event('burn')).rejects.toMatchObject({ code: 2 });
  });
});

describe('backups on the timer', () => {
  const context = (dataDir: string): Context =>
    ({ db: node.db, log: makeLog('silent'), notices: { seatsChanged: () => {} }, files: openFileStore({ databaseUrl: node.databaseUrl, dataDir, backupKeep: 2, backupMinutes: 60 }, makeLog('silent')) }) as unknown as Context;
  const work = { signal: new AbortController().signal, tell: () => {} };
  /** This event alone: each backup is a process of its own. */
  const due = () => node.db.backupState.updateMany({ where: { eventId }, data: { triedAt: new Date(0) } });

  it('are made once though two nodes look, kept if something is new, and the oldest goes', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'leitai-backups-'));
    const nodes = [context(dataDir), context(dataDir)] as const;
    const made = async () => (await nodes[0].files.folder.list()).filter((file) => file.eventId === eventId);
    const round = async () => {
      await due();
      await Promise.all(nodes.map((one) => backUpDue(one, work)));
    };
    await backUpDue(nodes[0], work);
    await round();
    expect(await made()).toHaveLength(1);
    await round();
    expect(await made()).toHaveLength(1);
    for (const months of [30, 31, 32]) {
      await node.db.event.update({ where: { id: eventId }, data: { recusalMonths: months } });
      await round();
    }
    expect(await made()).toHaveLength(2);
  });

  it('that are given up as their node stops have not failed, and are made by whichever looks next', async () => {
    const [ctx, stop] = [context(mkdtempSync(join(tmpdir(), 'leitai-backups-'))), new AbortController()];
    const state = () => node.db.backupState.findUniqueOrThrow({ where: { eventId }, select: { failure: true, madeAt: true } });
    const before = await state();
    await due();
    await backUpDue(ctx, { signal: stop.signal, tell: () => stop.abort() });
    expect(await state()).toEqual(before);
    expect(await ctx.files.folder.list()).toEqual([]);
    await backUpDue(ctx, work);
    expect((await ctx.files.folder.list()).map((file) => file.eventId)).toContain(eventId);
  });

  it('say in the console that the disk fails, and go on once it does not', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'leitai-backups-'));
    writeFileSync(join(dataDir, 'event-files'), 'a file where the folder should be');
    const ctx = context(dataDir);
    await due();
    await backUpDue(ctx, work);
    const control = () => organiser.call('GET /api/events/:eventId/control', { params: { eventId } });
    expect((await control()).backup?.failure).toMatch(/^E/);
    await due();
    await backUpDue(context(mkdtempSync(join(tmpdir(), 'leitai-backups-'))), work);
    expect((await control()).backup).toMatchObject({ failure: null, madeAt: expect.any(String) });
    expect(readFileSync(join(dataDir, 'event-files'), 'utf8')).toContain('a file');
  });
});
