/** The one Socket.IO connection of the page: typed commands, rooms that are joined again on doubt, and an honest state. */
import type { Ack, MessageInput, MessageName, MessageOutput, ServerMessages } from '@leitai/contract';
import { CHANGING, isChanging, type Changing, type ChangingStates, type Frame } from '@leitai/contract/change';
import { FollowedPages } from '@leitai/contract/followed';
import { PROTOCOL } from '@leitai/contract/protocol';
import { io, type Socket } from 'socket.io-client';
import { OfflineError, RefusalError } from '#lib/errors.ts';
import { HeldRooms } from './held-rooms.ts';
import { meetNewProtocol } from './protocol.svelte.ts';

export type ConnectionState = 'live' | 'connecting' | 'offline';

const ACK_TIMEOUT_MS = 5_000;
const ATTEMPTS = 3;
const BUSY_MS = 1_000;
const COME_BACK_MS = 1_000;
/** An attempt that nothing answers, as when the Wi-Fi goes while it is under way, gives way to the next. */
const CONNECT_TIMEOUT_MS = 5_000;
const WATCH_MS = 5_000;
/** A watch that comes this late means that the device slept. */
const SLEPT_MS = 20_000;

class Connection {
  state: ConnectionState = $state('connecting');
  /** When the server last answered anything; null before the first answer. */
  lastAckAt: Date | null = $state.raw(null);
  /** Milliseconds to add to this device's clock to get the server's, as of the last answer; null before it. */
  clockOffset: number | null = $state(null);
  /** How many times it has been connected: who we are to the server was decided anew each time. */
  count = 0;

  /** Between this page's monotonic clock and the server's; this device's own clock until the server answered. */
  #serverOffset = Date.now() - performance.now();

  readonly #socket: Socket = io({ auth: { protocol: PROTOCOL }, transports: ['websocket', 'polling'], reconnectionDelayMax: 3_000, timeout: CONNECT_TIMEOUT_MS, autoConnect: false });
  readonly #rooms = new HeldRooms();
  /** Public pages are told by changes: what those who listen hear is the whole. */
  readonly #pages = new FollowedPages(() => this.refresh());
  readonly #followers = new Map<string, Set<(state: never) => void>>();

  constructor() {
    for (const name of Object.keys(CHANGING) as Changing[]) this.#socket.on(name as string, (frame: Frame<never>) => this.#follow(name, frame));
    this.#socket.on('connect', () => {
      this.state = 'live';
      this.count += 1;
      this.#pages.forget();
      this.refresh();
    });
    this.#socket.on('disconnect', (reason) => {
      this.state = navigator.onLine ? 'connecting' : 'offline';
      // The client does not come back by itself when the server ended the connection: a revoked device comes back as the public.
      if (reason === 'io server disconnect') setTimeout(() => this.#socket.connect(), COME_BACK_MS);
    });
    this.#socket.on('connect_error', (error) => {
      this.state = 'offline';
      if (error.message === 'request.protocol') void meetNewProtocol();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#wake();
    });
    // A page that was frozen, or kept aside and shown again, has missed what was told meanwhile.
    document.addEventListener('resume', () => this.#wake());
    window.addEventListener('pageshow', (event) => event.persisted && this.#wake());
    window.addEventListener('online', () => this.#wake());
    let watched = Date.now();
    setInterval(() => {
      const now = Date.now();
      if (now - watched > SLEPT_MS) this.#wake();
      watched = now;
    }, WATCH_MS);
    this.#socket.connect();
  }

  /**
   * Sends one message and waits for its answer. What is unanswered, or met a server that was too busy, is sent again unchanged, which the contract makes safe.
   * Throws RefusalError when refused, OfflineError when there is no answer after some 15 seconds.
   */
  async send<N extends MessageName>(name: N, input: MessageInput<N>): Promise<MessageOutput<N>> {
    const ack = await this.#ask(name, input);
    this.lastAckAt = new Date();
    if (!ack.ok) throw new RefusalError(ack.error);
    return this.#newest(name, ack.data as MessageOutput<N>);
  }

  /**
   * Joins a room and keeps it joined: the snapshot is given to `apply` now, after every reconnect and after sleep.
   * Returns what leaves the room, where nobody else on this page holds it.
   */
  join<N extends MessageName>(name: N, input: MessageInput<N>, apply: (snapshot: MessageOutput<N>) => void, fail: (error: unknown) => void): () => void {
    const ask = (): void => {
      this.send(name, input).then(
        (snapshot) => room.holds() && apply(snapshot),
        (error: unknown) => room.holds() && fail(error),
      );
    };
    const room = this.#rooms.hold(name, input, ask);
    if (this.#socket.connected) ask();
    return () => {
      const leave = room.release();
      // Said once, and not to a connection that is gone: repeated it could come after the room was joined again.
      if (leave && this.#socket.connected) this.#socket.emit('room:leave', leave);
    };
  }

  /** Listens to what the server tells, and answers where it waits for that. Returns what stops listening. */
  on<N extends keyof ServerMessages>(name: N, heard: (message: ServerMessages[N], answer?: (value: unknown) => void) => void): () => void {
    if (!isChanging(name)) {
      this.#socket.on(name as string, heard);
      return () => void this.#socket.off(name as string, heard);
    }
    const followers = this.#followers.get(name) ?? new Set();
    this.#followers.set(name, followers.add(heard));
    return () => void followers.delete(heard);
  }

  /** Connects anew, so that the server sees the session just signed in, paired or ended. */
  renew(): void {
    this.#socket.disconnect().connect();
  }

  /** Milliseconds since 1970 by the server's clock: a device clock set meanwhile moves nothing. */
  serverNow(): number {
    return performance.now() + this.#serverOffset;
  }

  /** Asks every room for its snapshot again, because a change may have been missed. */
  refresh(): void {
    this.#rooms.askAll();
  }

  async #ask(name: string, input: unknown): Promise<Ack<unknown>> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        const [askedAt, asked] = [Date.now(), performance.now()];
        const ack = (await this.#socket.timeout(ACK_TIMEOUT_MS).emitWithAck(name, input)) as Ack<unknown>;
        if (ack.at !== undefined) {
          this.clockOffset = Math.round(Date.parse(ack.at) - (askedAt + Date.now()) / 2);
          this.#serverOffset = Date.parse(ack.at) - (asked + performance.now()) / 2;
        }
        if (ack.ok || ack.error.code !== 'server.busy' || attempt === ATTEMPTS) return ack;
        await new Promise((done) => setTimeout(done, BUSY_MS * attempt));
      } catch {
        // Unanswered: the same message goes out again.
      }
    }
    throw new OfflineError();
  }

  #follow(name: Changing, frame: Frame<never>): void {
    const state = this.#pages.frame(name, frame);
    if (state) for (const heard of this.#followers.get(name) ?? []) heard(state as never);
  }

  /** A change may have overtaken the acknowledgement that brings the snapshot. */
  #newest<N extends MessageName>(joined: N, data: MessageOutput<N>): MessageOutput<N> {
    const name = (Object.keys(CHANGING) as Changing[]).find((changing) => CHANGING[changing].join === joined);
    return name ? (this.#pages.snapshot(name, data as ChangingStates[typeof name]) as MessageOutput<N>) : data;
  }

  /** Who is not connected does not wait for the next attempt, nor for one that was under way without a network. */
  #wake(): void {
    if (this.#socket.connected) this.refresh();
    else this.renew();
  }
}

let connection: Connection | undefined;

/** The page's connection, opened on first use. */
export function getConnection(): Connection {
  connection ??= new Connection();
  return connection;
}
export type { Connection };
