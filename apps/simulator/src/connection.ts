/** The socket of a client: typed messages with acknowledgements, safe repetition, and what the server tells unasked. */
import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { CHANGING, FollowedPages, isChanging, PROTOCOL, type Ack, type Changing, type ChangingStates, type Frame, type MessageInput, type MessageName, type MessageOutput, type ServerMessages } from '@leitai/contract';
import { io, type Socket } from 'socket.io-client';
import { RefusedByServer } from './refused.ts';

/** Milliseconds without an acknowledgement after which the same message is sent again. */
const PATIENCE = 10_000;
/** Milliseconds an attempt to connect may take: the next one may be luckier. */
const CONNECT_TIMEOUT = 5_000;
const CLOSED = 'the connection was closed';

export class Connection {
  /** Told of every refusal, also of those that are repeated. */
  onRefusal: (error: RefusedByServer) => void = () => {};
  /** Refusals after which the same is sent again. */
  repeats: ReadonlySet<string> = new Set(['request.rate-limited']);
  /** How often the line broke. */
  breaks = 0;
  private readonly socket: Socket;
  private readonly pages = new FollowedPages((name, id) => void this.again(name, id));
  private readonly followers = new EventEmitter();
  /** Tells what waits for the connection to come back. */
  private readonly closed = new EventEmitter().setMaxListeners(0);

  private constructor(socket: Socket) {
    this.socket = socket;
    for (const name of Object.keys(CHANGING) as Changing[]) {
      socket.on(name as string, (frame: Frame<ChangingStates[typeof name]>) => this.tell(name, this.pages.frame(name, frame)));
    }
    socket.on('connect', () => this.pages.forget());
    socket.on('disconnect', () => void (this.breaks += 1));
  }

  /** @throws Error with the reason when the handshake is refused or nobody answers. */
  static async open(url: string, cookie: string): Promise<Connection> {
    const socket = io(url, {
      transports: ['websocket'],
      auth: { protocol: PROTOCOL },
      extraHeaders: cookie === '' ? {} : { cookie },
      forceNew: true,
      reconnectionDelay: 200,
      reconnectionDelayMax: 2_000,
      timeout: CONNECT_TIMEOUT,
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('connect_error', reject);
    }).catch((error: unknown) => {
      socket.disconnect();
      throw error;
    });
    // From now on a failed attempt is followed by the next one.
    socket.off('connect_error');
    return new Connection(socket);
  }

  /**
   * Sends one message and waits for its acknowledgement, however often the connection breaks: what is sent again is the same
   * message with the same command id. What the server has no allowance for, or is refused with another of `repeats`, is sent again in a while.
   * @throws RefusedByServer for every other refusal.
   */
  async send<N extends MessageName>(name: N, input: MessageInput<N>): Promise<MessageOutput<N>> {
    for (;;) {
      if (!this.socket.connected) await this.connected();
      const reply = await this.attempt(name, input);
      if (reply === null) continue;
      if (reply.ok) return this.kept(name, reply.data);
      const refused = new RefusedByServer(name, reply.error);
      this.onRefusal(refused);
      if (!this.repeats.has(refused.code)) throw refused;
      await pause(((refused.details as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds ?? 1) * 1000);
    }
  }

  /** `answer` where the server waits for one. */
  on<N extends keyof ServerMessages>(name: N, heard: (message: ServerMessages[N], answer?: (value: unknown) => void) => void): void {
    // The contract types each name's message; socket.io-client's own typing is by a map of listeners.
    if (isChanging(name)) this.followers.on(name, heard);
    else this.socket.on(name as string, heard);
  }

  /** Calls `again` after every reconnection: rooms must be joined anew. */
  onReconnect(again: () => void): void {
    this.socket.on('connect', again);
  }

  /** The network goes, and comes back: it connects again by itself. @returns false when it was gone already. */
  cut(): boolean {
    if (!this.socket.connected) return false;
    this.socket.io.engine.close();
    return true;
  }

  close(): void {
    this.socket.disconnect();
    this.closed.emit('closed', new Error(CLOSED));
  }

  /** The newest of a page that was joined: a change may have overtaken the acknowledgement. */
  private kept<N extends MessageName>(joined: N, data: MessageOutput<N>): MessageOutput<N> {
    const name = (Object.keys(CHANGING) as Changing[]).find((changing) => CHANGING[changing].join === joined);
    return name ? (this.pages.snapshot(name, data as ChangingStates[typeof name]) as MessageOutput<N>) : data;
  }

  private async again(name: Changing, id: string): Promise<void> {
    if (!this.socket.connected) return;
    const { join, id: named } = CHANGING[name];
    this.tell(name, (await this.send(join, { [named]: id } as MessageInput<typeof join>)) as ChangingStates[typeof name]);
  }

  private tell(name: Changing, state: ChangingStates[Changing] | null): void {
    if (state) this.followers.emit(name, state);
  }

  /** @returns null when no acknowledgement came. */
  private attempt<N extends MessageName>(name: N, input: MessageInput<N>): Promise<Ack<MessageOutput<N>> | null> {
    return this.socket.timeout(PATIENCE).emitWithAck(name, input).then((reply: Ack<MessageOutput<N>>) => reply, () => null);
  }

  /** @throws Error once nothing will connect it again: it was closed, also while this waits, or the handshake was refused. */
  private async connected(): Promise<void> {
    const { socket } = this;
    if (!socket.active) throw new Error(CLOSED);
    await new Promise<void>((resolve, reject) => {
      const settle = (error?: Error): void => {
        if (error && socket.active) return;
        socket.off('connect', settle).off('connect_error', settle);
        this.closed.off('closed', settle);
        if (error) reject(error);
        else resolve();
      };
      socket.on('connect', settle).on('connect_error', settle);
      this.closed.on('closed', settle);
    });
  }
}
