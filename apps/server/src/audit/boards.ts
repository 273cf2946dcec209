/** Holds the boards that stand in the live store against what the truth composes. */
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { BoardState } from '@leitai/contract';
import { contestFacts, type AuditFault, type Database } from '@leitai/database';
import { composeBoard } from '../projection/board.ts';
import { boardKey } from '../projection/keys.ts';
import type { LiveStore } from '../projection/live-store.ts';

/** A board may lag behind the truth while it is being brought up to it: by the sweeper's interval and its work, in milliseconds. */
const PATIENCE = 3_000;
const AGAIN = 200;

/** What differs once the board has had its time; none when it is equal, or when none stands, since boards come back by themselves. */
export async function auditBoard(db: Database, live: LiveStore, eventId: string, contestId: string): Promise<AuditFault[]> {
  for (const started = Date.now(); ; await pause(AGAIN)) {
    const [facts, stored] = await Promise.all([contestFacts(db, eventId, contestId), live.get(boardKey(eventId, contestId))]);
    if (!facts || !stored) return [];
    const found = JSON.parse(stored.body) as BoardState;
    const truth = composeBoard(facts, new Date(found.at)).board;
    // As it crosses the wire: what is undefined is not there.
    const expected = JSON.parse(JSON.stringify(truth)) as BoardState;
    if (isDeepStrictEqual(found, expected) && stored.revision === expected.revision) return [];
    if (Date.now() - started < PATIENCE) continue;
    const place = { eventId, contestId, seq: expected.revision, table: 'live', row: boardKey(eventId, contestId) } as const;
    const columns = Object.keys({ ...expected, ...found }) as (keyof BoardState)[];
    const differing = columns.filter((column) => !isDeepStrictEqual(found[column], expected[column]));
    if (differing.length === 0) return [{ ...place, column: 'revision', expected: expected.revision, found: stored.revision }];
    return differing.map((column) => ({ ...place, column, expected: expected[column], found: found[column] }));
  }
}
