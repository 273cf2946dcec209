/** The audit finds whatever somebody with the keys to the database touched, and names the place. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { auditContest, type AuditFault } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../apps/launcher/src/workplace.mjs';
import { boardKey } from '../../apps/server/src/projection/keys.ts';
import { command } from '../../apps/simulator/src/client.ts';
import { randomFor } from '../../apps/simulator/src/random.ts';
import { makeOrganiser } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { redisUrl } from '../support/services.ts';
import { Tamperer } from '../support/tamper.ts';

const TABLES = ['contest_event', 'contest', 'mark', 'sheet', 'judge', 'result', 'entrant', 'scheme_version', 'signature'] as const;

let node: TestNode;
let panel: Panel;
let tamperer: Tamperer;

/** Two confirmed results, one sheet that was withdrawn, returned and handed in again, one that waits at its judge, one half marked; a judge replaced. */
beforeAll(async () => {
  node = await startNode();
  const organiser = await makeOrganiser(node.base, node.setupPath);
  panel = await makePanel(organiser, { entrants: 3, judges: 3 });
  const [first, second, third] = panel.entrants as [string, string, string];
  const [item] = allCriteria(panel.scheme);
  const giveBack = async (index: number, entrant: string) => {
    const tablet = panel.tablets[index]!;
    const { sheet } = await panel.chief.connection.send('sheet:return', { ...command(), sheetId: tablet.sheet(entrant).id, reason: '请复核', items: [item!.id] });
    Object.assign(tablet.sheet(entrant), sheet);
    return tablet;
  };
  await panel.chief.connection.send('entrant:call', { ...command(), entrantId: first });
  await panel.submitAll(first, 1);
  const value = panel.tablets[0]!.sheet(first).marks.find(({ criterionId }) => criterionId === item!.id)!.value;
  await panel.tablets[0]!.withdraw(first);
  await panel.tablets[0]!.submit(first);
  const tablet = await giveBack(0, first);
  await tablet.mark(first, item!.id, null);
  await tablet.mark(first, item!.id, value);
  await tablet.submit(first);
  await panel.confirm(first);
  await panel.submitAll(second, 5);
  await panel.confirm(second);
  await panel.tablets[0]!.markAll(third, 9);
  await panel.tablets[0]!.submit(third);
  await giveBack(0, third);
  await panel.tablets[1]!.mark(third, item!.id, value);
  await organiser.call('POST /api/events/:eventId/contests/:contestId/judges', {
    params: panel.params, body: { seat: 3, role: 'judge', name: '替补裁判', organisation: '市评价中心' },
  });
  tamperer = await Tamperer.open(node.databaseUrl, TABLES, panel.made);
});
afterAll(async () => {
  await tamperer.close();
  panel.close();
  await node.close();
});

/** Audits while something is touched. */
const audited = <T = AuditFault[]>(sql: string, audit: () => Promise<T> = findings as () => Promise<T>): Promise<T> => tamperer.while(sql, audit);

const findings = async (): Promise<AuditFault[]> => [...(await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults];

/** Runs npm's script as a process of its own. */
function run(args: readonly string[]): Promise<{ code: number | null; out: string; aside: string }> {
  const env = { ...process.env, DATABASE_URL: node.databaseUrl, REDIS_URL: redisUrl() };
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'apps/launcher/src/audit.ts'), ...args], { env, encoding: 'utf8' }, (error, out, aside) =>
      resolve({ code: error ? (error.code as number | null) : 0, out, aside }));
  });
}

it('finds nothing in a contest nobody touched, and recomputes what was confirmed', async () => {
  const { faults, results, events, marks } = await auditContest(node.db, panel.made.eventId, panel.made.contestId);
  expect(faults).toEqual([]);
  expect(results).toBe(2);
  expect(marks).toBe(allCriteria(panel.scheme).length * 7 + 1);
  expect(events).toBe(Number((await node.db.contest.findFirstOrThrow({ where: { id: panel.made.contestId } })).revision));
});

describe('the chain', () => {
  const event = 'WHERE contest_id = :contest AND seq = 7';
  it.each([
    ['body', `UPDATE contest_event SET body = overlay(body placing chr(ascii(substr(body, 40)) # 1) from 40 for 1) ${event}`],
    ['body', `UPDATE contest_event SET body = body || ' ' ${event}`],
    ['hash', `UPDATE contest_event SET hash = overlay(hash placing translate(substr(hash, 64), '0123456789abcdef', '123456789abcdef0') from 64) ${event}`],
    ['prev_hash', `UPDATE contest_event SET prev_hash = overlay(prev_hash placing 'z' from 1 for 1) ${event}`],
    ['command_id', `UPDATE contest_event SET command_id = gen_random_uuid() ${event}`],
    ['answer', `UPDATE contest_event SET answer = jsonb_set(answer, '{version}', '9') ${event}`],
    ['recorded_at', `UPDATE contest_event SET recorded_at = recorded_at + interval '1 millisecond' ${event}`],
  ])('names event 7 and its %s', async (column, sql) => {
    expect(await audited(sql)).toContainEqual(expect.objectContaining({ seq: 7, table: 'contest_event', column }));
  });

  it.each([1, 2, 3])('finds any byte of any body (drawn %i)', async (drawn) => {
    const random = randomFor(drawn, 'byte');
    const { rows } = await tamperer.client.query<{ seq: number; length: number }>(
      'SELECT seq::int, length(body) AS length FROM contest_event WHERE contest_id = $1 ORDER BY seq', [panel.made.contestId]);
    const { seq, length } = random.pick(rows);
    const at = 1 + random.below(length);
    const faults = await audited(`UPDATE contest_event SET body = overlay(body placing '~' from ${at} for 1) WHERE contest_id = :contest AND seq = ${seq}`);
    expect(faults, `draw ${drawn}: byte ${at} of event ${seq}`).toContainEqual(expect.objectContaining({ seq, table: 'contest_event', column: 'body' }));
  });

  it('finds a renumbered, a removed, an added and an exchanged event', async () => {
    expect(await audited(`UPDATE contest_event SET seq = 100000 ${event}`)).toContainEqual(expect.objectContaining({ seq: 8, column: 'seq', expected: 7 }));
    expect(await audited(`UPDATE contest_event SET contest_id = gen_random_uuid() ${event}`)).toContainEqual(expect.objectContaining({ seq: 8, column: 'seq', expected: 7 }));
    expect(await audited(`UPDATE contest_event SET event_id = gen_random_uuid() ${event}`)).toContainEqual(expect.objectContaining({ seq: 8, column: 'seq', expected: 7 }));
    expect(await audited(`DELETE FROM contest_event ${event}`)).toContainEqual(expect.objectContaining({ seq: 8, column: 'seq', expected: 7 }));
    expect(await audited(`DELETE FROM contest_event e WHERE contest_id = :contest AND seq = (SELECT revision FROM contest WHERE id = e.contest_id)`))
      .toContainEqual(expect.objectContaining({ table: 'contest', column: 'revision' }));
    expect(await audited(`INSERT INTO contest_event SELECT event_id, contest_id, seq + 100000, gen_random_uuid(), body, answer, prev_hash, hash, recorded_at FROM contest_event ${event}`))
      .toContainEqual(expect.objectContaining({ seq: 100007, column: 'seq' }));
    expect(await audited(`UPDATE contest_event SET body = (SELECT body FROM contest_event ${event.replace('7', '6')}) ${event}`))
      .toContainEqual(expect.objectContaining({ seq: 7, column: 'body' }));
  });

  it('finds a chain that was made anew after its last event was rewritten, by what stands beside it', async () => {
    const faults = await audited(`WITH forged AS (
        SELECT event_id, contest_id, seq, replace(body, '"after": {', '"after": {"x": 1, ') AS body, prev_hash FROM contest_event
        WHERE contest_id = :contest AND body LIKE '%mark:put%' ORDER BY seq DESC LIMIT 1)
      UPDATE contest_event e SET body = f.body, hash = encode(sha256(convert_to(f.prev_hash || E'\\n' || f.seq || E'\\n' || f.body, 'UTF8')), 'hex')
      FROM forged f WHERE e.event_id = f.event_id AND e.contest_id = f.contest_id AND e.seq = f.seq`);
    expect(faults).toContainEqual(expect.objectContaining({ table: 'mark', column: 'value' }));
  });
});

describe('the rows that results rest on', () => {
  const mark = 'WHERE (sheet_id, criterion_id) = (SELECT m.sheet_id, m.criterion_id FROM mark m JOIN sheet s ON s.id = m.sheet_id WHERE s.contest_id = :contest AND s.state = \'confirmed\' ORDER BY 1, 2 LIMIT 1)';
  const sheet = (state: string) => `WHERE id = (SELECT id FROM sheet WHERE contest_id = :contest AND state = '${state}' ORDER BY id LIMIT 1)`;
  const judge = 'WHERE id = (SELECT judge_id FROM sheet WHERE contest_id = :contest AND state = \'confirmed\' ORDER BY judge_id LIMIT 1)';
  const signature = 'WHERE (sheet_id, version) = (SELECT g.sheet_id, g.version FROM signature g JOIN sheet s ON s.id = g.sheet_id WHERE s.contest_id = :contest ORDER BY 1, 2 LIMIT 1)';
  const result = 'WHERE contest_id = :contest AND seq = (SELECT min(seq) FROM result WHERE contest_id = :contest)';
  it.each([
    ['mark', 'value', `UPDATE mark SET value = '{"type":"levels","level":0,"x":1}' ${mark}`],
    ['mark', 'value', `UPDATE mark SET value = NULL ${mark}`],
    ['mark', 'version', `UPDATE mark SET version = version + 1 ${mark}`],
    ['mark', 'at', `UPDATE mark SET at = at + interval '1 millisecond' ${mark}`],
    ['mark', '*', `UPDATE mark SET criterion_id = 'another' ${mark}`],
    ['mark', '*', `UPDATE mark SET sheet_id = gen_random_uuid() ${mark}`],
    ['mark', '*', `DELETE FROM mark ${mark}`],
    ['mark', '*', `INSERT INTO mark SELECT event_id, sheet_id, 'another', value, version, at FROM mark ${mark}`],
    ['sheet', 'state', `UPDATE sheet SET state = 'open' ${sheet('confirmed')}`],
    ['sheet', 'version', `UPDATE sheet SET version = version - 1 ${sheet('confirmed')}`],
    ['sheet', 'judge_id', `UPDATE sheet SET judge_id = gen_random_uuid() ${sheet('confirmed')}`],
    ['sheet', 'entrant_id', `UPDATE sheet SET entrant_id = gen_random_uuid() ${sheet('confirmed')}`],
    ['sheet', 'submitted_at', `UPDATE sheet SET submitted_at = submitted_at - interval '1 millisecond' ${sheet('confirmed')}`],
    ['sheet', 'returned', `UPDATE sheet SET returned = '{}' ${sheet('confirmed')}`],
    ['sheet', 'returned', `UPDATE sheet SET returned = jsonb_set(returned, '{at}', '"2000-01-01T00:00:00.000Z"') ${sheet('returned')}`],
    ['sheet', 'returned', `UPDATE sheet SET returned = jsonb_set(returned, '{items}', '[]') ${sheet('returned')}`],
    ['sheet', '*', `UPDATE sheet SET contest_id = gen_random_uuid() ${sheet('confirmed')}`],
    ['sheet', '*', `DELETE FROM sheet ${sheet('confirmed')}`],
    ['sheet', 'state', `UPDATE sheet SET state = 'submitted' ${sheet('open')}`],
    ['signature', 'body', `UPDATE signature SET body = overlay(body placing '7' from position(',' in body) + 1 for 1) ${signature}`],
    ['signature', 'hash', `UPDATE signature SET hash = translate(hash, '0123456789abcdef', '123456789abcdef0') ${signature}`],
    ['signature', 'returned', `UPDATE signature SET returned = '{}' ${signature}`],
    ['signature', '*', `UPDATE signature SET version = version + 100 ${signature}`],
    ['signature', '*', `DELETE FROM signature ${signature}`],
    ['signature', '*', `INSERT INTO signature SELECT event_id, sheet_id, version + 100, body, hash, returned FROM signature ${signature}`],
    ['judge', 'seat', `UPDATE judge SET seat = 9 ${judge}`],
    ['judge', 'role', `UPDATE judge SET role = 'chief' ${judge}`],
    ['judge', 'person_id', `UPDATE judge SET person_id = gen_random_uuid() ${judge}`],
    ['judge', 'contest_id', `UPDATE judge SET contest_id = gen_random_uuid() ${judge}`],
    ['judge', 'ended_at', `UPDATE judge SET ended_at = coalesce(ended_at, now()) + interval '1 millisecond' ${judge}`],
    ['judge', 'ended_at', 'UPDATE judge SET ended_at = ended_at - interval \'1 millisecond\' WHERE contest_id = :contest AND ended_at IS NOT NULL'],
    ['judge', '*', `DELETE FROM judge ${judge}`],
    ['result', 'total', `UPDATE result SET total = (total::numeric + 0.01)::text ${result}`],
    ['result', 'status', `UPDATE result SET status = 'disqualified' ${result}`],
    ['result', 'score', `UPDATE result SET score = jsonb_set(score, '{total}', '"1"') ${result}`],
    ['result', 'score', `UPDATE result SET score = score || '{"x":1}' ${result}`],
    ['result', 'sheets', `UPDATE result SET sheets = sheets - 0 ${result}`],
    ['result', 'seq', `UPDATE result SET seq = seq + 1 ${result}`],
    ['result', 'confirmed_at', `UPDATE result SET confirmed_at = confirmed_at + interval '1 millisecond' ${result}`],
    ['result', 'contest_id', `UPDATE result SET contest_id = gen_random_uuid() ${result}`],
    ['result', '*', `UPDATE result SET event_id = gen_random_uuid() ${result}`],
    ['sheet', '*', `UPDATE sheet SET event_id = gen_random_uuid() ${sheet('confirmed')}`],
    ['mark', '*', `UPDATE mark SET event_id = gen_random_uuid() ${mark}`],
    ['result', '*', `DELETE FROM result ${result}`],
    ['result', '*', `INSERT INTO result SELECT event_id, (SELECT id FROM entrant WHERE contest_id = :contest AND state = 'waiting'), contest_id, seq, status, total, score, sheets, confirmed_at FROM result ${result}`],
    ['entrant', 'state', `UPDATE entrant SET state = 'waiting' WHERE contest_id = :contest AND state = 'confirmed'`],
    ['contest', 'revision', `UPDATE contest SET revision = revision + 1 WHERE id = :contest`],
    ['contest', 'head_hash', `UPDATE contest SET head_hash = 'x' || head_hash WHERE id = :contest`],
    ['contest', 'board_revision', `UPDATE contest SET board_revision = board_revision + 1 WHERE id = :contest`],
    ['contest', 'state', `UPDATE contest SET state = 'final' WHERE id = :contest`],
  ])('names %s.%s (change %#)', async (table, column, sql) => {
    expect(await audited(sql)).toContainEqual(expect.objectContaining({ table, column, eventId: panel.made.eventId, contestId: panel.made.contestId }));
  });

  it('finds one changed point of a signature, and names sheet, version and event', async () => {
    // The first digit from the thirtieth character on, wherever this signature has it.
    const at = "regexp_instr(body, '[0-9]', 30)";
    const changed = `overlay(body placing translate(substr(body, ${at}, 1), '0123456789', '1234567890') from ${at} for 1)`;
    const faults = await audited(`UPDATE signature SET body = ${changed}, hash = encode(sha256(convert_to(${changed}, 'UTF8')), 'hex') ${signature}`);
    expect(faults.map(({ table, column }) => [table, column])).toEqual([['signature', 'body'], ['signature', 'hash']]);
    const { rows: [row] } = await tamperer.client.query<{ body: string }>('SELECT body FROM contest_event WHERE contest_id = $1 AND seq = $2', [panel.made.contestId, faults[0]!.seq]);
    const { subject, version } = JSON.parse(row!.body) as { subject: string; version: number };
    expect(faults[0]!.row).toBe(`${subject}/${version}`);
  });

  it('finds the mark, its sheet and its number when one reading was changed, and nothing else', async () => {
    const faults = await audited(`UPDATE mark SET version = 7 ${mark}`);
    expect(faults).toMatchObject([{ table: 'mark', column: 'version', found: 7 }]);
    const { rows: [row] } = await tamperer.client.query<{ body: string }>('SELECT body FROM contest_event WHERE contest_id = $1 AND seq = $2', [panel.made.contestId, faults[0]!.seq]);
    expect((JSON.parse(row!.body) as { subject: string }).subject).toBe(faults[0]!.row);
  });
});

describe('npm run audit', () => {
  it('says that all is well, in both languages', async () => {
    const { code, out, aside } = await run(['verify']);
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringMatching(/核对通过.*\nOK: .* agree with the record/) });
    const [contests, events] = await Promise.all([node.db.contest.count(), node.db.event.count()]);
    expect(aside.match(/✓/g)).toHaveLength(contests + events);
    expect(aside.match(/✓.*全年记录 programme/g)).toHaveLength(events);
  });

  it('exits with 1 and names the place', async () => {
    const event = ['--event', panel.made.eventId];
    const touched = 'UPDATE result SET total = (total::numeric + 0.01)::text WHERE contest_id = :contest';
    expect(await audited(touched, () => run(['verify', ...event]))).toMatchObject({ code: 1, out: expect.stringContaining('成绩 result') });
    const { code, out } = await audited(touched, () => run(['verify', '--json', ...event]));
    expect({ code, outcome: JSON.parse(out) as unknown }).toMatchObject({ code: 1, outcome: { ok: false, contests: 1, faults: expect.arrayContaining([expect.objectContaining({ table: 'result', column: 'total' })]) } });
  });

  it('finds a scheme that is not the one it was filed as', async () => {
    const touched = `UPDATE scheme_version SET body = jsonb_set(body, '{version}', '99') WHERE event_id = :event`;
    expect(await audited(touched, () => run(['verify', '--event', panel.made.eventId]))).toMatchObject({ code: 1, out: expect.stringContaining('评分方案 scheme') });
  });

  it('finds a board that was touched in the live store', async () => {
    const redis = new Redis(redisUrl());
    const key = boardKey(panel.made.eventId, panel.made.contestId);
    await expect.poll(() => redis.hget(key, 'revision')).not.toBeNull();
    const body = (await redis.hget(key, 'body'))!;
    await redis.hset(key, 'body', body.replace(/"score":"\d/, '"score":"9'));
    const { code, out } = await run(['verify', '--event', panel.made.eventId]);
    await redis.hset(key, 'body', body);
    await redis.quit();
    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('榜单 board') });
  });

  it('refuses what it does not know, with its help', async () => {
    expect(await run(['mend'])).toMatchObject({ code: 2, aside: expect.stringContaining('npm run audit -- verify') });
    expect(await run(['verify', '--event', '00000000-0000-4000-8000-000000000000'])).toMatchObject({ code: 2, aside: expect.stringContaining('No such event') });
  });
});
