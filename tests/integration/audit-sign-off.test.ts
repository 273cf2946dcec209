/** The audit knows what made signatures, the recheck, corrections and the station's timer stand, and names whatever of them was touched by hand. */
import { auditContest, type AuditFault } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { randomFor } from '../../apps/simulator/src/random.ts';
import { makeAccount, makeOrganiser } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { Tamperer } from '../support/tamper.ts';
import type { Visitor } from '../support/visitor.ts';

const TABLES = ['contest_event', 'contest', 'mark', 'sheet', 'result', 'entrant', 'sign_off', 'recheck', 'correction', 'attempt'] as const;

let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
let panel: Panel;
let tamperer: Tamperer;

/** A provisional contest: one result corrected while it was judged, one after an error in the recheck, one proposal rejected; a timer that was driven, one that ran to the confirmation. */
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周明远');
  panel = await makePanel(organiser, { entrants: 3, judges: 3 });
  const [first, second, third] = panel.entrants as [string, string, string];
  const drive = (name: 'timer:start' | 'timer:stop', entrantId: string) => panel.chief.connection.send(name, { ...command(), entrantId });
  const call = (entrantId: string) => panel.chief.connection.send('entrant:call', { ...command(), entrantId });
  await call(first);
  await drive('timer:start', first);
  await panel.chief.connection.send('timer:extend', { ...command(), entrantId: first, seconds: 60 });
  await drive('timer:stop', first);
  await call(second);
  await drive('timer:start', second);
  for (const [index, entrant] of panel.entrants.entries()) {
    await panel.submitAll(entrant, index * 10);
    await panel.confirm(entrant);
  }
  await correct(first, true);
  await correct(third, false);
  const { params } = panel;
  await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params, body: { state: 'closed' } });
  await organiser.call('POST /api/events/:eventId/contests/:contestId/recheck/figures', { params, body: { top: 100, rest: 0, limit: 50 } });
  await supervisor.call('POST /api/events/:eventId/contests/:contestId/recheck', { params });
  const check = (entrantId: string, error: string | null) =>
    supervisor.call('POST /api/events/:eventId/contests/:contestId/recheck/:entrantId', { params: { ...params, entrantId }, body: { error } });
  await check(second, '读数抄错');
  await correct(second, true);
  for (const entrant of [first, second]) await check(entrant, null);
  await check(third, '涂改未签名');
  await panel.chief.visitor.call('POST /api/events/:eventId/contests/:contestId/signature/chief', { params, body: { note: '已补签' } });
  await supervisor.call('POST /api/events/:eventId/contests/:contestId/signature/supervisor', { params, body: { days: 3 } });
  tamperer = await Tamperer.open(node.databaseUrl, TABLES, panel.made);
});
afterAll(async () => {
  await tamperer.close();
  panel.close();
  await node.close();
});

/** Proposes another level for a criterion on one sheet, and approves or rejects it. */
async function correct(entrantId: string, approve: boolean): Promise<void> {
  const { params } = panel;
  const { sheets, resultRevision } = await organiser.call('GET /api/events/:eventId/contests/:contestId/corrections/entrants/:entrantId', { params: { ...params, entrantId } });
  const { id: criterionId } = allCriteria(panel.scheme).find(({ scale }) => scale.type === 'levels')!;
  const { value, version } = sheets[0]!.marks.find((mark) => mark.criterionId === criterionId)!;
  const level = value?.type === 'levels' && value.level === 0 ? 3 : 0;
  const marks = [{ sheetId: sheets[0]!.id, criterionId, value: { type: 'levels' as const, level }, expectedVersion: version }];
  const body = { entrantId, resultRevision, marks, vetoes: {}, reason: '录入有误' };
  const { correctionId } = await organiser.call('POST /api/events/:eventId/contests/:contestId/corrections', { params, body });
  const at = { ...params, correctionId };
  if (approve) await supervisor.call('POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/approve', { params: at });
  else await supervisor.call('POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/reject', { params: at, body: { reason: '原记录无误' } });
}

const findings = async (): Promise<AuditFault[]> => [...(await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults];

it('finds nothing where nobody touched anything', async () => {
  expect(await findings()).toEqual([]);
});

const approved = 'WHERE id = (SELECT id FROM correction WHERE contest_id = :contest AND state = \'approved\' ORDER BY seq LIMIT 1)';
const rejected = 'WHERE contest_id = :contest AND state = \'rejected\'';
const amended = 'WHERE contest_id = :contest AND seq = (SELECT min(seq) FROM result WHERE contest_id = :contest AND amended_seq IS NOT NULL)';
const error = 'WHERE contest_id = :contest AND error IS NOT NULL';
const driven = 'WHERE contest_id = :contest AND extra_ms > 0';
it.each([
  ['recheck', 'error', `UPDATE recheck SET error = NULL ${error}`],
  ['recheck', 'error', `UPDATE recheck SET error = '无关紧要' ${error}`],
  ['recheck', 'checked_by', `UPDATE recheck SET checked_by = '别人' ${error}`],
  ['recheck', 'checked_at', `UPDATE recheck SET checked_at = checked_at + interval '1 millisecond' ${error}`],
  ['recheck', 'corrected', `UPDATE recheck SET corrected = false WHERE contest_id = :contest AND corrected`],
  ['recheck', '*', `DELETE FROM recheck ${error}`],
  ['sign_off', 'seed', `UPDATE sign_off SET seed = 'chosen' WHERE contest_id = :contest`],
  ['sign_off', 'drawn_at', `UPDATE sign_off SET drawn_at = drawn_at - interval '1 hour' WHERE contest_id = :contest`],
  ['sign_off', 'full', `UPDATE sign_off SET "full" = NOT "full" WHERE contest_id = :contest`],
  ['sign_off', 'chief_name', `UPDATE sign_off SET chief_name = '别人' WHERE contest_id = :contest`],
  ['sign_off', 'chief_note', `UPDATE sign_off SET chief_note = '' WHERE contest_id = :contest`],
  ['sign_off', 'supervisor_name', `UPDATE sign_off SET supervisor_name = '别人' WHERE contest_id = :contest`],
  ['sign_off', 'supervisor_signed_at', `UPDATE sign_off SET supervisor_signed_at = supervisor_signed_at - interval '1 day' WHERE contest_id = :contest`],
  ['sign_off', 'final_by', `UPDATE sign_off SET final_by = '别人' WHERE contest_id = :contest`],
  ['sign_off', '*', `DELETE FROM sign_off WHERE contest_id = :contest`],
  ['contest', 'objections_until', `UPDATE contest SET objections_until = objections_until - interval '1 day' WHERE id = :contest`],
  ['contest', 'published_at', `UPDATE contest SET published_at = published_at - interval '1 day' WHERE id = :contest`],
  ['contest', 'recheck_limit', `UPDATE contest SET recheck_limit = 100 WHERE id = :contest`],
  ['correction', 'reason', `UPDATE correction SET reason = '另有原因' ${approved}`],
  ['correction', 'change', `UPDATE correction SET change = jsonb_set(change, '{marks}', '[]') ${approved}`],
  ['correction', 'earlier', `UPDATE correction SET earlier = jsonb_set(earlier, '{total}', '"1"') ${approved}`],
  ['correction', 'moved', `UPDATE correction SET moved = '[]' ${approved}`],
  ['correction', 'proposed_by', `UPDATE correction SET proposed_by = '别人' ${approved}`],
  ['correction', 'decided_by', `UPDATE correction SET decided_by = '别人' ${approved}`],
  ['correction', 'decided_at', `UPDATE correction SET decided_at = decided_at + interval '1 millisecond' ${approved}`],
  ['correction', 'seq', `UPDATE correction SET seq = seq + 1 ${approved}`],
  ['correction', 'state', `UPDATE correction SET state = 'approved' ${rejected}`],
  ['correction', 'rejection', `UPDATE correction SET rejection = '' ${rejected}`],
  ['correction', '*', `DELETE FROM correction ${rejected}`],
  ['correction', '*', `UPDATE correction SET id = gen_random_uuid() ${approved}`],
  ['result', 'total', `UPDATE result SET total = '1' ${amended}`],
  ['result', 'amended_at', `UPDATE result SET amended_at = NULL ${amended}`],
  ['result', 'amended_seq', `UPDATE result SET amended_seq = amended_seq + 1 ${amended}`],
  ['sheet', 'amended_at', `UPDATE sheet SET amended_at = NULL WHERE contest_id = :contest AND amended_at IS NOT NULL`],
  ['mark', 'value', `UPDATE mark SET value = '{"type":"levels","level":1,"x":1}' WHERE version = 2 AND sheet_id IN (SELECT id FROM sheet WHERE contest_id = :contest)`],
  ['attempt', 'banked_ms', `UPDATE attempt SET banked_ms = banked_ms + 1 ${driven}`],
  ['attempt', 'extra_ms', `UPDATE attempt SET extra_ms = 0 ${driven}`],
  ['attempt', 'stopped', `UPDATE attempt SET stopped = false ${driven}`],
  ['attempt', 'running_since', `UPDATE attempt SET running_since = now() ${driven}`],
  ['attempt', 'banked_ms', `UPDATE attempt SET banked_ms = banked_ms + 60000 WHERE contest_id = :contest AND extra_ms = 0`],
  ['attempt', '*', `DELETE FROM attempt ${driven}`],
])('names %s.%s (change %#)', async (table, column, sql) => {
  expect(await tamperer.while(sql, findings)).toContainEqual(expect.objectContaining({ table, column, eventId: panel.made.eventId, contestId: panel.made.contestId }));
});

describe('the events of a correction', () => {
  it('an event without what its type has is named, and does not end the audit', async () => {
    const faults = await tamperer.while(`UPDATE contest_event SET body = replace(body, '"marks":', '"narks":') WHERE contest_id = :contest AND body::jsonb->>'type' = 'result:amend'`, findings);
    expect(faults.filter(({ table, column }) => table === 'contest_event' && column === 'body').length).toBeGreaterThan(2);
  });

  it('a touched finding is named alone, with its number', async () => {
    const { rows: [event] } = await tamperer.client.query<{ seq: number; body: string }>(
      `SELECT seq::int, body FROM contest_event WHERE contest_id = $1 AND body LIKE '%涂改未签名%'`, [panel.made.contestId]);
    const faults = await tamperer.while(`UPDATE recheck SET error = '无误' ${error}`, findings);
    expect(faults).toMatchObject([{ table: 'recheck', column: 'error', seq: event!.seq, expected: '涂改未签名', found: '无误', row: (JSON.parse(event!.body) as { entrantId: string }).entrantId }]);
  });

  // Eight stretches of the body, a character drawn from each: text of the database has no bytes of its own.
  it.each(['correction:propose', 'correction:reject', 'result:amend', 'recheck:draw', 'recheck:check', 'contest:state'])('no character of %s can be changed', async (type) => {
    const { rows } = await tamperer.client.query<{ seq: number; length: number }>(
      `SELECT seq::int, length(body) AS length FROM contest_event WHERE contest_id = $1 AND body::jsonb->>'type' = $2 ORDER BY seq`, [panel.made.contestId, type]);
    const random = randomFor(1, type);
    const { seq, length } = random.pick(rows);
    for (let stretch = 0; stretch < 8; stretch += 1) {
      const at = 1 + Math.floor(((stretch + random.next()) * length) / 8);
      const sql = `UPDATE contest_event SET body = overlay(body placing CASE substr(body, ${at}, 1) WHEN '~' THEN '!' ELSE '~' END from ${at} for 1) WHERE contest_id = :contest AND seq = ${seq}`;
      expect(await tamperer.while(sql, findings), `character ${at} of event ${seq}`).toContainEqual(expect.objectContaining({ seq, table: 'contest_event', column: 'body' }));
    }
  });
});
