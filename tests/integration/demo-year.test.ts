// A year's example: every state is there, the audit verifies every chain, and the same seed gives the same year on another database, where hostile hands wrote it.

import { setTimeout as pause } from 'node:timers/promises';
import { REGISTERS } from '@leitai/contract/register-kinds';
import { auditContest, auditProgramme, sha256 } from '@leitai/database';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEvaluations } from '../../apps/server/src/audit/evaluations.ts';
import { Client } from '../../apps/simulator/src/client.ts';
import { playYear, type PlayedYear } from '../../apps/simulator/src/year/play-year.ts';
import { houseDay } from '../support/days.ts';
import { makeOrganiser, PASSWORD } from '../support/factory.ts';
import { ended } from '../support/event-files.ts';
import { hostileHands, isSpoilt, unspoil } from '../support/hostile-hands.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { refusal } from '../support/refusal.ts';
import type { Visitor } from '../support/visitor.ts';

type World = { readonly node: TestNode; readonly organiser: Visitor; readonly played: PlayedYear };
let worlds: readonly World[] = [];
let hands: ReturnType<typeof hostileHands>;
const today = houseDay();
/** What is done on the last day is dated in its morning, or where that is still to come when it arrives. */
const past = (at: string | null): string => (at === null || Date.parse(at) < Date.parse(`${today}T00:00:00+08:00`) ? at ?? '' : 'last day');

beforeAll(async () => {
  const nodes = await Promise.all([startNode(), startNode()]);
  hands = hostileHands(nodes[1].base);
  worlds = await Promise.all(nodes.map(async (node) => {
    const organiser = await makeOrganiser(node.base, node.setupPath);
    const client = new Client(node.base, { cookie: organiser.cookie });
    return { node, organiser, played: await playYear({ organiser: client, seed: 7, on: today, size: 'small', password: PASSWORD, signal: new AbortController().signal }, () => {}) };
  }));
}, 300_000);
afterAll(async () => {
  hands.stop();
  await Promise.all(worlds.map(({ node }) => node.close()));
});

/** Everything a visitor is shown, without ids and times. */
async function summary({ organiser, played }: World) {
  const at = (eventId: string) => ({ params: { eventId } });
  const { plans } = await organiser.call('GET /api/events/:eventId/plans', at(played.inspection));
  const visits = await Promise.all(plans.map(async ({ id, name }) => [name, await organiser.call('GET /api/events/:eventId/plans/:planId/visits', { params: { eventId: played.inspection, planId: id } })] as const));
  const { findings } = await organiser.call('GET /api/events/:eventId/findings', at(played.inspection));
  const { rows } = await organiser.call('GET /api/events/:eventId/qualifications', at(played.inspection));
  const surveys = await organiser.call('GET /api/events/:eventId/surveys', at(played.inspection));
  const { registers } = await organiser.call('GET /api/events/:eventId/registers', at(played.inspection));
  const rounds = await Promise.all([played.lastRound, played.thisRound].map((eventId) => organiser.call('GET /api/events/:eventId/demonstration', at(eventId))));
  const [team] = rounds[1]!.applications.filter(({ state }) => state === 'review');
  const { indicators } = await organiser.call('GET /api/events/:eventId/demonstration/applications/:applicationId/indicators', { params: { eventId: played.thisRound, applicationId: team!.id } });
  const sorted = (lines: readonly string[]): string[] => lines.toSorted();
  const { evaluations } = await organiser.call('GET /api/events/:eventId/evaluations', at(played.inspection));
  return {
    evaluations: evaluations.map(({ state, subjects }) => [state, ...subjects.map((one) => [one.organisation.zh, one.exact, one.grade?.zh, one.headcount, one.done, one.planned].join(' '))]),
    visits: sorted(visits.flatMap(([plan, own]) => own.map((one) => [plan, one.organisation.zh, one.from, one.state, one.total, one.nonconforming, past(one.inspectedAt)].join(' ')))),
    findings: sorted(findings.map((one) => [one.number, one.state, one.severity, one.foundOn, one.due, one.organisation.name.zh, one.clause?.standard, one.clause?.number].join(' '))),
    registers, surveys: surveys.map(({ title, state, answers }) => [title.zh, state, answers]),
    qualifications: sorted(rows.map((one) => [one.number, one.name, one.state, one.score, one.until].join(' '))),
    rounds: rounds.map(({ applications }) => sorted(applications.map((one) => [one.team, one.unit.zh, one.state, one.self, one.review, one.rank, one.plaque].join(' ')))),
    indicators: indicators.map(({ criterionId, reading, points }) => [criterionId, reading.figures, points, reading.rows.length] as const),
    plaques: rounds.flatMap(({ plaques }) => sorted(plaques.map((one) => [one.number, one.state].join(' ')))),
  };
}

/** One hash of all that was marked, entered and answered, by names and in no order: ids, passwords, codes and times of recording left out. */
async function contentHash({ node: { db } }: World): Promise<string> {
  const said = await db.$queryRaw<{ line: string }[]>`
    SELECT jsonb_build_array('mark', ev.name, p.letter, ip.name, ir.number, o.name, pe.name, j.seat, m.criterion_id, m.value, m.version, s.state)::text AS line
    FROM mark m JOIN sheet s ON s.event_id = m.event_id AND s.id = m.sheet_id JOIN judge j ON j.event_id = s.event_id AND j.id = s.judge_id
    JOIN entrant e ON e.event_id = s.event_id AND e.id = s.entrant_id JOIN person pe ON pe.event_id = e.event_id AND pe.id = e.person_id JOIN organisation o ON o.event_id = e.event_id AND o.id = e.organisation_id
    JOIN contest c ON c.event_id = e.event_id AND c.id = e.contest_id JOIN post p ON p.event_id = c.event_id AND p.id = c.post_id JOIN event ev ON ev.id = c.event_id
    LEFT JOIN inspection_round ir ON ir.event_id = c.event_id AND ir.contest_id = c.id LEFT JOIN inspection_plan ip ON ip.event_id = ir.event_id AND ip.id = ir.plan_id
    UNION ALL SELECT jsonb_build_array('result', ev.name, p.letter, ip.name, ir.number, o.name, pe.name, r.status, r.total)::text
    FROM result r JOIN entrant e ON e.event_id = r.event_id AND e.id = r.entrant_id JOIN person pe ON pe.event_id = e.event_id AND pe.id = e.person_id
    JOIN organisation o ON o.event_id = e.event_id AND o.id = e.organisation_id JOIN contest c ON c.event_id = e.event_id AND c.id = e.contest_id
    JOIN post p ON p.event_id = c.event_id AND p.id = c.post_id JOIN event ev ON ev.id = c.event_id
    LEFT JOIN inspection_round ir ON ir.event_id = c.event_id AND ir.contest_id = c.id LEFT JOIN inspection_plan ip ON ip.event_id = ir.event_id AND ip.id = ir.plan_id
    UNION ALL SELECT jsonb_build_array('line', r.register, r.day, o.name, p.code, r.body, r.state, r.version)::text
    FROM register_entry r LEFT JOIN organisation o ON o.event_id = r.event_id AND o.id = r.organisation_id LEFT JOIN post p ON p.event_id = r.event_id AND p.id = r.post_id
    UNION ALL SELECT jsonb_build_array('answer', sv.title, o.name, a.levels, a.comment)::text
    FROM survey_answer a JOIN survey sv ON sv.event_id = a.event_id AND sv.id = a.survey_id JOIN survey_subject u ON u.event_id = a.event_id AND u.id = a.subject_id LEFT JOIN organisation o ON o.event_id = u.event_id AND o.id = u.organisation_id
    UNION ALL SELECT jsonb_build_array('indicator', a.team, i.criterion_id, i.points, i.statement, i.state)::text
    FROM demonstration_item i JOIN demonstration_application a ON a.event_id = i.event_id AND a.id = i.application_id`;
  return sha256(said.map(({ line }) => JSON.stringify(unspoil(JSON.parse(line)))).toSorted().join('\n'));
}

test('the same seed gives the same year, with every state a visitor should see', async () => {
  const [one, other] = await Promise.all(worlds.map(summary));
  expect(other).toEqual(one);
  const [hash, otherHash] = await Promise.all(worlds.map(contentHash));
  expect(otherHash).toBe(hash);
  const states = (lines: readonly string[]) => new Set(lines.map((line) => line.split(' ')[1]!));
  expect(states(one!.findings)).toEqual(new Set(['opened', 'acknowledged', 'rectified', 'closed', 'improving', 'improved', 'withdrawn']));
  // Of all that came from a visit; what was complained of cites none.
  expect(one!.findings.filter((line) => / DEMO \d\d 5\.\d$/.test(line)).length).toBeGreaterThan(one!.findings.length / 2);
  expect(new Set(one!.qualifications.map((line) => line.split(' ')[2]!))).toEqual(new Set(['valid', 'due', 'expired', 'withdrawn', 'superseded']));
  const fed = one!.indicators.filter(([, figures, , rows]) => figures !== null && rows > 0).map(([id]) => id);
  expect(fed).toEqual(expect.arrayContaining(['qualified', 'standards-valid', 'five-fixed', 'awareness', 'training', 'documents', 'plan-done', 'rectified', 'satisfaction', 'honours']));
  expect(one!.evaluations.map(([state]) => state)).toEqual(['approved']);
  expect(one!.surveys.map(([, state]) => state).toSorted()).toEqual(['closed', 'open']);
});

test('every chain of it verifies', async () => {
  const [, { node }] = worlds as [World, World];
  for (const { id, eventId } of await node.db.contest.findMany()) expect((await auditContest(node.db, eventId, id)).faults).toEqual([]);
  for (const { id } of await node.db.event.findMany()) expect([...(await auditProgramme(node.db, id)).faults, ...(await auditEvaluations(node.db, id))]).toEqual([]);
});

/** Addresses of a workbook of each kind. */
async function workbooks({ organiser, node, played: { inspection, checks, lastRound } }: World): Promise<string[]> {
  const of = (eventId: string, ...paths: string[]): string[] => paths.map((path) => `/api/events/${eventId}/${path}`);
  const [finding, visit, check, application] = await Promise.all([
    node.db.finding.findFirstOrThrow({ where: { eventId: inspection, state: 'improved' } }), node.db.inspectionVisit.findFirstOrThrow({ where: { eventId: inspection, version: { gt: 0 } } }),
    node.db.contest.findFirstOrThrow({ where: { eventId: checks[0]! } }), node.db.demonstrationApplication.findFirstOrThrow({ where: { eventId: lastRound, state: 'named' } }),
  ]);
  const place = { params: { eventId: inspection } };
  const [[closed], schemes] = await Promise.all([organiser.call('GET /api/events/:eventId/surveys', place), organiser.call('GET /api/events/:eventId/schemes', place)]);
  return [
    ...REGISTERS.flatMap((register) => of(inspection, `registers/${register}/list.xlsx`)),
    ...['finding-report', 'recheck-record', 'improvement-record'].flatMap((form) => of(inspection, `findings/${finding.id}/papers/${form}.xlsx`)),
    ...of(inspection, 'training-plan.xlsx', `surveys/${closed!.id}/results.xlsx`, `visits/${visit.entrantId}/papers/inspection-record.xlsx`, `schemes/${schemes.find(({ code }) => code.endsWith('_VISIT'))!.id}/workbook`, 'papers/problem-list.xlsx', 'papers/measure-list.xlsx', 'papers/training-list.xlsx'),
    ...of(checks[0]!, `contests/${check.id}/papers/summary.xlsx`, `contests/${check.id}/papers/standings.xlsx`),
    ...of(lastRound, `demonstration/applications/${application.id}/papers/demonstration-sheet.xlsx`),
  ];
}

test('what hostile hands wrote is text in every workbook, with which no spreadsheet program reckons', async () => {
  expect(hands.taken()).toBeGreaterThan(50);
  const [, hostile] = worlds as [World, World];
  for (const path of await workbooks(hostile)) {
    const response = await hostile.organiser.fetch(path);
    expect(response.status, path).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await response.arrayBuffer());
    const cells: ExcelJS.Cell[] = [];
    for (const sheet of book.worksheets) sheet.eachRow((row) => row.eachCell((cell) => void cells.push(cell)));
    expect(cells.filter(({ type }) => type !== ExcelJS.ValueType.String && type !== ExcelJS.ValueType.Number).map(({ address, type }) => `${path} ${address} ${type}`)).toEqual([]);
    expect(cells.filter(({ type, text, numFmt }) => type === ExcelJS.ValueType.String && /^[=+\-@\t\r]/.test(text) && numFmt !== '@').map(({ address, text }) => `${path} ${address} ${text}`)).toEqual([]);
    expect(cells.some(({ text }) => isSpoilt(text)), path).toBe(true);
  }
});

test('the product plays it into itself at one press, as a job that tells how far it is and can be stopped; beside events of one’s own it does not', async () => {
  const node = await startNode();
  try {
    const organiser = await makeOrganiser(node.base, node.setupPath);
    const { job: { id: jobId }, password } = await organiser.call('POST /api/example-year');
    for (;;) {
      const { state, step, done, total } = await organiser.call('GET /api/jobs/:jobId', { params: { jobId } });
      expect([state, step]).toEqual(['working', 'play']);
      // The accounts are 2 of 100: from there on it moves with the visits.
      if (total === 100 && done > 3) break;
      await pause(50);
    }
    expect(await organiser.call('GET /api/example-year')).toMatchObject({ job: { id: jobId, state: 'working' }, password });
    await organiser.call('DELETE /api/jobs/:jobId', { params: { jobId } });
    expect(await ended(organiser, await organiser.call('GET /api/jobs/:jobId', { params: { jobId } }))).toMatchObject({ state: 'cancelled' });
    await new Client(node.base).api('POST /api/session', {}, { name: '示例·冯检查', password });
    await expect(organiser.call('POST /api/example-year')).rejects.toEqual(refusal('example.own-events'));
    // Told again and again until it was noted, and then no more.
    expect(await organiser.call('GET /api/example-year')).toMatchObject({ job: { state: 'cancelled' }, password });
    await organiser.call('DELETE /api/example-year');
    expect(await organiser.call('GET /api/example-year')).toBeNull();
  } finally {
    await node.close();
  }
});
