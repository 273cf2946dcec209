// One run of each kind, for the suite's short version and the long one alike.

import { setTimeout as pause } from 'node:timers/promises';
import { randomFor } from '../../apps/simulator/src/random.ts';
import { startNode } from '../support/node.ts';
import { redisUrl } from '../support/services.ts';
import { Hall, type Part } from './hall.ts';
import { play, type Played } from './play.ts';

/** Seeds that once found a fault, and some to begin with. */
export const FUZZ_SEEDS: readonly number[] = [1, 2];
export const CHAOS_SEEDS: readonly number[] = [1];

const DAY = 86_400_000;
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

/** Eighty judges at once, while every part is killed in a drawn order, `rounds` times. @param between milliseconds of peace. @param viewers screens on the boards. */
export async function chaos(seed: number, entrants: number, rounds: number, between: number, viewers: number): Promise<Played & { killed: readonly Part[] }> {
  const hall = await Hall.start();
  const random = randomFor(seed, 'kills');
  const order = Array.from({ length: rounds }, () => PARTS.map((part) => ({ part, at: random.next() })).sort((a, b) => a.at - b.at).map(({ part }) => part)).flat();
  const killed: Part[] = [];
  const kills = async (): Promise<void> => {
    for (const part of order) {
      await pause(between * (0.5 + random.next()));
      await hall.kill(part);
      killed.push(part);
    }
  };
  try {
    const hosting = { base: hall.base, setupPath: hall.setupPath, databaseUrl: hall.databaseUrl, redisUrl: () => hall.redisUrl };
    const played = await play(hosting, { seed, contests: 16, entrants, faults: { breaks: 0.01, doubles: 0.01, late: 0.01, slow: 0.01 }, viewers, clockOff: DAY, reloads: 0.01, meanwhile: kills, afterwards: () => hall.kill('redis') });
    return { ...played, wrong: [...played.wrong, ...hall.crashes], killed };
  } finally {
    await hall.stop();
  }
}
