/** Where a load is run: the product on a copy of the prepared database, or the bare floor; each with its crowd of viewers. */
import { Client } from '@leitai/simulator/client';
import type { BoardState } from '@leitai/contract';
import { Redis } from 'ioredis';
import { io } from 'socket.io-client';
import { copyOf, startChild, type Child } from './children.ts';
import type { Competition } from './competition.ts';
import { Crowd } from './crowd.ts';
import type { Load } from './run.ts';
import type { Group } from './viewers.ts';

export type Hall = {
  readonly server: Child;
  readonly crowd: Crowd;
  /** Followers by page. */
  readonly followers: ReadonlyMap<string, number>;
  /** How many results there are to confirm. */
  readonly results: number;
  /** Gets one ready to be confirmed; the answer confirms it, and resolves with its acknowledgement. */
  ready(index: number): () => Promise<{ page: string; revision: number }>;
  /** The newest revision of every page. */
  truth(): Promise<Readonly<Record<string, number>>>;
  /** A turn is over. */
  pause(): Promise<void>;
  close(): Promise<void>;
};

/** What the viewers of a load follow. */
function groupsOf({ viewers, watch }: Load, { eventId, contestIds }: Competition): Group[] {
  const joins = contestIds.map((contestId) => JSON.stringify(['board:join', { contestId }]));
  if (watch === 'every') return [{ count: viewers, pages: contestIds, joins }];
  const onOverview = Math.floor(viewers / 5);
  const onBoards = contestIds.map((contestId, index): Group => ({
    count: Math.floor((viewers - onOverview + index) / contestIds.length), pages: [contestId], joins: [joins[index]!],
  }));
  return [{ count: onOverview, pages: [eventId], joins: [JSON.stringify(['overview:join', { eventId }])] }, ...onBoards];
}

const followersOf = (groups: readonly Group[]): Map<string, number> =>
  new Map(groups.flatMap(({ pages, count }) => pages.map((page): [string, number] => [page, count])));

export async function onProduct(
  load: Load, competition: Competition, env: NodeJS.ProcessEnv, databaseUrl: string, redisUrl: string, number: number, profile: string | undefined,
): Promise<Hall> {
  const redis = new Redis(redisUrl);
  await redis.flushall();
  await redis.quit();
  const server = await startChild('../../apps/server/src/main.ts', { ...env, DATABASE_URL: await copyOf(databaseUrl, `load${number}`) }, profile);
  const { waiting, close } = await competition.enter();
  const groups = groupsOf(load, competition);
  const crowd = await Crowd.gather(server.url, groups);
  const client = new Client(server.url);
  const { eventId, contestIds } = competition;
  const read = (): Promise<BoardState[]> => Promise.all(contestIds.map((contestId) => client.api('GET /api/events/:eventId/contests/:contestId/board', { eventId, contestId })));
  const hall: Hall = {
    server, crowd, followers: followersOf(groups), results: waiting.length,
    ready(index) {
      const { chief, entrant } = waiting[index]!;
      const confirm = chief.readyToConfirm(entrant);
      return async () => ({ page: chief.desk.contest.id, revision: await confirm() });
    },
    async truth() {
      const overview = await client.api('GET /api/events/:eventId/overview', { eventId });
      return Object.fromEntries([[eventId, overview.revision], ...(await read()).map(({ contestId, revision }): [string, number] => [contestId, revision])]);
    },
    /** What half-filled boards look like is what the floor is given to send. */
    async pause() {
      competition.boards = (await read()).map((board) => ({ ...board, rows: board.rows.slice(0, Math.ceil(board.rows.length / 2)) }));
    },
    async close() {
      crowd.close();
      close();
      await server.stop();
    },
  };
  await hall.pause();
  return hall;
}

/** The naive floor: every result goes whole to every viewer. */
export async function onFloor({ viewers }: Load, competition: Competition, server: Child): Promise<Hall> {
  const { contestIds } = competition;
  const crowd = await Crowd.gather(server.url, [{ count: viewers, pages: contestIds, joins: [] }]);
  const socket = io(server.url, { transports: ['websocket'], forceNew: true });
  const newest: Record<string, number> = {};
  return {
    server, crowd, followers: new Map(contestIds.map((contestId) => [contestId, viewers])), results: Infinity,
    ready(index) {
      const { boards } = competition;
      const board: BoardState = { ...boards[index % boards.length]!, revision: 1_000_000 + index };
      return async () => {
        await socket.emitWithAck('floor', board);
        newest[board.contestId] = Math.max(newest[board.contestId] ?? 0, board.revision);
        return { page: board.contestId, revision: board.revision };
      };
    },
    truth: () => Promise.resolve(newest),
    pause: () => Promise.resolve(),
    close() {
      crowd.close();
      socket.disconnect();
      return Promise.resolve();
    },
  };
}
