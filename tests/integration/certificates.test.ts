// Certificates: from final results only, numbered without gaps, signed, revoked by two people, verified by anybody, never removed.

import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BADGE_CONTEXT, DEFAULT_WORDS, OpenBadge, type CertificateFile, type CertificatePlan, type RouteOutput } from '@leitai/contract';
import { auditContest, bearsProof, checkFile, openDatabase } from '@leitai/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../apps/launcher/src/workplace.mjs';
import { makeAccount, makeBadges, makeEvent, makeOrganiser, openResult } from '../support/factory.ts';
import { finish, judgedEvent, publish } from '../support/final.ts';
import { startNode, type TestNode } from '../support/node.ts';
import type { Panel } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';
import { Tamperer } from '../support/tamper.ts';
import { Visitor } from '../support/visitor.ts';

const NAME = '选手CLEAN_INDOOR';
let node: TestNode;
let beside: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
let panels: Panel[];
let tamperer: Tamperer;
const plan = (over: Partial<CertificatePlan> = {}): CertificatePlan => ({
  prefix: '2026', issuer: { zh: '市机关事务管理局', en: 'The bureau' }, date: '2026-05-23', layout: 'landscape', ...DEFAULT_WORDS, withParticipation: true, ...over,
});
const event = () => ({ params: { eventId: panels[0]!.made.eventId } });
const save = (over: Partial<CertificatePlan> = {}, params = event().params) => organiser.call('POST /api/events/:eventId/certificate-plan', { params, body: plan(over) });
const issue = ({ params }: Panel, who = organiser) => who.call('POST /api/events/:eventId/contests/:contestId/certificates', { params });
const list = (who = organiser) => who.call('GET /api/events/:eventId/certificates', event());
const of = async ({ params }: Panel) => (await list()).certificates.filter(({ contestId }) => contestId === params.contestId);
const at = (certificateId: string) => ({ params: { ...event().params, certificateId } });
const copies = (id: string, who = organiser) => who.call('GET /api/events/:eventId/certificates/:certificateId', at(id));
const ask = (id: string, reason = '姓名有误') => organiser.call('POST /api/events/:eventId/certificates/:certificateId/revocation', { ...at(id), body: { reason } });
const asked = async (id: string) => ({ requestId: (await list()).certificates.find(({ payload }) => payload.id === id)?.revocation?.id ?? randomUUID() });
const approve = async (id: string, who = supervisor) => who.call('POST /api/events/:eventId/certificates/:certificateId/revocation/approve', { ...at(id), body: await asked(id) });
const reissue = (id: string) => organiser.call('POST /api/events/:eventId/certificates/:certificateId/reissue', at(id));
const anybody = () => new Visitor(node.base);
const check = (number: string, who = anybody()) => who.call('GET /api/certificates/:number', { params: { number } });
const freeze = ({ params: { contestId } }: Panel, frozen: boolean) => organiser.call('POST /api/events/:eventId/freeze', { ...event(), body: { contestIds: [contestId], frozen } });
const faults = async ({ made }: Panel) => (await auditContest(node.db, made.eventId, made.contestId)).faults.filter(({ table }) => /^certificate|^contest_event$/.test(table));

beforeAll(async () => {
  // What it lets in is counted to the last try: in its own memory, as a Redis that answers too late on a busy machine is counted beside.
  node = await startNode(undefined, null);
  beside = await startNode(node.databaseUrl, null);
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周明远');
  panels = await judgedEvent(organiser, { posts: ['CLEAN_INDOOR', 'CLEAN_OUTDOOR', 'GREEN_OUTDOOR'], entrants: 6 });
}, 120_000);
afterAll(async () => {
  for (const panel of panels) panel.close();
  await beside.close();
  await node.close();
});

describe('issuing', () => {
  test('waits for a plan and for final results', async () => {
    const [first] = panels as [Panel];
    await expect(issue(first)).rejects.toEqual(refusal('certificate.not-final', { state: 'running' }));
    await publish(organiser, supervisor, first);
    await expect(issue(first)).rejects.toEqual(refusal('certificate.not-final', { state: 'provisional' }));
    await finish(node, organiser, first);
    await expect(issue(first)).rejects.toEqual(refusal('certificate.no-plan'));
    expect(await list()).toMatchObject({ plan: null, key: null, certificates: [], contests: [{ letter: 'A', state: 'final', due: 0, issued: 0 }, {}, {}] });
  });

  test('numbers without gaps though two nodes issue at once, best first, and issues nothing twice', async () => {
    const [first] = panels as [Panel];
    await save();
    expect((await list()).contests[0]).toMatchObject({ due: 6, issued: 0 });
    const there = new Visitor(beside.base, { cookie: organiser.cookie });
    const counts = await Promise.all([issue(first), issue(first, there), issue(first), issue(first, there)]);
    expect(counts.map(({ issued }) => issued).sort()).toEqual([0, 0, 0, 6]);
    const issued = await of(first);
    expect(issued.map(({ payload }) => payload.number)).toEqual([1, 2, 3, 4, 5, 6].map((serial) => `2026-A-00${serial}`));
    expect(issued.map(({ payload }) => payload.rank)).toEqual([...issued.map(({ payload }) => payload.rank)].sort((a, b) => a - b));
    const { rows } = await organiser.call('GET /api/events/:eventId/contests/:contestId/results', { params: first.params });
    for (const { payload } of issued) {
      const row = rows.find(({ name }) => name === payload.name)!;
      expect(payload.award).toEqual(row.award);
      expect(payload.kind).toBe(row.award ? 'award' : 'participation');
      expect(payload.text.zh).toBe(row.award ? `${payload.name}同志在试验赛室内保洁岗位中获${row.award.zh}，特发此证。` : `${payload.name}同志参加试验赛室内保洁岗位比赛，特发此证。`);
    }
    expect(new Set(issued.map(({ payload }) => payload.kind)).size).toBe(2);
    expect((await list()).contests[0]).toMatchObject({ due: 0, issued: 6 });
  });

  test('makes one key though two contests are issued at once on two nodes', async () => {
    const [, second, third] = panels as [Panel, Panel, Panel];
    await freeze(third, true);
    for (const panel of [second, third]) {
      await publish(organiser, supervisor, panel);
      await finish(node, organiser, panel);
    }
    // As if it had never been used: two nodes find none at the same moment.
    const fresh = await startNode();
    try {
      const host = await makeOrganiser(fresh.base, fresh.setupPath);
      const watcher = await makeAccount(host, 'supervisor', '周明远');
      const [a, b] = (await judgedEvent(host, { posts: ['CLEAN_INDOOR', 'CLEAN_OUTDOOR'], entrants: 3 })) as [Panel, Panel];
      for (const panel of [a, b]) {
        await publish(host, watcher, panel);
        await finish(fresh, host, panel);
        panel.close();
      }
      await host.call('POST /api/events/:eventId/certificate-plan', { params: a.params, body: plan() });
      await Promise.all([issue(a, host), issue(b, host)]);
      expect(await fresh.db.signingKey.count()).toBe(1);
      expect(await fresh.db.certificate.count()).toBe(6);
      expect(await fresh.db.certificate.groupBy({ by: ['keyId'] })).toHaveLength(1);
    } finally {
      await fresh.close();
    }
    await save({ withParticipation: false });
    await issue(second);
    expect((await of(second)).every(({ payload }) => payload.kind === 'award')).toBe(true);
    await save();
  });

  test('takes no prefix of another event, and keeps the own one once it was given out', async () => {
    const { eventId } = await makeEvent(organiser, { entrants: 0 });
    await expect(save({}, { eventId })).rejects.toEqual(refusal('certificate.prefix-taken', { prefix: '2026' }));
    await save({ prefix: '2027' }, { eventId });
    await save({ prefix: '2028' }, { eventId });
    await expect(save({ prefix: '2029' })).rejects.toEqual(refusal('certificate.prefix-fixed', { prefix: '2026' }));
    await expect(save({ award: { ...DEFAULT_WORDS.award, body: { zh: '{姓名}', en: '{nmae}' } } })).rejects.toEqual(refusal('request.invalid'));
  });
});

describe('a copy is checked with the public key alone', () => {
  let copy: RouteOutput<'GET /api/events/:eventId/certificates/:certificateId'>;
  let pem: string;
  beforeAll(async () => {
    copy = await copies((await of(panels[0]!))[0]!.payload.id);
    pem = (await anybody().call('GET /api/certificate-key')).key!.pem;
  });

  test('the key is public, its private half is nowhere', async () => {
    expect(pem).toMatch(/^-----BEGIN PUBLIC KEY-----/);
    const all = JSON.stringify([copy, await list(), await anybody().call('GET /api/certificate-key'), await check('2026-A-001')]);
    const { privateKey } = await node.db.signingKey.findFirstOrThrow();
    expect(all).not.toContain('PRIVATE');
    expect(all).not.toContain(privateKey!.split('\n')[1]);
  });

  test('the file and the badge hold; one changed character and neither does', () => {
    expect(checkFile(JSON.stringify(copy.file), pem)).toMatchObject({ ok: true, says: expect.arrayContaining(['2026-A-001', copy.file.payload.name]) });
    expect(checkFile(JSON.stringify(copy.badge, null, 4), pem)).toMatchObject({ ok: true });
    const other = copy.file.payload.name === `${NAME}0` ? `${NAME}1` : `${NAME}0`;
    for (const file of [copy.file, copy.badge]) expect(checkFile(JSON.stringify(file).replaceAll(copy.file.payload.name, other), pem)).toEqual({ ok: false, wrong: 'signature' });
    expect(checkFile(JSON.stringify({ ...copy.file, payload: { ...copy.file.payload, rank: 9 } } satisfies CertificateFile), pem)).toEqual({ ok: false, wrong: 'signature' });
    expect(checkFile('{}', pem)).toEqual({ ok: false, wrong: 'unreadable' });
  });

  test('from the command line, without a server', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
    const [good, bad, key] = ['good.json', 'bad.json', 'public.pem'].map((name) => join(folder, name)) as [string, string, string];
    await writeFile(good, JSON.stringify(copy.file));
    await writeFile(bad, JSON.stringify(copy.file).replace('2026-05-23', '2026-05-24'));
    await writeFile(key, pem);
    const run = (...args: string[]) => promisify(execFile)(process.execPath, ['packages/database/src/command/verify-certificate.ts', ...args], { cwd: root, env: {} });
    expect((await run(good, '--key', key)).stdout).toContain('签名有效');
    await expect(run(bad, '--key', key)).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('签名不符') });
    await expect(run(join(folder, 'none.json'), '--key', key)).rejects.toMatchObject({ code: 2 });
    await rm(folder, { recursive: true });
  });

  test('the badge has what Open Badges 3.0 requires, says the same each time, and names its own key', async () => {
    const badge = OpenBadge.parse(copy.badge);
    expect(badge['@context']).toEqual(BADGE_CONTEXT);
    for (const key of ['@context', 'id', 'type', 'credentialSubject', 'issuer', 'validFrom', 'proof']) expect(badge).toHaveProperty([key]);
    for (const key of ['id', 'type', 'criteria', 'description', 'name']) expect(badge.credentialSubject.achievement).toHaveProperty([key]);
    expect(badge.proof[0].verificationMethod).toBe(`${badge.issuer.id}#${badge.issuer.id.slice(8)}`);
    expect(await copies(copy.file.payload.id)).toEqual(copy);
    expect(bearsProof({ ...badge, issuer: { ...badge.issuer, id: `${badge.issuer.id}x` } }, pem)).toBe(false);
  });
});

describe('anybody verifies by the number', () => {
  test('a number nobody has is unknown, one that is no number is refused', async () => {
    await expect(check('2026-A-999')).rejects.toEqual(refusal('certificate.not-found'));
    await expect(check('x')).rejects.toEqual(refusal('request.invalid'));
  });

  test('tells what it says, with the name masked and nothing else of the holder', async () => {
    const [{ payload }] = (await of(panels[0]!)) as [Awaited<ReturnType<typeof of>>[number]];
    const told = await check(payload.number);
    expect(told).toMatchObject({ status: 'valid', award: payload.award, date: '2026-05-23', revoked: null });
    expect(JSON.stringify(told)).not.toContain(payload.name);
    expect(JSON.stringify(told)).not.toContain('单位');
  });

  test('says nothing of what is issued while the contest is frozen, to its holder neither', async () => {
    const [first, , third] = panels as [Panel, Panel, Panel];
    await freeze(first, true);
    expect(await check('2026-A-001')).toMatchObject({ status: 'valid' });
    await freeze(first, false);
    await issue(third);
    const [{ payload }] = (await of(third)) as [Awaited<ReturnType<typeof of>>[number]];
    const badge = (await makeBadges(organiser, third.made)).find(({ name }) => name === payload.name)!;
    const holder = await openResult(node.base, badge);
    const typed = () => anybody().call('POST /api/certificates/:number/holder', { params: { number: payload.number }, body: { name: payload.name } });
    expect(await check(payload.number)).toEqual({ status: 'frozen', number: payload.number });
    await expect(typed()).rejects.toEqual(refusal('certificate.not-found'));
    expect((await holder.call('GET /api/my/result')).certificate).toBeNull();
    await expect(holder.call('GET /api/my/certificate')).rejects.toEqual(refusal('certificate.not-found'));
    await freeze(third, false);
    expect(await check(payload.number)).toMatchObject({ status: 'valid' });
    expect(await typed()).toEqual({});
    expect((await holder.call('GET /api/my/result')).certificate).toEqual({ payload, revoked: null });
    expect((await holder.call('GET /api/my/certificate')).file.payload).toEqual(payload);
  });

  test('confirms a typed name, and stops who guesses, by address and by number', async () => {
    const [, second] = await of(panels[0]!);
    const { number, name } = second!.payload;
    const guess = (who: Visitor, typed: string, of = number) => who.call('POST /api/certificates/:number/holder', { params: { number: of }, body: { name: typed } });
    const visitor = anybody();
    expect(await guess(visitor, ` ${name.slice(0, 2)} ${name.slice(2).toLowerCase()}`)).toEqual({});
    await expect(guess(visitor, '别人')).rejects.toEqual(refusal('certificate.name-differs'));
    for (let tries = 1; tries < 10; tries++) await expect(guess(visitor, '别人')).rejects.toEqual(refusal('certificate.name-differs'));
    await expect(guess(visitor, name)).rejects.toEqual(refusal('request.rate-limited'));
    for (let tries = 10; tries < 20; tries++) await expect(guess(anybody(), '别人')).rejects.toEqual(refusal('certificate.name-differs'));
    await expect(guess(anybody(), name)).rejects.toEqual(refusal('request.rate-limited'));
  });
});

describe('revoking', () => {
  test('takes an organiser who asks and a supervisor who approves; the verification tells at once; a new one is linked', async () => {
    const [first] = panels as [Panel];
    const { payload: { id, number } } = (await of(first))[2]!;
    await expect(approve(id)).rejects.toEqual(refusal('certificate.not-asked'));
    await expect(reissue(id)).rejects.toEqual(refusal('certificate.not-revoked', { number }));
    await ask(id);
    await expect(ask(id)).rejects.toEqual(refusal('certificate.revoking'));
    const control = await organiser.call('GET /api/events/:eventId/control', event());
    expect(control.contests[0]!.certificates).toEqual({ issued: 6, asked: 1 });
    expect(await check(number)).toMatchObject({ status: 'valid' });
    const seen = await asked(id);
    await supervisor.call('POST /api/events/:eventId/certificates/:certificateId/revocation/reject', { ...at(id), body: seen });
    expect((await of(first))[2]!.revocation).toMatchObject({ state: 'rejected', decided: { name: '周明远' } });
    await ask(id, '姓名打印有误');
    await expect(supervisor.call('POST /api/events/:eventId/certificates/:certificateId/revocation/approve', { ...at(id), body: seen })).rejects.toEqual(refusal('certificate.not-asked'));
    const same = await makeAccount(organiser, 'supervisor', ' 组 委会');
    await expect(approve(id, same)).rejects.toEqual(refusal('sign-off.same-person'));
    await approve(id);
    expect(await check(number)).toMatchObject({ status: 'revoked', revoked: { reason: '姓名打印有误' }, replacedBy: null });
    await expect(ask(id)).rejects.toEqual(refusal('certificate.revoking'));
    expect(await issue(first)).toEqual({ issued: 0 });
    const again = await Promise.allSettled([reissue(id), reissue(id)]);
    expect(again.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await check(number)).toMatchObject({ status: 'revoked', replacedBy: '2026-A-007' });
    expect(await check('2026-A-007')).toMatchObject({ status: 'valid', replaces: number });
    expect((await copies((await of(first))[6]!.payload.id)).file.payload.replaces).toBe(number);
  });

  test('nothing is removed or changed, whoever tries', async () => {
    for (const sql of ['DELETE FROM certificate', "UPDATE certificate SET payload = '{}'", 'TRUNCATE certificate CASCADE', 'DELETE FROM certificate_revocation', "UPDATE certificate_revocation SET reason = ''", 'DELETE FROM signing_key', "UPDATE signing_key SET public_key = ''"]) {
      await expect(node.db.$executeRawUnsafe(sql), sql).rejects.toThrow();
    }
    expect(await node.db.certificate.count()).toBeGreaterThan(6);
  });
});

describe('the audit', () => {
  const TABLES = ['certificate', 'certificate_revocation', 'signing_key'] as const;
  beforeAll(async () => { tamperer = await Tamperer.open(node.databaseUrl, TABLES, panels[0]!.made); });
  afterAll(() => tamperer.close());

  test('finds nothing wrong with what was issued and revoked', async () => {
    for (const panel of panels) expect(await faults(panel)).toEqual([]);
  });

  test('a key whose private half is not here vouches for nothing: its certificates are of elsewhere, and say since when', async () => {
    const { id } = await node.db.signingKey.findFirstOrThrow({ where: { privateKey: { not: null } } });
    expect(await check('2026-A-001')).toMatchObject({ status: 'valid', key: id, keyFrom: null });
    const takenInAt = '2026-05-24T01:02:03.000Z';
    await tamperer.while(`UPDATE signing_key SET private_key = NULL, taken_in_at = '${takenInAt}'`, async () =>
      expect(await check('2026-A-001')).toMatchObject({ status: 'elsewhere', key: id, keyFrom: { takenInAt } }));
    // As a file brings one: it has no say in when it came.
    const stranger = { id: 'stranger', publicKey: 'none', privateKey: null, takenInAt: new Date(0) };
    expect((await node.db.signingKey.create({ data: stranger })).takenInAt!.getTime()).toBeGreaterThan(0);
  });

  test.each([
    ['another name', `UPDATE certificate SET payload = replace(payload, '选手', '别人') WHERE serial = 1 AND contest_id = :contest`, ['payloadHash', 'signature'], 'broken'],
    ['a gap', `UPDATE certificate SET serial = 99 WHERE serial = 1 AND contest_id = :contest`, ['serial'], 'valid'],
    ['another signature', `UPDATE certificate SET signature = 'AAAA' WHERE serial = 1 AND contest_id = :contest`, ['signature'], 'broken'],
    ['another reason', `UPDATE certificate_revocation SET reason = '别的' WHERE state = 'rejected'`, ['reason'], 'valid'],
    ['a revocation taken back', `DELETE FROM certificate_revocation WHERE state = 'approved'`, ['*'], 'valid'],
  ])('names %s', async (_, sql, columns, status) => {
    const found = await tamperer.while(sql, async () => {
      // A second process, which has read nothing of it before.
      const db = openDatabase(node.databaseUrl, 1);
      try {
        expect(await check('2026-A-001')).toMatchObject({ status });
        return (await auditContest(db, panels[0]!.made.eventId, panels[0]!.made.contestId)).faults.filter(({ table }) => table.startsWith('certificate'));
      } finally {
        await db.$disconnect();
      }
    });
    for (const column of columns) expect(found.map((fault) => fault.column)).toContain(column);
    expect(await faults(panels[0]!)).toEqual([]);
  });
});

test('every refusal of a role is the route’s own', async () => {
  const auditor = await makeAccount(organiser, 'auditor', '审计员');
  const { payload: { id } } = (await of(panels[0]!))[0]!;
  expect((await copies(id, auditor)).file.payload.id).toBe(id);
  await expect(issue(panels[0]!, supervisor)).rejects.toEqual(refusal('access.forbidden'));
  await expect(approve(id, organiser)).rejects.toEqual(refusal('access.forbidden'));
  await expect(copies(id, anybody())).rejects.toEqual(refusal('access.sign-in'));
});
