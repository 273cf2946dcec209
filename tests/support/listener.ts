// Everything one person is ever told: answers of routes, acknowledgements, and frames nobody asked for.

import { PROTOCOL } from '@leitai/contract';
import { io, type Socket } from 'socket.io-client';
import type { Visitor } from './visitor.ts';

export type Heard = { readonly from: string; readonly text: string };

export class Listener {
  readonly visitor: Visitor;
  readonly heard: Heard[] = [];
  private readonly socket: Socket;

  private constructor(visitor: Visitor, socket: Socket) {
    this.visitor = visitor;
    this.socket = socket;
    socket.onAny((name: string, payload: unknown) => this.note(name, payload));
  }

  static async open(visitor: Visitor): Promise<Listener> {
    const extraHeaders = visitor.cookie === '' ? {} : { cookie: visitor.cookie };
    const socket = io(visitor.base, { transports: ['websocket'], auth: { protocol: PROTOCOL }, extraHeaders, forceNew: true });
    await new Promise<void>((resolve, reject) => void socket.once('connect', resolve).once('connect_error', reject));
    return new Listener(visitor, socket);
  }

  /** Sends a message of whatever name and shape, and keeps what is answered. */
  async send(name: string, input: unknown): Promise<void> {
    this.note(name, await this.socket.timeout(20_000).emitWithAck(name, input));
  }

  note(from: string, payload: unknown): void {
    this.heard.push({ from, text: JSON.stringify(payload) });
  }

  close(): void {
    this.socket.disconnect();
  }
}
