// One run of each kind, for the suite's short version and the long one alike.

import { setTimeout as pause } from 'node:timers/promises';
import { randomFor } from '../../apps/simulator/src/random.ts';
import { startNode } from '../support/node.ts';
import { redisUrl } from '../support/services.ts';
import { clocksWrong } from './clocks.ts';
import { Hall, type Part } from './hall.ts';
import { play, type Played } from './play.ts';

/** Seeds that once found a fault, and some to begin with. */
export const FUZZ_SEEDS: readonly number[] = [1, 2];
export const CHAOS_SEEDS: readonly number[] = [1];

const DAY = 86_400_000;
const FURTHEST = 11 * 3_600_000;
export const PARTS: readonly Part[] = ['server', 'redis', 'flush', 'backend', 'postgres'];

/** Three contests on a server that stays, over lines that break, double, repeat and reorder, on tablets that reload and whose clocks are wrong. */
export async function fuzz(seed: number): Promise<Played> {
  const node = await startNode();
  try {
    return await play({ ...node, redisUrl }, {
      seed, contests: 3, entrants: 3, faults: { breaks: 0.12, doubles: 0.12, late: 0.12, slow: 0.05 }, clockOff: 400 * DAY, reloads: 0.05,
    });
  } finally {
    await node.close();
  }
}

/** How large a hall is made and for how long it is struck. */
type Blows = {
  readonly seed: number;
  /** Judged in each contest at the least. */
  readonly entrants: number;
  /** Every part is killed so often, in a drawn order. */
  readonly rounds: number;
  /** Milliseconds of peace. */
  readonly between: number;
  /** Screens on the boards. */
  readonly viewers: number;
  /** Of every panel; absent: the demonstration's. */
  readonly judges?: number;
  /** What a jump of the clock must not do is looked at once all is played. */
  readonly clocks?: boolean;
};
export type Struck = Played & { readonly killed: readonly Part[]; /** Jumps of the clock, in milliseconds. */ readonly jumps: readonly number[] };

/** Every panel at once, while every part is killed and the clock of server and database jumps before each blow: by up to eleven hours from the machine's, as an account's session lasts twelve. */
export async function chaos({ seed, entrants, rounds, between, viewers, judges, clocks = false }: Blows): Promise<Struck> {
  const hall = await Hall.start();
  const random = randomFor(seed, 'kills');
  const order = Array.from({ length: rounds }, () => PARTS.map((part) => ({ part, at: random.next() })).sort((a, b) => a.at - b.at).map(({ part }) => part)).flat();
  const killed: Part[] = [];
  const jumps: number[] = [];
  let ahead = 0;
  const jump = async (to: number): Promise<void> => {
    await hall.setClock(to);
    jumps.push(to - ahead);
    ahead = to;
  };
  const kills = async (): Promise<void> => {
    for (const [index, part] of order.entries()) {
      await pause(between * (0.5 + random.next()));
      // Forward and back in turn.
      await jump(Math.round((index % 2 === 0 ? 1 : -1) * random.next() * FURTHEST));
      await hall.kill(part);
      killed.push(part);
    }
  };
  try {
    const hosting = { base: hall.base, setupPath: hall.setupPath, databaseUrl: hall.databaseUrl, redisUrl: () => hall.redisUrl };
    const played = await play(hosting, {
      seed, contests: 16, entrants, faults: { breaks: 0.01, doubles: 0.01, late: 0.01, slow: 0.01 }, viewers, clockOff: DAY, reloads: 0.01, meanwhile: kills, afterwards: () => hall.kill('redis'),
      ...(judges !== undefined && { judges }), ...(clocks && { finally: (organiser) => clocksWrong(hall, organiser.client) }),
    });
    return { ...played, wrong: [...played.wrong, ...hall.crashes], killed, jumps };
  } finally {
    await hall.stop();
  }
}
