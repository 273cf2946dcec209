/** The organiser: signs in, chooses the event, opens contests, seats the panels, closes and publishes. */
import { randomBytes } from 'node:crypto';
import type { ControlContest, ControlState } from '@leitai/contract';
import { Client } from './client.ts';
import { BadOptions, type Options } from './options.ts';

export type Panel = { readonly chief: Client; readonly judges: readonly Client[] };

export class Organiser {
  readonly client: Client;

  private constructor(client: Client) {
    this.client = client;
  }

  /** Somebody who has signed in already. */
  static of(client: Client): Organiser {
    return new Organiser(client);
  }

  /** @returns the organiser, and the password when one was made up for a new account. */
  static async enter({ url, setupToken, name, password }: Pick<Options, 'url' | 'setupToken' | 'name' | 'password'>): Promise<{ organiser: Organiser; madeUp: string | null }> {
    const client = new Client(url);
    const organiser = new Organiser(client);
    if (setupToken === null) {
      await client.api('POST /api/session', {}, { name, password: password ?? '' });
      return { organiser, madeUp: null };
    }
    const madeUp = password === null ? randomBytes(9).toString('base64url') : null;
    await client.api('POST /api/setup', {}, { token: setupToken, name, password: password ?? madeUp! });
    return { organiser, madeUp };
  }

  /** The named event, else the latest demonstration: marks made up here never get into another event unasked. */
  async chooseEvent(wanted: string | null): Promise<string> {
    const events = await this.client.api('GET /api/events', {});
    const demos = events.filter(({ demo }) => demo).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    const chosen = wanted === null ? demos[0] : events.find(({ id }) => id === wanted);
    if (!chosen) throw new BadOptions('没有这个活动;不指定 --event 时需要演示活动。', 'There is no such event; without --event a demonstration event is needed.');
    return chosen.id;
  }

  control(eventId: string): Promise<ControlState> {
    return this.client.api('GET /api/events/:eventId/control', { eventId });
  }

  async setState(eventId: string, contestId: string, state: 'running' | 'closed'): Promise<void> {
    await this.client.api('POST /api/events/:eventId/contests/:contestId/state', { eventId, contestId }, { state });
  }

  /** Every seat of a contest gets a device of its own: an earlier device of the seat is cut off, as a new tablet does it. */
  async seat(eventId: string, { id: contestId, letter }: ControlContest): Promise<Panel> {
    const cards = await this.client.api('POST /api/events/:eventId/contests/:contestId/codes', { eventId, contestId });
    const devices: { role: string; client: Client }[] = [];
    for (const { code, seat, role } of cards) {
      const client = new Client(this.client.url);
      await client.api('POST /api/pairing/look', {}, { code });
      await client.api('POST /api/pairing', {}, { code, label: `模拟 / simulated ${letter}-${seat}` });
      devices.push({ role, client });
    }
    const chief = devices.find(({ role }) => role === 'chief');
    if (!chief) throw new BadOptions(`赛项 ${letter} 没有裁判长。`, `Contest ${letter} has no chief judge.`);
    return { chief: chief.client, judges: devices.filter(({ role }) => role === 'judge').map(({ client }) => client) };
  }
}
