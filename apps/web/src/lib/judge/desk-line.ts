/** How a desk is reached, and under what it is kept: a paired device has one, who inspects has one in each contest of the own visits. */
import type { JudgeDesk } from '@leitai/contract';
import { newCommand } from '#lib/command.ts';
import { getConnection } from '#lib/realtime/connection.svelte.ts';

export type DeskLine = {
  /** The desk's record on the device. */
  readonly key: string;
  /** Keeps the desk joined: now, after every reconnect and after sleep. Returns what leaves it. */
  join(take: (desk: JudgeDesk) => void, fail: (error: unknown) => void): () => void;
  /** Makes this device the judge's active one. */
  takeOver(): Promise<unknown>;
};

export const OWN_KEY = 'current';

/** Of whom this device is paired to. */
export const OWN_DESK: DeskLine = {
  key: OWN_KEY,
  join: (take, fail) => getConnection().join('desk:join', {}, take, fail),
  takeOver: () => getConnection().send('desk:take-over', newCommand()),
};
