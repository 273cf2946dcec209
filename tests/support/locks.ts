// What waits in the database, so that something can be let happen meanwhile.

import type { Database } from '@leitai/database';
import { expect } from 'vitest';

/** Until somebody waits for what a transaction of the test holds. That transaction needs `HOLDS`: how long it takes hangs on the machine. */
export const somebodyWaits = async (db: Database): Promise<void> =>
  expect.poll(() => db.$queryRaw`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`).toHaveLength(1);

export const HOLDS = { timeout: 60_000 } as const;
