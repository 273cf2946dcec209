/** A process of bare viewers: WebSockets that take frames and look only at which revision came, so that they cost little and alike. */
import { PROTOCOL } from '@leitai/contract/protocol';
import { WebSocket } from 'ws';

/** Viewers who follow the same pages. `joins` are the messages each sends once connected, as Socket.IO's JSON. */
export type Group = { readonly count: number; readonly pages: readonly string[]; readonly joins: readonly string[] };
export type CrowdOrder = { readonly type: 'gather'; readonly url: string; readonly groups: readonly Group[] };
export type CheckOrder = { readonly type: 'check'; readonly revisions: Readonly<Record<string, number>> };
/**
 * What the process says: the crowd is in place; all who follow a page have a frame of it; how many viewers lack a page's newest revision.
 * `at` is the machine's monotonic clock in nanoseconds, `page` a contest's or an event's id.
 */
export type CrowdNews =
  | { readonly type: 'ready' }
  | { readonly type: 'seen'; readonly page: string; readonly revision: number; readonly at: string; readonly bytes: number }
  | { readonly type: 'checked'; readonly stale: number };

const AT_ONCE = 25;
/** A whole state names its page and revision first, and so does a change. */
const FRAME = /"(?:contestId|eventId|id)":"([^"]+)",(?:"from":\d+,)?"revision":(\d+)/;

const tell = (news: CrowdNews): void => void process.send?.(news);
const followers = new Map<string, number>();
const seen = new Map<string, number>();
/** By viewer, the newest revision of each of its pages. */
const newest: Map<string, number>[] = [];

async function gather({ url, groups }: CrowdOrder): Promise<void> {
  for (const { count, pages, joins } of groups) {
    for (const page of pages) followers.set(page, (followers.get(page) ?? 0) + count);
    for (let from = 0; from < count; from += AT_ONCE) {
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - from) }, () => view(url, joins)));
    }
  }
  tell({ type: 'ready' });
}

/** Speaks just enough of Engine.IO 4 and Socket.IO 5: open, connect, ping, and acknowledgements of its joins. */
function view(url: string, joins: readonly string[]): Promise<void> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`, { perMessageDeflate: false });
  const revisions = new Map<string, number>();
  newest.push(revisions);
  return new Promise((resolve, reject) => {
    let waiting = joins.length;
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('a viewer lost its connection')));
    socket.on('message', (data: Buffer) => {
      const kind = data.toString('latin1', 0, 2);
      if (kind === '42' || kind === '43') took(data, revisions, kind === '42');
      if (kind.startsWith('0')) socket.send(`40${JSON.stringify({ protocol: PROTOCOL })}`);
      else if (kind === '2') socket.send('3');
      else if (kind === '40') joins.forEach((join, index) => socket.send(`42${index}${join}`));
      else if (kind === '43') waiting -= 1;
      else if (kind === '44') reject(new Error('a viewer was refused'));
      if ((kind === '40' || kind === '43') && waiting === 0) resolve();
    });
  });
}

function took(data: Buffer, revisions: Map<string, number>, live: boolean): void {
  const [, page, revision] = FRAME.exec(data.toString('latin1', 0, 300)) ?? [];
  if (page === undefined) return;
  revisions.set(page, Math.max(Number(revision), revisions.get(page) ?? 0));
  if (!live) return;
  const frame = `${page}/${revision}`;
  const have = (seen.get(frame) ?? 0) + 1;
  seen.set(frame, have);
  if (have === followers.get(page)) tell({ type: 'seen', page, revision: Number(revision), at: String(process.hrtime.bigint()), bytes: data.byteLength });
}

process.on('message', (order: CrowdOrder | CheckOrder) => {
  if (order.type === 'gather') void gather(order);
  else {
    const behind = (revisions: Map<string, number>): boolean => [...revisions].some(([page, revision]) => revision < (order.revisions[page] ?? 0));
    tell({ type: 'checked', stale: newest.filter(behind).length });
  }
});
process.on('disconnect', () => process.exit());
