// One of two nodes stands still and goes on, and a new version goes out over both, while panels work: nobody signs in again, no acknowledged mark is lost, none doubled.

import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@leitai/database';
import { expect, test } from 'vitest';
import { Nodes } from '../chaos/nodes.ts';
import { play } from '../chaos/play.ts';
import { temporaryFolder } from '../support/services-folder.ts';
import { createDatabase, redisUrl } from '../support/services.ts';

/** What one of them has begun when it stands still is taken back after so many milliseconds, as pg reads it from the address. */
const STANDSTILL = 3_000;
/** Events while one stands still. */
const MEANWHILE = 60;

test('two nodes that start at once on an empty database: one stands still for a while, then both are restarted, while judges mark', { tags: 'drawn', timeout: 300_000 }, async () => {
  const folder = temporaryFolder();
  const databaseUrl = await createDatabase();
  const nodes = await Nodes.start(2, `${databaseUrl}?idle_in_transaction_session_timeout=${STANDSTILL}`, redisUrl(), folder.path);
  const db = openDatabase(databaseUrl, 1);
  try {
    expect(nodes.setupPath).not.toBe('');
    const codes: (number | null)[] = [];
    const played = await play({ base: nodes.base, setupPath: nodes.setupPath, databaseUrl, redisUrl }, {
      seed: 8, contests: 2, entrants: 2, faults: { breaks: 0.02, doubles: 0.05, late: 0.05, slow: 0.02 }, viewers: 20, clockOff: 0, reloads: 0,
      meanwhile: async () => {
        await nodes.standStill(async () => {
          const before = await db.contestEvent.count();
          while ((await db.contestEvent.count()) < before + MEANWHILE) await pause(50);
        });
        codes.push(...(await nodes.roll()));
      },
    });
    expect(codes).toEqual([0, 0]);
    expect(played.wrong).toEqual([]);
    expect(played.results).toBeGreaterThanOrEqual(4);
  } finally {
    await nodes.stop();
    await db.$disconnect();
    folder.remove();
  }
});
