// A year's example: every state is there, the audit verifies every chain, and the same seed gives the same year on another database.

import { auditContest, auditProgramme } from '@leitai/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEvaluations } from '../../apps/server/src/audit/evaluations.ts';
import { Client } from '../../apps/simulator/src/client.ts';
import { playYear, type PlayedYear } from '../../apps/simulator/src/year/play-year.ts';
import { makeOrganiser, PASSWORD } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import type { Visitor } from '../support/visitor.ts';

type World = { readonly node: TestNode; readonly organiser: Visitor; readonly played: PlayedYear };
let worlds: readonly World[] = [];
const today = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  const nodes = await Promise.all([startNode(), startNode()]);
  worlds = await Promise.all(nodes.map(async (node) => {
    const organiser = await makeOrganiser(node.base, node.setupPath);
    const client = new Client(node.base, { cookie: organiser.cookie });
    return { node, organiser, played: await playYear({ organiser: client, seed: 7, on: today, size: 'small', password: PASSWORD, signal: new AbortController().signal }, () => {}) };
  }));
}, 300_000);
afterAll(() => Promise.all(worlds.map(({ node }) => node.close())));

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
    visits: sorted(visits.flatMap(([plan, own]) => own.map((one) => [plan, one.organisation.zh, one.from, one.state, one.total, one.nonconforming, one.inspectedAt].join(' ')))),
    findings: sorted(findings.map((one) => [one.number, one.state, one.severity, one.foundOn, one.due, one.organisation.name.zh].join(' '))),
    registers, surveys: surveys.map(({ title, state, answers }) => [title.zh, state, answers]),
    qualifications: sorted(rows.map((one) => [one.number, one.name, one.state, one.score, one.until].join(' '))),
    rounds: rounds.map(({ applications }) => sorted(applications.map((one) => [one.team, one.unit.zh, one.state, one.self, one.review, one.rank, one.plaque].join(' ')))),
    indicators: indicators.map(({ criterionId, reading, points }) => [criterionId, reading.figures, points, reading.rows.length] as const),
    plaques: rounds.flatMap(({ plaques }) => sorted(plaques.map((one) => [one.number, one.state].join(' ')))),
  };
}

test('the same seed gives the same year, with every state a visitor should see', async () => {
  const [one, other] = await Promise.all(worlds.map(summary));
  expect(other).toEqual(one);
  const states = (lines: readonly string[]) => new Set(lines.map((line) => line.split(' ')[1]!));
  expect(states(one!.findings)).toEqual(new Set(['opened', 'acknowledged', 'rectified', 'closed', 'improving', 'improved', 'withdrawn']));
  expect(new Set(one!.qualifications.map((line) => line.split(' ')[2]!))).toEqual(new Set(['valid', 'due', 'expired', 'withdrawn', 'superseded']));
  const fed = one!.indicators.filter(([, figures, , rows]) => figures !== null && rows > 0).map(([id]) => id);
  expect(fed).toEqual(expect.arrayContaining(['qualified', 'standards-valid', 'five-fixed', 'awareness', 'training', 'documents', 'plan-done', 'rectified', 'satisfaction', 'honours']));
  expect(one!.evaluations.map(([state]) => state)).toEqual(['approved']);
  expect(one!.surveys.map(([, state]) => state).toSorted()).toEqual(['closed', 'open']);
});

test('every chain of it verifies', async () => {
  const [{ node }] = worlds as [World, World];
  for (const { id, eventId } of await node.db.contest.findMany()) expect((await auditContest(node.db, eventId, id)).faults).toEqual([]);
  for (const { id } of await node.db.event.findMany()) expect([...(await auditProgramme(node.db, id)).faults, ...(await auditEvaluations(node.db, id))]).toEqual([]);
});
