/** Points of a stage that is not judged here: brought in by two people, counted everywhere, corrected the same way. */
import { auditContest, contestBundle } from '@leitai/database';
import { recompute, RULE_PRESETS, rowsOf, type Rules } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recheck } from '../support/draw.ts';
import { makeAccount, makeBadges, makeEvent, makeOrganiser, openContest, openResult, rosterForm } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { pairPanel, type Panel } from '../support/panel.ts';
import { Tamperer } from '../support/tamper.ts';
import type { Visitor } from '../support/visitor.ts';

const { rules } = RULE_PRESETS.find(({ id }) => id === 'theory-30')!;
const POST = 'CLEAN_INDOOR';
const FILE = ['姓名,工号,理论成绩', `选手${POST}0,${POST}-0,90.50`, `选手${POST}1,,80`].join('\n');

let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
let panel: Panel;
let tamperer: Tamperer | undefined;

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周明远');
  const { contests: [made] } = await makeEvent(organiser, { entrants: 3, judges: 3 });
  const params = { eventId: made!.eventId, contestId: made!.contestId };
  const { hash } = await organiser.call('GET /api/events/:eventId/contests/:contestId/rules', { params });
  await organiser.call('POST /api/events/:eventId/contests/:contestId/rules', { params, body: { rules, expected: hash } });
  await openContest(organiser, made!);
  panel = await pairPanel(organiser, made!);
});
afterAll(async () => {
  await tamperer?.close();
  panel.close();
  await node.close();
});

const preview = (text: string, stageId = 'theory') => {
  const form = rosterForm(text, '理论.csv');
  form.append('stageId', stageId);
  return organiser.call('POST /api/events/:eventId/contests/:contestId/points/preview', { params: panel.params, form });
};
const propose = (rows: { personId: string; points: string }[], reason = '理论考试', by = organiser) =>
  by.call('POST /api/events/:eventId/contests/:contestId/points', { params: panel.params, body: { stageId: 'theory', reason, rows } });
const decide = (verb: 'approve' | 'reject', importId: string, by = supervisor) => {
  const params = { ...panel.params, importId };
  return verb === 'approve'
    ? by.call('POST /api/events/:eventId/contests/:contestId/points/:importId/approve', { params })
    : by.call('POST /api/events/:eventId/contests/:contestId/points/:importId/reject', { params, body: { reason: '名单有误' } });
};
const results = () => organiser.call('GET /api/events/:eventId/contests/:contestId/results', { params: panel.params });
const faults = async () => (await auditContest(node.db, panel.params.eventId, panel.params.contestId)).faults;
const people = async (): Promise<string[]> => (await preview(FILE)).rows.map(({ personId }) => personId!);

describe('the file', () => {
  it('is shown as it would be, and who is still without points; nothing is stored', async () => {
    const { rows, without } = await preview(FILE);
    expect(rows.map(({ line, who, before, after, faults: wrong }) => [line, who, before, after, wrong])).toEqual([
      [2, `选手${POST}0`, null, '90.5', []], [3, `选手${POST}1`, null, '80', []],
    ]);
    expect(without.map(({ who }) => who)).toEqual([`选手${POST}2`]);
    expect(await node.db.pointsImport.count()).toBe(0);
  });

  it('has each faulty row named with its column', async () => {
    const { rows } = await preview(['姓名,工号,成绩', '谁也不是,,80', `选手${POST}0,${POST}-1,80`, `选手${POST}0,,101`, `选手${POST}1,,八十`, `选手${POST}2,,`, `选手${POST}2,,70`, `选手${POST}2,,71`, `选手${POST}1,,=1+1`].join('\n'));
    expect(rows.map(({ faults: wrong }) => wrong.map(({ column, code }) => `${column} ${code}`).join())).toEqual([
      'who unknown-person', 'who other-name', 'points over-max', 'points not-a-number', 'points required', 'who duplicate', 'who duplicate', 'points formula,who duplicate',
    ]);
  });

  it('needs its columns, a stage that takes points, and something to read', async () => {
    await expect(preview('姓名,备注\n甲,乙')).rejects.toMatchObject({ code: 'import.missing-column' });
    await expect(preview(FILE, 'practical')).rejects.toMatchObject({ code: 'points.stage' });
    await expect(preview('')).rejects.toMatchObject({ code: expect.stringMatching(/^import\./) as string });
  });
});

describe('two people', () => {
  it('one proposes, and the same one does not approve; what is rejected counts nowhere', async () => {
    const [first] = await people();
    const { importId } = await propose([{ personId: first!, points: '60' }]);
    await expect(propose([{ personId: first!, points: '61' }])).rejects.toMatchObject({ code: 'points.pending' });
    await expect(decide('approve', importId, organiser)).rejects.toMatchObject({ code: 'sign-off.same-person' });
    await decide('reject', importId);
    await expect(decide('approve', importId)).rejects.toMatchObject({ code: 'points.decided' });
    expect((await preview(FILE)).rows[0]!.before).toBeNull();
    const refused = await propose([{ personId: first!, points: '100.5' }]).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'points.invalid' });
  });

  it('of two who decide at once, one does', async () => {
    const [first, second] = await people();
    const { importId } = await propose([{ personId: first!, points: '90.5' }, { personId: second!, points: '80' }]);
    const settled = await Promise.allSettled([decide('approve', importId), decide('reject', importId)]);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    if (settled[0]!.status === 'rejected') await decide('approve', (await propose([{ personId: first!, points: '90.5' }, { personId: second!, points: '80' }])).importId);
    await expect(propose([{ personId: first!, points: '90.5' }])).rejects.toMatchObject({ code: 'points.empty' });
  });
});

describe('once results are confirmed', () => {
  beforeAll(async () => {
    for (const [index, entrant] of panel.entrants.entries()) {
      await panel.submitAll(entrant, index * 10);
      await panel.confirm(entrant);
    }
  });

  it('the points count by their weight, and who lacks them has no place', async () => {
    const { rows, recomputed } = await results();
    expect(recomputed).toBe(true);
    const scored = rows.filter(({ total }) => total !== null);
    expect(scored).toHaveLength(2);
    for (const { working, total } of scored) {
      const weighted = working.flatMap((step) => (step.type === 'weighted' ? [[step.of, step.percent]] : []));
      expect(weighted).toEqual([['practical', '70'], ['theory', '30']]);
      expect(working.at(-1)).toMatchObject({ type: 'rounded', stage: 'total', to: total!.replace(/\.?0+$/, '') });
    }
    expect(rows.find(({ rank }) => rank === null)!.working).toContainEqual(expect.objectContaining({ rule: 'STAGE-4', type: 'missing', of: 'theory' }));
  });

  it('the contest does not close before everybody has them', async () => {
    const close = () => organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: panel.params, body: { state: 'closed' } });
    await expect(close()).rejects.toMatchObject({ code: 'contest.unfinished', details: { points: [`选手${POST}2`] } });
    const { rows: [row] } = await preview(`姓名,成绩\n选手${POST}2,77`);
    await decide('approve', (await propose([{ personId: row!.personId!, points: '77' }])).importId);
    await close();
  });

  it('the own result shows each stage on its own line', async () => {
    const [badge] = await makeBadges(organiser, panel.made);
    const own = await (await openResult(node.base, badge!)).call('GET /api/my/result');
    expect(own.stages.map(({ id, weight }) => [id, weight])).toEqual([['practical', '70'], ['theory', '30']]);
    expect(own.max).toBe('100');
  });

  it('the bundle recomputes to what is published, with the points in it', async () => {
    const bundle = (await contestBundle(node.db, panel.params.eventId, panel.params.contestId))!;
    expect(bundle.points).toHaveLength(3);
    expect(rowsOf(recompute(bundle))).toEqual(bundle.published!.rows);
  });

  it('a correction goes the same way, with its reason, is checked again, and is told', async () => {
    await recheck(supervisor, panel.made);
    const before = await results();
    const [first] = await people();
    await decide('approve', (await propose([{ personId: first!, points: '10' }], '阅卷登分有误')).importId);
    const after = await results();
    const moved = after.rows.filter(({ correctedAt }) => correctedAt !== null);
    expect(moved).toHaveLength(1);
    expect(moved[0]!.total).not.toBe(before.rows.find(({ entrantId }) => entrantId === moved[0]!.entrantId)!.total);
    const [badge] = (await makeBadges(organiser, panel.made)).filter(({ code }) => code === moved[0]!.code);
    const own = await (await openResult(node.base, badge!)).call('GET /api/my/result');
    expect(own.correction).toMatchObject({ reason: '阅卷登分有误' });
    expect(after.recheck.sample.length).toBeGreaterThanOrEqual(before.recheck.sample.length);
    expect(await faults()).toEqual([]);
  });

  it('several are published with one signature, if nothing happened since they were looked at', async () => {
    const { params } = panel;
    for (const { entrantId } of (await results()).recheck.sample) {
      await supervisor.call('POST /api/events/:eventId/contests/:contestId/recheck/:entrantId', { params: { ...params, entrantId }, body: { error: null } });
    }
    const sign = () => panel.chief.visitor.call('POST /api/events/:eventId/contests/:contestId/signature/chief', { params, body: { note: '' } });
    const { importId } = await propose([{ personId: (await people())[0]!, points: '12' }]);
    await expect(sign()).rejects.toMatchObject({ code: 'points.pending' });
    await decide('reject', importId);
    await sign();
    const { head, results: shown } = await supervisor.call('GET /api/events/:eventId/contests/:contestId/publication', { params });
    const publish = (at: string) => supervisor.call('POST /api/events/:eventId/publication', { params: { eventId: params.eventId }, body: { contests: [{ contestId: params.contestId, head: at }], days: 2 } });
    await expect(publish('0'.repeat(64))).rejects.toMatchObject({ code: 'publication.stale' });
    await expect(propose([{ personId: (await people())[0]!, points: '11' }])).rejects.toMatchObject({ code: 'correction.signed' });
    await publish(head);
    const progress = await organiser.call('GET /api/events/:eventId/progress', { params: { eventId: params.eventId } });
    expect(progress.contests).toMatchObject([{ state: 'provisional', ranked: 3, lacking: 0, awards: shown.rows.filter(({ award }) => award).length }]);
    expect(progress.standings.every(({ working }) => working.length > 0)).toBe(true);
    expect(shown.rows).toHaveLength(3);
  });

  it('a frozen contest goes on showing what it showed', async () => {
    const { params } = panel;
    await organiser.call('POST /api/events/:eventId/freeze', { params: { eventId: params.eventId }, body: { contestIds: [params.contestId], frozen: true } });
    const board = () => organiser.call('GET /api/events/:eventId/contests/:contestId/board', { params });
    await expect.poll(async () => (await board()).frozenSince).toEqual(expect.any(String));
    const before = await board();
    await decide('approve', (await propose([{ personId: (await people())[0]!, points: '99' }], '申诉成立')).importId);
    await expect.poll(async () => (await board()).revision).toBeGreaterThan(before.revision);
    expect((await board()).rows).toEqual(before.rows);
    expect(await faults()).toEqual([]);
  });

  it('nothing is final while points wait for their decision', async () => {
    const { params } = panel;
    const where = { eventId_id: { eventId: params.eventId, id: params.contestId } };
    const { objectionsUntil } = await node.db.contest.findUniqueOrThrow({ where });
    const final = () => supervisor.call('POST /api/events/:eventId/contests/:contestId/final', { params });
    const { importId } = await propose([{ personId: (await people())[0]!, points: '98' }], '漏登');
    await node.db.contest.update({ where, data: { objectionsUntil: new Date(Date.now() - 1_000) } });
    await expect(final()).rejects.toMatchObject({ code: 'points.pending' });
    await decide('reject', importId);
    await node.db.contest.update({ where, data: { objectionsUntil } });
    await expect(final()).rejects.toMatchObject({ code: 'publication.open' });
    expect((await results()).contest.state).toBe('provisional');
  });

  it('the audit names what was touched', async () => {
    tamperer = await Tamperer.open(node.databaseUrl, ['points_import'], panel.made);
    const one = `WHERE id = (SELECT id FROM points_import WHERE contest_id = :contest AND state = 'approved' ORDER BY seq LIMIT 1)`;
    for (const [column, sql] of [
      ['rows', `UPDATE points_import SET rows = jsonb_set(rows, '{0,after}', '"100"') ${one}`],
      ['seq', `UPDATE points_import SET seq = seq + 1 ${one}`],
      ['decided_by', `UPDATE points_import SET decided_by = '别人' ${one}`],
      ['state', `UPDATE points_import SET state = 'rejected' ${one}`],
      ['*', `DELETE FROM points_import ${one}`],
    ] as const) {
      expect(await tamperer.while(sql, faults)).toContainEqual(expect.objectContaining({ table: 'points_import', column }));
    }
  });
});

it('rules whose points are in keep their stage', async () => {
  const { contests: [made] } = await makeEvent(organiser, { entrants: 2, judges: 3 });
  const params = { eventId: made!.eventId, contestId: made!.contestId };
  const change = async (next: Rules) => {
    const { hash } = await organiser.call('GET /api/events/:eventId/contests/:contestId/rules', { params });
    return organiser.call('POST /api/events/:eventId/contests/:contestId/rules', { params, body: { rules: next, expected: hash } });
  };
  await change(rules);
  const { entrants } = { entrants: await node.db.entrant.findMany({ where: params }) };
  await organiser.call('POST /api/events/:eventId/contests/:contestId/points', { params, body: { stageId: 'theory', reason: '理论', rows: [{ personId: entrants[0]!.personId, points: '80' }] } });
  const { stages: _, ...without } = rules;
  await expect(change({ ...without, ranking: { style: '1224', tieBreaks: [] } })).rejects.toMatchObject({ code: 'rules.points' });
  await change({ ...rules, awards: [] });
});
