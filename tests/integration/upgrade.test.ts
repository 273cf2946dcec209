// A database of any earlier version comes up to this one with all that was judged in it, and says the same as one made anew.

import { randomUUID } from 'node:crypto';
import { auditContest, migrate, migrationNames, openDatabase, type Transaction } from '@leitai/database';
import pg from 'pg';
import { expect, test } from 'vitest';
import { schemeHash } from '../../apps/server/src/use-cases/add-contests.ts';
import { libraryPosts } from '../../apps/server/src/seed/library.ts';
import { makeOrganiser } from '../support/factory.ts';
import { startNode } from '../support/node.ts';
import { createDatabase } from '../support/services.ts';

/** From here on marks are put by a function of the database; before, nothing was ever released. */
const FIRST = '20261122000100_record';

/** An event with one judge's open sheet and a mark on it, as this version's database takes it: by the columns of the first, and its own functions. */
async function judgeSomething(client: pg.Client, version: string): Promise<{ eventId: string; contestId: string; sheetId: string }> {
  const [eventId, organisation, judge, contestant, post, scheme, contestId, entrant, seat, sheetId] = Array.from({ length: 10 }, () => randomUUID()) as [string, ...string[]] & string[];
  const library = libraryPosts().find(({ scheme: { code } }) => code === 'CLEAN_INDOOR')!;
  const put = (table: string, row: Record<string, unknown>) =>
    client.query(`INSERT INTO "${table}" (${Object.keys(row).map((column) => `"${column}"`).join()}) VALUES (${Object.keys(row).map((_, index) => `$${index + 1}`).join()})`, Object.values(row));
  const name = JSON.stringify({ zh: version, en: version });
  await put('event', { id: eventId, kind: 'competition', name });
  await put('organisation', { event_id: eventId, id: organisation, name });
  await put('person', { event_id: eventId, id: judge, name: '裁判' });
  await put('person', { event_id: eventId, id: contestant, name: '选手', organisation_id: organisation });
  await put('post', { event_id: eventId, id: post, code: 'CLEAN_INDOOR', letter: 'A', name, short_name: name });
  await put('scheme_version', { event_id: eventId, id: scheme, code: 'CLEAN_INDOOR', version: 1, body: JSON.stringify(library.scheme), hash: schemeHash(library.scheme), frozen_at: new Date() });
  await put('contest', { event_id: eventId, id: contestId, post_id: post, scheme_version_id: scheme, rules: JSON.stringify(library.rules), state: 'running' });
  await put('entrant', { event_id: eventId, id: entrant, contest_id: contestId, person_id: contestant, organisation_id: organisation, position: 1, code: 'A-01' });
  await put('judge', { event_id: eventId, id: seat, contest_id: contestId, person_id: judge, role: 'judge', seat: 1 });
  await put('sheet', { event_id: eventId, id: sheetId, contest_id: contestId, entrant_id: entrant, judge_id: seat });
  const session = randomUUID();
  await put('session', { id: session, token_hash: session, kind: 'judge', event_id: eventId, judge_id: seat, expires_at: new Date(Date.now() + 60_000) });
  const { rowCount: devices } = await client.query("SELECT FROM information_schema.columns WHERE table_name = 'judge' AND column_name = 'active_session_id'");
  if (devices) await client.query('UPDATE judge SET active_session_id = $1 WHERE event_id = $2 AND id = $3', [session, eventId, seat]);
  const [criterion] = library.scheme.modules[0]!.criteria;
  const { rows } = await client.query<{ answer: { refused?: string } }>(
    'SELECT put_mark($1, $2, $3, $4, $5::jsonb, 0, $6, $7::jsonb) AS answer',
    [eventId, seat, sheetId, criterion!.id, JSON.stringify({ type: 'points', points: '1' }), randomUUID(), JSON.stringify({ role: 'judge', device: session, at: new Date().toISOString() })],
  );
  expect(rows[0]!.answer.refused, version).toBeUndefined();
  return { eventId, contestId: contestId!, sheetId: sheetId! };
}

/** Every column, constraint, index, trigger and function there is, as one text. */
async function shapeOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ line: string }>(`
    SELECT format('%s.%s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default) AS line FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT pg_get_functiondef(p.oid) FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT format('%s: %s', t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)) FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname
    ORDER BY 1`);
  return rows.map(({ line }) => line).join('\n');
}

const on = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

test('what was judged under each earlier version stands under this one, and its record holds', async () => {
  const [old, fresh] = [await createDatabase(), await createDatabase()];
  const versions = migrationNames().filter((name) => name >= FIRST);
  const judged: Awaited<ReturnType<typeof judgeSomething>>[] = [];
  for (const version of versions) {
    // Two nodes that start at once, from each version: one of them applies the next.
    const added = (await Promise.all([migrate(old, version), migrate(old, version)])).flat();
    expect([added.at(-1), new Set(added).size]).toEqual([version, added.length]);
    judged.push(await on(old, (client) => judgeSomething(client, version)));
  }
  const both = await Promise.all([migrate(fresh), migrate(fresh)]);
  expect(both.flat().sort()).toEqual(migrationNames());
  expect(await migrate(old)).toEqual([]);
  expect(await on(old, shapeOf)).toBe(await on(fresh, shapeOf));

  const node = await startNode(old);
  try {
    const db = openDatabase(old, 1);
    const organiser = await makeOrganiser(node.base, node.setupPath);
    const events = await organiser.call('GET /api/events');
    expect(events.map(({ name }) => name.zh)).toEqual(expect.arrayContaining(versions));
    for (const { eventId, contestId, sheetId } of judged) {
      expect(await node.db.mark.count({ where: { eventId, sheetId } })).toBe(1);
      const control = await organiser.call('GET /api/events/:eventId/control', { params: { eventId } });
      expect(control.contests).toHaveLength(1);
      const faults = await db.$transaction(async (tx: Transaction) => (await auditContest(tx, eventId, contestId)).faults);
      // Rows of the test's own making have no event; the mark has, and must be what it says.
      expect(faults.filter(({ table }) => table === 'mark' || table === 'contest_event')).toEqual([]);
    }
    await db.$disconnect();
  } finally {
    await node.close();
  }
});
