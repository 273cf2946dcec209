/** A whole event leaves as a file and comes back elsewhere, hash for hash; nothing secret leaves with it. */
import { DEFAULT_WORDS } from '@leitai/contract';
import { auditContest, auditProgramme, EVENT_TABLES, shapes, verifyChain, WITHHELD, type Database } from '@leitai/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditScheme } from '../../apps/server/src/audit/scheme.ts';
import { makeOrganiser } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { improvedFinding } from '../support/finding.ts';
import { download, ended, makeFile, manifestOf, playedEvent, takeIn, unzip, upload, type Played } from '../support/event-files.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let played: Played;
let elsewhere: TestNode;
let other: Visitor;
let bytes: Buffer;

beforeAll(async () => {
  node = await startNode();
  elsewhere = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  other = await makeOrganiser(elsewhere.base, elsewhere.setupPath, '另一处');
  played = await playedEvent(node, organiser);
}, 120_000);
afterAll(async () => {
  played.finished.close();
  played.running.close();
  await Promise.all([node.close(), elsewhere.close()]);
});

describe('the catalogue', () => {
  it('has no table of an event that is neither carried nor withheld for a reason', async () => {
    const rows = await node.db.$queryRaw<{ name: string }[]>`SELECT DISTINCT table_name::text AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'event_id'`;
    const carried = EVENT_TABLES.filter(({ shared }) => shared === undefined).map(({ name }) => name);
    expect(rows.map(({ name }) => name).sort()).toEqual([...carried.filter((name) => name !== 'event'), ...Object.keys(WITHHELD)].sort());
    expect(Object.values(WITHHELD).every((reason) => reason.length > 10)).toBe(true);
  });

  it('names what a row refers to before the row', async () => {
    const rows = await node.db.$queryRaw<{ from: string; to: string }[]>`
      SELECT conrelid::regclass::text AS from, confrelid::regclass::text AS to FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid`;
    const place = new Map(EVENT_TABLES.map(({ name }, index) => [name, index]));
    for (const { from, to } of rows) if (place.has(from) && place.has(to)) expect(place.get(to), `${from} → ${to}`).toBeLessThan(place.get(from)!);
  });

  it('carries no column that keeps a secret', async () => {
    /** Hashes of content, of events and of committed results: public, and what proves the event. */
    const known = ['scheme_version.hash', 'contest.head_hash', 'evidence_bytes.hash', 'evidence.hash', 'screen_picture.hash', 'signature.hash', 'contest_event.prev_hash', 'contest_event.hash', 'programme.head_hash', 'programme_event.prev_hash', 'programme_event.hash', 'ceremony.results_hash',
      'demonstration_file.hash', 'register_entry.file_hash', 'access_log.session_id',
      // Of a device's random number and the survey's salt: it leads to no person and to no answer.
      'survey_device.hash'];
    const suspicious = (await shapes(node.db)).flatMap(({ name, columns }) => columns.filter((column) => /hash|token|secret|password|session|private|seal_key/.test(column)).map((column) => `${name}.${column}`));
    expect(suspicious.filter((column) => !known.includes(column))).toEqual([]);
  });
});

/** Everything the event's rows say, and what is made of them. */
async function picture(db: Database, base: Visitor): Promise<unknown> {
  const { eventId } = played;
  const contests = await db.contest.findMany({ where: { eventId }, orderBy: { id: 'asc' } });
  return Promise.all(contests.map(async ({ id, revision, headHash }) => {
    const audited = await auditContest(db, eventId, id);
    const params = { eventId, contestId: id };
    const board = await base.call('GET /api/events/:eventId/contests/:contestId/board', { params });
    const bundle = await base.ask('GET /api/events/:eventId/contests/:contestId/bundle', { params });
    const page = await base.fetch(`/results/${eventId}/${board.letter}.json`);
    return {
      id, revision, headHash, audited, chain: await verifyChain(db, eventId, id), scheme: await auditScheme(db, eventId, id),
      board: { ...board, at: '' }, bundle: bundle.ack, published: await page.text(), etag: page.headers.get('etag'),
    };
  }));
}

describe('an event file', () => {
  it('stays where it is while it would tell whose code is whose', async () => {
    const fileId = await makeFile(organiser, played.eventId);
    const { files } = await organiser.call('GET /api/files');
    expect(files.find(({ id }) => id === fileId)).toMatchObject({ cause: 'hand', here: true, sealed: true });
    expect((await organiser.ask('GET /api/files/:fileId', { params: { fileId } })).ack).toMatchObject({ ok: false, error: { code: 'event-file.sealed' } });
    const { sealed, eventId } = played;
    await organiser.call('POST /api/events/:eventId/contests/:contestId/draw/cancel', { params: { eventId, contestId: sealed }, body: { reason: '名单有误' } });
    // Whoever kept the file could still open it: the draw was given up, so nothing it tells is to be kept.
    expect((await organiser.call('GET /api/files')).files.find(({ id }) => id === fileId)!.sealed).toBe(true);
    bytes = await download(organiser, await makeFile(organiser, eventId));
    expect(await node.db.accessLog.count({ where: { eventId, what: { in: ['GET /api/files/:fileId', 'POST /api/events/:eventId/files'] } } })).toBeGreaterThanOrEqual(3);
  });

  it('holds no password, session, pairing code or result code', () => {
    const text = [...unzip(bytes).values()].map((content) => content.toString('latin1')).join('\n');
    return Promise.all([
      node.db.session.findMany(), node.db.account.findMany(), node.db.pairingCode.findMany(), node.db.signInLink.findMany(), node.db.entrant.findMany({ where: { resultCodeHash: { not: null } } }),
    ]).then(([sessions, accounts, codes, links, entrants]) => {
      const secrets = [...sessions.map(({ tokenHash }) => tokenHash), ...accounts.map(({ passwordHash }) => passwordHash), ...codes.map(({ codeHash }) => codeHash), ...links.map(({ tokenHash }) => tokenHash), ...entrants.map(({ resultCodeHash }) => resultCodeHash!)];
      expect(secrets.length).toBeGreaterThan(10);
      for (const secret of secrets) expect(text.includes(secret)).toBe(false);
    });
  });

  it('gives the same event elsewhere, hash for hash, and the same file again', async () => {
    const fileId = await upload(other, bytes);
    const checked = await takeIn(other, fileId, 'POST /api/files/:fileId/check');
    expect(checked).toMatchObject({ state: 'done', preview: { since: null, file: { here: false, cause: 'upload', event: { id: played.eventId } } } });
    expect(checked.preview!.contests).toHaveLength(4);
    expect(await takeIn(other, fileId)).toMatchObject({ state: 'done', error: null, eventId: played.eventId });

    const [here, there] = [await picture(node.db, organiser), await picture(elsewhere.db, other)];
    expect(there).toEqual(here);
    for (const { audited } of there as { audited: { faults: unknown[] } }[]) expect(audited.faults).toEqual([]);

    const again = unzip(await download(other, await makeFile(other, played.eventId)));
    const first = unzip(bytes);
    expect([...again.keys()]).toEqual([...first.keys()]);
    // The making of the file and looking at results are read events of their own, behind what came with it.
    const log = 'rows/access_log.jsonl';
    expect(again.get(log)!.toString().startsWith(first.get(log)!.toString())).toBe(true);
    for (const [name, content] of first) if (name !== 'manifest.json' && name !== log) expect(again.get(name)!.equals(content), name).toBe(true);
    const stated = (members: Map<string, Buffer>) => ({ ...manifestOf(members), exportedAt: '', tables: manifestOf(members).tables.filter(({ name }) => name !== 'access_log') });
    expect(stated(again)).toEqual(stated(first));
  });

  it('is refused where the event is already', async () => {
    const fileId = await upload(other, bytes);
    expect(await takeIn(other, fileId)).toMatchObject({ state: 'refused', error: { code: 'event-file.exists' } });
    expect((await takeIn(other, fileId, 'POST /api/files/:fileId/check')).preview).toMatchObject({ file: { here: true }, since: { events: 0, marks: 0, results: 0, apart: false } });
  });

  it('lets accounts it refers to in by name only', async () => {
    const strangers = await elsewhere.db.account.findMany({ where: { role: 'imported' } });
    expect(strangers).toHaveLength(2);
    expect(strangers.every(({ passwordHash }) => passwordHash === '')).toBe(true);
    expect((await other.call('GET /api/accounts')).some(({ name }) => name.startsWith('imported'))).toBe(false);
    await expect(other.call('POST /api/session', { body: { name: strangers[0]!.name, password: '' } })).rejects.toEqual(refusal('request.invalid'));
    await expect(other.call('POST /api/session', { body: { name: strangers[0]!.name, password: 'x'.repeat(12) } })).rejects.toEqual(refusal('access.bad-credentials'));
  });

  it('is one picture of the event, whatever is marked meanwhile', async () => {
    const { running, eventId } = played;
    const [, , third] = running.entrants as [string, string, string];
    const job = await organiser.call('POST /api/events/:eventId/files', { params: { eventId }, body: { cause: 'hand' } });
    await Promise.all([running.tablets[1]!.markAll(third, 1), running.tablets[2]!.markAll(third, 2)]);
    const { file } = await ended(organiser, job);
    const late = await startNode();
    try {
      const visitor = await makeOrganiser(late.base, late.setupPath, '第三处');
      expect(await takeIn(visitor, await upload(visitor, await download(organiser, file!.id)))).toMatchObject({ state: 'done', error: null });
    } finally {
      await late.close();
    }
  });

  it('carries a finding through its whole loop, photographs byte for byte', async () => {
    const { eventId, findingId } = await improvedFinding(organiser);
    const read = (visitor: Visitor) => visitor.call('GET /api/events/:eventId/findings/:findingId', { params: { eventId, findingId } });
    const here = await read(organiser);
    expect(here).toMatchObject({ state: 'improved', round: 2, body: { rechecks: [{ passed: false }, { passed: true }], improvements: [{ revision: { approved: { version: '2026-2' } } }] } });
    expect(here.body.photos.map(({ stage }) => stage)).toEqual(['before', 'before', 'proof', 'proof', 'recheck']);
    expect(await takeIn(other, await upload(other, await download(organiser, await makeFile(organiser, eventId))))).toMatchObject({ state: 'done', error: null });
    expect({ ...(await read(other)), at: '' }).toEqual({ ...here, at: '' });
    for (const { id } of here.body.photos) {
      const [left, came] = await Promise.all([organiser, other].map(async (one) => Buffer.from(await (await one.fetch(`/api/events/${eventId}/findings/${findingId}/photos/${id}`)).arrayBuffer())));
      expect(left!.length).toBeGreaterThan(0);
      expect(came!.equals(left!)).toBe(true);
    }
    expect(await auditProgramme(elsewhere.db, eventId)).toEqual(await auditProgramme(node.db, eventId));
    expect((await auditProgramme(elsewhere.db, eventId)).faults).toEqual([]);
  });

  it('stops when nobody wants it any more, and leaves nothing', async () => {
    const before = (await organiser.call('GET /api/files')).files.length;
    const job = await organiser.call('POST /api/events/:eventId/files', { params: { eventId: played.eventId }, body: { cause: 'hand' } });
    await organiser.call('DELETE /api/jobs/:jobId', { params: { jobId: job.id } });
    expect((await ended(organiser, job)).state).toBe('cancelled');
    expect((await organiser.call('GET /api/files')).files).toHaveLength(before);
  });

  it('with the prefix of another event here waits until one of the two has another', async () => {
    const made = async (visitor: Visitor, name: string): Promise<string> =>
      (await visitor.call('POST /api/events', { body: { kind: 'competition', name: { zh: name, en: name }, posts: ['HVAC'] } })).id;
    const number = (visitor: Visitor, eventId: string, prefix: string) => visitor.call('POST /api/events/:eventId/certificate-plan', {
      params: { eventId }, body: { prefix, issuer: { zh: '局', en: 'Bureau' }, date: '2026-05-23', layout: 'portrait', ...DEFAULT_WORDS, withParticipation: true },
    });
    const [here, there] = [await made(organiser, '此处'), await made(other, '彼处')];
    await number(organiser, here, 'P26');
    await number(other, there, 'P26');
    const fileId = await upload(other, await download(organiser, await makeFile(organiser, here)));
    expect(await takeIn(other, fileId)).toMatchObject({ state: 'refused', error: { code: 'certificate.prefix-taken', details: { prefix: 'P26' } } });
    await number(other, there, 'P27');
    expect(await takeIn(other, fileId)).toMatchObject({ state: 'done', eventId: here });
  });
});
