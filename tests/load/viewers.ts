/** A process of bare viewers: WebSockets that take frames and look only at which revision came, so that they cost little and alike. */
import { WebSocket } from 'ws';

/** A crowd watches one server. `joins` are the messages each viewer sends once connected, as Socket.IO's JSON. */
export type CrowdOrder = { readonly crowd: string; readonly url: string; readonly count: number; readonly joins: readonly string[] };
/** What the process says: the crowd is in place, or all of it has a frame. `at` is the machine's monotonic clock in nanoseconds. */
export type CrowdNews =
  | { readonly type: 'ready'; readonly crowd: string }
  | { readonly type: 'seen'; readonly crowd: string; readonly frame: string; readonly at: string; readonly bytes: number };

const AT_ONCE = 25;
const FRAME = /^42\["board:changed",.*?"(?:contestId|id)":"([^"]+)",(?:"from":\d+,)?"revision":(\d+)/;

const tell = (news: CrowdNews): void => void process.send?.(news);

async function gather({ crowd, url, count, joins }: CrowdOrder): Promise<void> {
  const seen = new Map<string, number>();
  const onFrame = (data: Buffer): void => {
    const [, contestId, revision] = FRAME.exec(data.toString('latin1', 0, 256)) ?? [];
    if (revision === undefined) return;
    const frame = `${contestId}/${revision}`;
    const have = (seen.get(frame) ?? 0) + 1;
    seen.set(frame, have);
    if (have === count) tell({ type: 'seen', crowd, frame, at: String(process.hrtime.bigint()), bytes: data.byteLength });
  };
  for (let from = 0; from < count; from += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - from) }, () => view(url, joins, onFrame)));
  }
  tell({ type: 'ready', crowd });
}

/** Speaks just enough of Engine.IO 4 and Socket.IO 5: open, connect, ping, and acknowledgements of its joins. */
function view(url: string, joins: readonly string[], onFrame: (data: Buffer) => void): Promise<void> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`, { perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    let waiting = joins.length;
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('a viewer lost its connection')));
    socket.on('message', (data: Buffer) => {
      const kind = data.toString('latin1', 0, 2);
      if (kind === '42') onFrame(data);
      else if (kind.startsWith('0')) socket.send('40{"protocol":1}');
      else if (kind === '2') socket.send('3');
      else if (kind === '40') joins.forEach((join, index) => socket.send(`42${index}${join}`));
      else if (kind === '43') waiting -= 1;
      if ((kind === '40' || kind === '43') && waiting === 0) resolve();
    });
  });
}

process.on('message', (order: CrowdOrder) => void gather(order));
process.on('disconnect', () => process.exit());
