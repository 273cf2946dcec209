// A simulated chief: confirms an entrant when every sheet is in, returns one now and then, and remembers what was acknowledged.

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ChiefDesk, DeskEntrant, Sheet } from '@leitai/contract';
import { allCriteria } from '@leitai/scoring';
import { RefusedByServer } from '../../apps/simulator/src/client.ts';
import type { Random } from '../../apps/simulator/src/random.ts';
import type { Line } from './line.ts';

const LOOK_AGAIN = 150;
const RETURNS = 0.2;
/** A judge was quicker and withdrew a sheet: look again. */
const OVERTAKEN = new Set(['result.sheets-missing', 'sheet.stale', 'sheet.locked']);

export type Confirmed = { readonly entrant: DeskEntrant; readonly revision: number };

export class Chief {
  private readonly line: Line;
  private readonly contestId: string;
  private readonly random: Random;
  readonly confirmed: Confirmed[] = [];
  desk!: ChiefDesk;

  constructor(line: Line, contestId: string, random: Random) {
    this.line = line;
    this.contestId = contestId;
    this.random = random;
  }

  async join(): Promise<void> {
    this.desk = await this.line.send('contest:join', { contestId: this.contestId });
  }

  async judge(entrantId: string): Promise<void> {
    const command = () => ({ commandId: randomUUID(), at: new Date().toISOString() });
    await this.line.send('entrant:call', { ...command(), entrantId });
    for (let mayReturn = this.random.chance(RETURNS); ; await pause(LOOK_AGAIN)) {
      await this.join();
      const entrant = this.desk.entrants.find(({ id }) => id === entrantId)!;
      const sheets = this.desk.sheets.filter((sheet) => sheet.entrantId === entrantId);
      if (!sheets.every(({ state }) => state === 'submitted')) continue;
      if (mayReturn) {
        mayReturn = !(await unlessOvertaken(this.giveBack(this.random.pick(sheets), command())));
        continue;
      }
      const seen = sheets.map(({ id, version }) => ({ sheetId: id, version }));
      const done = await unlessOvertaken(this.line.send('result:confirm', { ...command(), entrantId, sheets: seen, without: [], vetoes: {}, note: '混沌:分差不在此测 (the spread is not what is tried here)' }));
      if (!done) continue;
      this.confirmed.push({ entrant, revision: done.revision });
      return;
    }
  }

  private giveBack({ id }: Sheet, command: { commandId: string; at: string }): Promise<object> {
    const items = [this.random.pick(allCriteria(this.desk.scheme).filter(({ scale }) => scale.type !== 'derived')).id];
    return this.line.send('sheet:return', { ...command, sheetId: id, reason: '请复核', items });
  }
}

/** @returns null where a judge was quicker. */
async function unlessOvertaken<T>(sent: Promise<T>): Promise<T | null> {
  try {
    return await sent;
  } catch (error) {
    if (error instanceof RefusedByServer && OVERTAKEN.has(error.code)) return null;
    throw error;
  }
}
