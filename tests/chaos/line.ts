// A tablet's connection with everything a network and a person do to it, on the simulator's own Connection.

import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { MessageInput, MessageName, MessageOutput } from '@leitai/contract';
import { Connection, RefusedByServer } from '../../apps/simulator/src/client.ts';
import type { Random } from '../../apps/simulator/src/random.ts';

/** How likely each is per message, 0 to 1. */
export type Faults = {
  /** The connection breaks before the message leaves, or before its acknowledgement arrives. */
  readonly breaks: number;
  /** The message is delivered twice at once. */
  readonly doubles: number;
  /** A message acknowledged long ago arrives again. */
  readonly late: number;
};
export const CALM: Faults = { breaks: 0, doubles: 0, late: 0 };

/** Milliseconds after which a server that does not come back is a failure. */
const PATIENCE = 60_000;
const AGAIN = 100;
/** What the server says while a part of it is away; the same command is sent again. */
const PASSING = new Set(['server.failed', 'server.busy']);

export class Line {
  private connection: Connection | null = null;
  private readonly base: string;
  private readonly cookie: string;
  private readonly random: Random;
  private readonly faults: Faults;
  /** Acknowledged marks with their answers, for late repetitions. */
  private readonly answered: { readonly input: MessageInput<'mark:put'>; readonly answer: MessageOutput<'mark:put'> }[] = [];
  /** Answers of repeated commands that differed from the first. */
  readonly contradictions: string[] = [];

  constructor(base: string, cookie: string, random: Random, faults: Faults) {
    this.base = base;
    this.cookie = cookie;
    this.random = random;
    this.faults = faults;
  }

  /** @throws RefusedByServer for what the server means to refuse. */
  async send<N extends MessageName>(name: N, input: MessageInput<N>): Promise<MessageOutput<N>> {
    if (this.random.chance(this.faults.breaks)) await this.breakDuring(name, input);
    const twice = this.random.chance(this.faults.doubles) ? this.attempt(name, input) : null;
    const answer = await this.attempt(name, input);
    if (name === 'mark:put') {
      const mark = { input: input as MessageInput<'mark:put'>, answer: answer as MessageOutput<'mark:put'> };
      if (twice) this.agree(mark.input.commandId, mark.answer, await twice);
      this.answered.push(mark);
      await this.repeatLate();
    } else await twice;
    return answer;
  }

  close(): void {
    this.connection?.close();
    this.connection = null;
  }

  /** The message may or may not have reached the server; nobody on this side knows. */
  private async breakDuring<N extends MessageName>(name: N, input: MessageInput<N>): Promise<void> {
    const lost = (await this.open()).send(name, input).catch(() => {});
    await pause(this.random.below(6));
    this.close();
    await lost;
  }

  private async repeatLate(): Promise<void> {
    if (!this.random.chance(this.faults.late)) return;
    const { input, answer } = this.random.pick(this.answered);
    this.agree(input.commandId, answer, await this.attempt('mark:put', input));
  }

  private agree(commandId: string, first: unknown, again: unknown): void {
    if (!isDeepStrictEqual(first, again)) this.contradictions.push(`${commandId}: ${JSON.stringify(first)} ≠ ${JSON.stringify(again)}`);
  }

  private async attempt<N extends MessageName>(name: N, input: MessageInput<N>): Promise<MessageOutput<N>> {
    for (const started = Date.now(); ; await pause(AGAIN)) {
      try {
        return await (await this.open()).send(name, input);
      } catch (error) {
        const passing = !(error instanceof RefusedByServer) || PASSING.has(error.code);
        if (!passing || Date.now() - started > PATIENCE) throw error;
      }
    }
  }

  private async open(): Promise<Connection> {
    for (const started = Date.now(); !this.connection; ) {
      try {
        const opened = await Connection.open(this.base, this.cookie);
        // Two messages at once may have opened it both.
        if (this.connection) opened.close();
        else this.connection = opened;
      } catch (error) {
        if (Date.now() - started > PATIENCE) throw error;
        await pause(AGAIN);
      }
    }
    return this.connection;
  }
}
