// A line between a node and PostgreSQL that counts the statements on it, and can be held.

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Of PostgreSQL's protocol: the message that hands a statement its parameters, and the one that carries a whole statement. */
const BIND = 0x42;
const QUERY = 0x51;

export class DatabaseLine {
  /** Statements the node has sent. */
  statements = 0;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private held = false;

  private readonly target: URL;

  private constructor(target: URL) {
    this.target = target;
    this.server = createServer((inside) => this.carry(inside));
  }

  static async open(databaseUrl: string): Promise<DatabaseLine> {
    const line = new DatabaseLine(new URL(databaseUrl));
    line.server.listen(0, '127.0.0.1');
    await once(line.server, 'listening');
    return line;
  }

  /** The database's address by way of this line. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  /** From now on the database hears nothing; what the node says is still counted. */
  hold(): void {
    this.held = true;
  }

  /** Breaks every connection. */
  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private carry(inside: Socket): void {
    const outside = connect(Number(this.target.port), this.target.hostname);
    const count = counter(() => (this.statements += 1));
    inside.on('data', (data) => {
      count(data);
      if (!this.held) outside.write(data);
    });
    outside.on('data', (data) => inside.write(data));
    for (const [socket, other] of [[inside, outside], [outside, inside]] as const) {
      this.sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => other.destroy());
    }
  }
}

/** Follows one connection's messages: a first one without a type, then each a type, a length that counts itself, and a body. */
function counter(statement: () => void): (data: Buffer) => void {
  let rest = Buffer.alloc(0);
  let started = false;
  return (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const head = started ? 1 : 0;
      if (rest.length < head + 4) return;
      const end = head + rest.readInt32BE(head);
      if (rest.length < end) return;
      if (started && (rest[0] === BIND || rest[0] === QUERY)) statement();
      started = true;
      rest = rest.subarray(end);
    }
  };
}
