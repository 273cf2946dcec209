/** A process of clients: judges who tap at a steady rate, chiefs who watch their rooms, or bare sockets that ask the floor. */
import { setTimeout as pause } from 'node:timers/promises';
import { command, Connection } from '@leitai/simulator/client';
import { plausibleMark } from '@leitai/simulator/marks';
import { randomFor } from '@leitai/simulator/random';
import { allCriteria } from '@leitai/scoring';
import { io } from 'socket.io-client';

export type Client = { readonly cookie: string; readonly contestId: string };
export type TapOrder = {
  readonly who: 'judges' | 'chiefs' | 'floor';
  readonly url: string;
  readonly clients: readonly Client[];
  /** Null: each next tap as soon as the last is acknowledged. */
  readonly perSecond: number | null;
  /** Milliseconds of tapping before, and of, the measured stretch. */
  readonly warm: number;
  readonly measured: number;
};
export type TapNews = { readonly type: 'ready' } | { readonly type: 'done'; readonly latencies: readonly number[]; readonly frames: number };

/** One tap; resolves when it is acknowledged. */
type Tap = () => Promise<unknown>;

async function judge(url: string, { cookie }: Client, index: number): Promise<Tap> {
  const connection = await Connection.open(url, cookie);
  const { sheets, scheme } = await connection.send('desk:join', {});
  const random = randomFor(index, 'taps');
  const criteria = allCriteria(scheme).filter(({ scale }) => scale.type !== 'derived');
  // What is tapped is made up beforehand: only the sending is measured.
  const items = sheets.flatMap(({ id }) => criteria.map((criterion) => ({ sheetId: id, criterionId: criterion.id, value: plausibleMark(scheme, criterion, 0.8, random) })));
  let taps = 0;
  return () => {
    const item = items[taps % items.length]!;
    const expectedVersion = Math.floor(taps / items.length);
    taps += 1;
    return connection.send('mark:put', { ...command(), ...item, expectedVersion });
  };
}

async function bare(url: string): Promise<Tap> {
  const socket = io(url, { transports: ['websocket'], forceNew: true });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return () => socket.emitWithAck('put', { ...command(), sheetId: command().commandId, criterionId: 'one', value: { type: 'levels', level: 2 }, expectedVersion: 0 });
}

let frames = 0;
async function chief(url: string, { cookie, contestId }: Client): Promise<void> {
  const connection = await Connection.open(url, cookie);
  await connection.send('contest:join', { contestId });
  connection.on('mark:changed', () => { frames += 1; });
}

/** Taps without a pause, or at its rate whatever the acknowledgements take, from a start of its own within the first interval. */
async function tapping(tap: Tap, share: number, { perSecond, warm, measured }: TapOrder, latencies: number[]): Promise<void> {
  if (perSecond === null) {
    const [counted, end] = [performance.now() + warm, performance.now() + warm + measured];
    for (let sentAt = performance.now(); sentAt < end; sentAt = performance.now()) {
      await tap();
      if (sentAt >= counted) latencies.push(performance.now() - sentAt);
    }
    return;
  }
  const interval = 1000 / perSecond;
  const start = performance.now() + share * interval;
  const waiting: Promise<void>[] = [];
  for (let count = 0; count * interval < warm + measured; count += 1) {
    await pause(Math.max(0, start + count * interval - performance.now()));
    const [sentAt, counts] = [performance.now(), count * interval >= warm];
    waiting.push(tap().then(() => { if (counts) latencies.push(performance.now() - sentAt); }));
  }
  await Promise.all(waiting);
}

async function work(order: TapOrder): Promise<void> {
  const { who, url, clients } = order;
  const latencies: number[] = [];
  const taps = who === 'chiefs' ? [] : await Promise.all(clients.map((client, index) => (who === 'judges' ? judge(url, client, index) : bare(url))));
  if (who === 'chiefs') await Promise.all(clients.map((client) => chief(url, client)));
  tell({ type: 'ready' });
  await new Promise((resolve) => process.once('message', resolve));
  await Promise.all(taps.map((tap, index) => tapping(tap, index / taps.length, order, latencies)));
  if (who === 'chiefs') await pause(order.warm + order.measured);
  tell({ type: 'done', latencies, frames });
}

const tell = (news: TapNews): void => void process.send?.(news);

process.once('message', (order: TapOrder) => void work(order));
process.on('disconnect', () => process.exit());
