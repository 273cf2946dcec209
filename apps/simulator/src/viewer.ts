/** One screen on one board: replaces its state when the revision is newer, and remembers when it saw which. */
import type { BoardState } from '@leitai/contract';
import { Client, type Connection } from './client.ts';
import { Watch } from './watch.ts';

const AT_ONCE = 25;

export class Viewer {
  readonly contestId: string;
  readonly connection: Connection;
  readonly seen: { readonly revision: number; readonly at: number }[] = [];
  readonly watch = new Watch();
  state: BoardState;

  private constructor(connection: Connection, state: BoardState) {
    this.contestId = state.contestId;
    this.connection = connection;
    this.state = state;
  }

  static async join(url: string, contestId: string): Promise<Viewer> {
    const connection = await new Client(url).connect();
    const viewer = new Viewer(connection, await connection.send('board:join', { contestId }));
    connection.on('board:changed', (state) => viewer.show(state));
    // One that is cut off again comes back again.
    connection.onReconnect(() => void viewer.refresh().catch(() => {}));
    return viewer;
  }

  async refresh(): Promise<void> {
    this.show(await this.connection.send('board:join', { contestId: this.contestId }));
  }

  private show(state: BoardState): void {
    if (state.contestId !== this.contestId || state.revision <= this.state.revision) return;
    this.state = state;
    this.seen.push({ revision: state.revision, at: performance.now() });
    this.watch.changed();
  }
}

/** At least one viewer per board, the rest dealt round. */
export async function joinViewers(url: string, contestIds: readonly string[], count: number): Promise<Viewer[]> {
  const places = Array.from({ length: Math.max(count, contestIds.length) }, (_, index) => contestIds[index % contestIds.length]!);
  const viewers: Viewer[] = [];
  for (let from = 0; from < places.length; from += AT_ONCE) {
    viewers.push(...(await Promise.all(places.slice(from, from + AT_ONCE).map((contestId) => Viewer.join(url, contestId)))));
  }
  return viewers;
}
