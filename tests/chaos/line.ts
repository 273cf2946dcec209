// A tablet's connection with everything a network and a person do to it, on the simulator's own Connection.

import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { MessageInput, MessageName, MessageOutput } from '@leitai/contract';
import { Connection } from '../../apps/simulator/src/client.ts';
import type { Random } from '../../apps/simulator/src/random.ts';
import { insist } from './insist.ts';

/** How likely each is per message, 0 to 1. */
export type Faults = {
  /** The connection breaks before the message leaves, or before its acknowledgement arrives. */
  readonly breaks: number;
  /** The message is delivered twice at once. */
  readonly doubles: number;
  /** A message acknowledged long ago arrives again. */
  readonly late: number;
  /** The message, or its acknowledgement, is held up. */
  readonly slow: number;
};
export type Fault = keyof Faults;
export const CALM: Faults = { breaks: 0, doubles: 0, late: 0, slow: 0 };

/** Most milliseconds a message is held up. */
const HELD_UP = 400;

export type Sent = { readonly name: MessageName; readonly input: unknown; readonly answer: unknown };
/** Answered with what was stored, to the letter; the others with the sheet as it stands now. */
const STORED = new Set<MessageName>(['mark:put', 'note:put']);

export class Line {
  private connection: Connection | null = null;
  private readonly base: string;
  private readonly cookie: string;
  private readonly random: Random;
  private readonly faults: Faults;
  /** Acknowledged commands of a judge, from whichever device, with their answers, for late repetitions. */
  private readonly answered: Sent[];
  /** Answers of repeated commands that differed from the first. */
  readonly contradictions: string[] = [];
  /** How often each fault was met. */
  readonly met: Record<Fault, number> = { breaks: 0, doubles: 0, late: 0, slow: 0 };

  /** @param answered shared by the devices of one judge. */
  constructor(base: string, cookie: string, random: Random, faults: Faults, answered: Sent[] = []) {
    this.base = base;
    this.cookie = cookie;
    this.random = random;
    this.faults = faults;
    this.answered = answered;
  }

  /** @throws RefusedByServer for what the server means to refuse. */
  async send<N extends MessageName>(name: N, input: MessageInput<N>): Promise<MessageOutput<N>> {
    if (this.meets('breaks')) await this.breakDuring(name, input);
    if (this.meets('slow')) await pause(this.random.below(HELD_UP));
    const twice = this.meets('doubles') ? this.attempt(name, input) : null;
    // Refused like the first, which is told.
    twice?.catch(() => {});
    const answer = await this.attempt(name, input);
    if (this.meets('slow')) await pause(this.random.below(HELD_UP));
    if ('commandId' in input) {
      const sent: Sent = { name, input, answer };
      if (twice) this.agree(sent, await twice);
      this.answered.push(sent);
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
    if (!this.meets('late')) return;
    const sent = this.random.pick(this.answered);
    this.agree(sent, await this.attempt(sent.name, sent.input as MessageInput<MessageName>));
  }

  private meets(fault: Fault): boolean {
    const met = this.random.chance(this.faults[fault]);
    if (met) this.met[fault] += 1;
    return met;
  }

  private agree({ name, input, answer }: Sent, again: unknown): void {
    const [first, second] = STORED.has(name) ? [answer, again] : [revisionOf(answer), revisionOf(again)];
    if (!isDeepStrictEqual(first, second)) this.contradictions.push(`${name} ${JSON.stringify(input)}: ${JSON.stringify(first)} ≠ ${JSON.stringify(second)}`);
  }

  private attempt<N extends MessageName>(name: N, input: MessageInput<N>): Promise<MessageOutput<N>> {
    return insist(async () => (await this.open()).send(name, input));
  }

  private async open(): Promise<Connection> {
    if (!this.connection) {
      const opened = await insist(() => Connection.open(this.base, this.cookie));
      // Two messages at once may have opened it both.
      if (this.connection) opened.close();
      else this.connection = opened;
    }
    return this.connection;
  }
}

const revisionOf = (answer: unknown): unknown => (answer as { revision?: number }).revision;
