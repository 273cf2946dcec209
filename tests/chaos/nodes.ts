// Several nodes of the product behind one door, which sends nobody to a node that says it is not ready: what a proxy does, and what it sees of a rolling restart.

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../../apps/launcher/src/workplace.mjs';

/** How often the door asks whether a node is ready, in milliseconds. */
const LOOK = 100;
/** How long a node may take to answer the door, in milliseconds. */
const PATIENCE = 2_000;
/** Longer than the door takes to notice. */
const DRAIN_SECONDS = 1;

type Node = { child: ChildProcess; port: number; ready: boolean; readonly through: Set<Socket> };

export class Nodes {
  private readonly nodes: Node[] = [];
  private readonly env: NodeJS.ProcessEnv;
  private readonly door: Server = createServer((inside) => this.forward(inside));
  private readonly looking: NodeJS.Timeout;
  private next = 0;
  setupPath = '';

  private constructor(databaseUrl: string, redisUrl: string, dataDir: string) {
    this.env = {
      ...process.env, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, LEITAI_DATA: dataDir, HOST: '127.0.0.1',
      LEITAI_DRAIN_SECONDS: String(DRAIN_SECONDS), LOG_LEVEL: 'silent', NODE_ENV: 'production',
    };
    this.looking = setInterval(() => void Promise.all(this.nodes.map((node) => this.look(node))), LOOK);
  }

  /** Starts them at the same moment, as an orchestrator does: the database is migrated once. */
  static async start(count: number, databaseUrl: string, redisUrl: string, dataDir: string): Promise<Nodes> {
    const all = new Nodes(databaseUrl, redisUrl, dataDir);
    all.door.listen(0, '127.0.0.1');
    await once(all.door, 'listening');
    all.nodes.push(...(await Promise.all(Array.from({ length: count }, () => all.startNode(0)))));
    return all;
  }

  get base(): string {
    return `http://127.0.0.1:${(this.door.address() as AddressInfo).port}`;
  }

  /** One after the other is told to stop, ends in its own time, and is started again where it was. @returns the exit codes. */
  async roll(): Promise<(number | null)[]> {
    const codes: (number | null)[] = [];
    for (const [index, { child, port }] of this.nodes.entries()) {
      codes.push(await end(child));
      this.nodes[index] = await this.startNode(port);
    }
    return codes;
  }

  /** One of them stops where it is, in the middle of whatever it does, until `meanwhile` is over and the door has seen both. */
  async standStill(meanwhile: () => Promise<void>): Promise<void> {
    const node = this.nodes[0]!;
    node.child.kill('SIGSTOP');
    try {
      while (node.ready) await pause(LOOK);
      await meanwhile();
    } finally {
      node.child.kill('SIGCONT');
    }
    while (!node.ready) await pause(LOOK);
  }

  async stop(): Promise<void> {
    clearInterval(this.looking);
    this.door.close();
    await Promise.all(this.nodes.map(({ child }) => end(child)));
  }

  private async startNode(port: number): Promise<Node> {
    const child = fork(join(root, 'apps/server/src/main.ts'), { env: { ...this.env, PORT: String(port) }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const ended = once(child, 'exit').then(([code]: unknown[]) => { throw new Error(`a node ended with ${String(code)} before it was ready`); });
    const [message] = (await Promise.race([once(child, 'message'), ended])) as [Record<string, unknown>];
    ended.catch(() => {});
    // Of nodes that start together one makes the link.
    this.setupPath ||= String(message['setupUrl'] ?? '');
    return { child, port: Number(message['port']), ready: true, through: new Set() };
  }

  /** Whoever came through to a node that is leaving is let go, to come back through another. */
  private async look(node: Node): Promise<void> {
    node.ready = await fetch(`http://127.0.0.1:${node.port}/readyz`, { signal: AbortSignal.timeout(PATIENCE) }).then(({ status }) => status === 200, () => false);
    if (!node.ready) for (const socket of node.through) socket.destroy();
  }

  private forward(inside: Socket): void {
    const ready = this.nodes.filter((node) => node.ready);
    const node = ready[this.next++ % Math.max(1, ready.length)];
    if (!node) return void inside.destroy();
    const outside = connect(node.port, '127.0.0.1');
    node.through.add(inside);
    for (const [one, other] of [[inside, outside], [outside, inside]] as const) {
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
    inside.on('close', () => node.through.delete(inside));
  }
}

async function end(child: ChildProcess): Promise<number | null> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = (await ended) as [number | null];
  return code;
}
