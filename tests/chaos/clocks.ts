// What a clock that jumps under server and database must not do, and what it must: timers, sessions, codes, deadlines, the record.

import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@leitai/database';
import { command, RefusedByServer, type Client } from '../../apps/simulator/src/client.ts';
import { publish } from '../support/final.ts';
import { makeAccount, pairJudge, signInOrganiser } from '../support/factory.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { Visitor } from '../support/visitor.ts';
import type { Hall } from './hall.ts';
import { auditWrong } from './truth.ts';

const HOUR = 3_600_000;
/** Longer than a session is remembered, in milliseconds. */
const REMEMBERED = 1_200;
const SUPERVISOR = '钟表监督';

/** A contest of its own, judged and published while the clock jumps. @returns what went otherwise than it must. */
export async function clocksWrong(hall: Hall, organiser: Client): Promise<string[]> {
  const wrong: string[] = [];
  const must = (what: string, is: unknown, be: unknown): void => {
    if (is !== be) wrong.push(`clock, ${what}: ${String(is)}, not ${String(be)}`);
  };
  await hall.setClock(0);
  const visitor = new Visitor(hall.base, { cookie: organiser.cookieHeader() });
  const supervisor = await makeAccount(visitor, 'supervisor', SUPERVISOR);
  const panel = await makePanel(visitor, { entrants: 1, judges: 3 });
  const db = openDatabase(hall.databaseUrl, 2);
  try {
    await timers(hall, panel, must);
    await sessions(hall, panel, visitor, supervisor, db, must);
    await deadlines(hall, panel, visitor, supervisor, must);
    wrong.push(...(await auditWrong(db, panel.made.eventId, panel.made.contestId)));
  } finally {
    panel.close();
    await db.$disconnect();
  }
  return wrong;
}

type Must = (what: string, is: unknown, be: unknown) => void;
const roleOf = async (client: Visitor): Promise<string> => (await client.call('GET /api/session')).role;
const codeOf = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'ok', (error: unknown) => (error instanceof RefusedByServer ? error.code : String(error)));

/** A running timer counts the time that passed, wherever the clock goes meanwhile. */
async function timers(hall: Hall, { chief: { connection }, entrants: [entrantId] }: Panel, must: Must): Promise<void> {
  const on = { entrantId: entrantId! };
  await connection.send('entrant:call', { ...command(), ...on });
  for (const ahead of [5 * HOUR, -5 * HOUR, 0]) {
    const from = performance.now();
    const { timer: { bankedMs: before } } = await connection.send('timer:start', { ...command(), ...on });
    const started = performance.now();
    await hall.setClock(ahead);
    await pause(200);
    const least = performance.now() - started;
    const { timer: { bankedMs } } = await connection.send('timer:pause', { ...command(), ...on });
    const counted = bankedMs - before;
    must(`a timer while it jumps to ${ahead / HOUR} h counts what passed`, counted >= least - 5 && counted <= performance.now() - from + 5, true);
  }
}

/** Put back, it must not have a revoked device remembered; sessions and codes end by the clock there is, and are there again with it. */
async function sessions(hall: Hall, { made, tablets }: Panel, organiser: Visitor, supervisor: Visitor, db: ReturnType<typeof openDatabase>, must: Must): Promise<void> {
  const second = await pairJudge(organiser, made.eventId, made.judgeIds[0]!);
  const { code } = await organiser.call('POST /api/events/:eventId/judges/:judgeId/code', { params: { eventId: made.eventId, judgeId: made.judgeIds[1]! } });
  const look = () => codeOf(new Visitor(hall.base).call('POST /api/pairing/look', { body: { code } }));
  await hall.setClock(13 * HOUR);
  await pause(REMEMBERED);
  must('an account after 13 hours', await roleOf(supervisor), 'public');
  must('a judge after 13 hours', await roleOf(tablets[0]!.visitor), 'judge');
  must('a code after 13 hours', await look(), 'pairing.expired');
  await hall.setClock(0);
  await pause(REMEMBERED);
  must('an account once it is put right', await roleOf(supervisor), 'supervisor');
  must('a code once it is put right', await look(), 'ok');
  must('a second device', await roleOf(second), 'judge');
  await hall.setClock(-5 * HOUR);
  // As another node does it.
  const { id } = await db.session.findFirstOrThrow({ where: { judgeId: made.judgeIds[0]!, revokedAt: null }, orderBy: { createdAt: 'desc' } });
  await db.session.update({ where: { id }, data: { revokedAt: new Date() } });
  await pause(REMEMBERED);
  must('a device revoked after it was put back', await roleOf(second), 'public');
  await hall.setClock(0);
}

/** Deadlines are the database's clock's alone. */
async function deadlines(hall: Hall, panel: Panel, organiser: Visitor, supervisor: Visitor, must: Must): Promise<void> {
  const [entrant] = panel.entrants;
  await panel.submitAll(entrant!, 1);
  await panel.confirm(entrant!);
  await publish(organiser, supervisor, panel);
  const { params } = panel;
  const finish = async (): Promise<string> => codeOf((await signInOrganiser(hall.base, SUPERVISOR)).call('POST /api/events/:eventId/contests/:contestId/final', { params }));
  await hall.setClock(4 * 24 * HOUR, 'server');
  must('the last day of objections by the server’s clock alone', await finish(), 'publication.open');
  await hall.setClock(4 * 24 * HOUR, 'database');
  must('the last day of objections by the database’s', await finish(), 'ok');
  await hall.setClock(0);
}
