// Screens that follow boards through everything that happens to their server, and must show what stands once it has ended.

import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Client } from '../../apps/simulator/src/client.ts';
import { joinViewers, type Viewer } from '../../apps/simulator/src/viewer.ts';
import { insist } from './insist.ts';

/** Milliseconds a screen may take to show what stands. */
const PATIENCE = 20_000;

export class Screens {
  private readonly base: string;
  private readonly viewers: readonly Viewer[];

  private constructor(base: string, viewers: readonly Viewer[]) {
    this.base = base;
    this.viewers = viewers;
  }

  static async join(base: string, contestIds: readonly string[], count: number): Promise<Screens> {
    return new Screens(base, count === 0 ? [] : await joinViewers(base, contestIds, count));
  }

  get count(): number {
    return this.viewers.length;
  }

  /** Screens that do not come to show what whoever joins now is shown; the time a state was composed at is its own. */
  async wrong(): Promise<string[]> {
    const stands = new Map<string, unknown>();
    for (const { contestId } of this.viewers) {
      if (!stands.has(contestId)) stands.set(contestId, timeless(await insist(async () => (await this.fresh(contestId)))));
    }
    const differs = (): Viewer[] => this.viewers.filter((viewer) => !isDeepStrictEqual(timeless(viewer.state), stands.get(viewer.contestId)));
    for (const started = performance.now(); differs().length > 0 && performance.now() - started < PATIENCE; await pause(100));
    return differs().map(({ contestId, state }) => `screen: shows revision ${state.revision} of ${contestId}`);
  }

  close(): void {
    for (const { connection } of this.viewers) connection.close();
  }

  private async fresh(contestId: string) {
    const connection = await new Client(this.base).connect();
    try {
      return await connection.send('board:join', { contestId });
    } finally {
      connection.close();
    }
  }
}

const timeless = ({ at: _at, ...state }: Viewer['state']): unknown => state;
