// A simulated chief: confirms an entrant when every sheet is in, returns one now and then, and remembers what was acknowledged.

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ChiefDesk, DeskEntrant, Sheet } from '@leitai/contract';
import { allCriteria } from '@leitai/scoring';
import type { Random } from '../../apps/simulator/src/random.ts';
import type { Corrector } from './corrector.ts';
import { unless } from './insist.ts';
import type { Line } from './line.ts';

const LOOK_AGAIN = 150;
/** How often an entrant is judged with each of what a chief may do meanwhile: of 27 entrants hardly ever none. */
const OFTEN = { returns: 0.35, moves: 0.3, repeats: 0.35, asks: 0.35, nudges: 0.2, corrects: 0.3 } as const;
/** What cannot be done just now is tried so often. */
const TRIES = 5;
/** A judge was quicker and withdrew or handed in a sheet: look again. */
const OVERTAKEN = new Set(['result.sheets-missing', 'sheet.stale', 'sheet.locked']);
/** What cannot be done just now, and need not. */
const IDLE = new Set(['judge.recused', 'sheet.locked', 'sheet.not-found', 'entrant.marked', 'entrant.bad-state', 'entrant.confirmed']);

export type Confirmed = { readonly entrant: DeskEntrant; readonly revision: number };

export class Chief {
  private readonly line: Line;
  private readonly contestId: string;
  private readonly random: Random;
  private readonly corrector: Corrector;
  readonly confirmed: Confirmed[] = [];
  /** Of sheets moved, attempts granted and substitutes asked for. */
  readonly acked: { readonly commandId: string; readonly revision: number }[] = [];
  private moved = false;
  desk!: ChiefDesk;

  constructor(line: Line, contestId: string, random: Random, corrector: Corrector) {
    this.line = line;
    this.contestId = contestId;
    this.random = random;
    this.corrector = corrector;
  }

  async join(): Promise<void> {
    this.desk = await this.line.send('contest:join', { contestId: this.contestId });
  }

  async judge(entrantId: string): Promise<void> {
    const { random } = this;
    await this.line.send('entrant:call', { ...command(), entrantId });
    const deeds = ([['moves', () => this.move(entrantId)], ['asks', () => this.ask()], ['nudges', () => this.nudge(entrantId)], ['repeats', () => this.repeat(entrantId)]] as const)
      // Until one was moved always, as with the first correction below: it finds no sheet to move where the judges are quick.
      .filter(([deed]) => random.chance(OFTEN[deed]) || (deed === 'moves' && !this.moved)).map(([, carryOut]) => ({ carryOut, tries: TRIES }));
    for (let mayReturn = random.chance(OFTEN.returns); ; await pause(LOOK_AGAIN)) {
      await this.join();
      const deed = random.chance(0.5) ? deeds.shift() : undefined;
      if (deed) {
        if (!(await deed.carryOut()) && deed.tries > 1) deeds.push({ ...deed, tries: deed.tries - 1 });
        continue;
      }
      const sheets = this.sheetsOf(entrantId);
      if (deeds.length > 0 || !sheets.every(({ state }) => state === 'submitted')) continue;
      if (mayReturn) {
        mayReturn = !(await unless(OVERTAKEN, this.giveBack(random.pick(sheets))));
        continue;
      }
      const entrant = this.desk.entrants.find(({ id }) => id === entrantId)!;
      const seen = sheets.map(({ id, version }) => ({ sheetId: id, version }));
      const done = await unless(OVERTAKEN, this.line.send('result:confirm', { ...command(), entrantId, sheets: seen, without: [], vetoes: {}, note: '混沌:分差不在此测 (the spread is not what is tried here)' }));
      if (!done) continue;
      this.confirmed.push({ entrant, revision: done.revision });
      // The first always: what seeds draw must not decide whether a correction was tried at all.
      if (random.chance(OFTEN.corrects) || this.confirmed.length === 1) await this.corrector.correct({ eventId: this.desk.contest.eventId, contestId: this.contestId }, this.desk.scheme, entrantId);
      return;
    }
  }

  /** Those that count: recused judges have none. */
  sheetsOf(entrantId: string): Sheet[] {
    return this.desk.sheets.filter((sheet) => sheet.entrantId === entrantId && sheet.state !== 'superseded' && sheet.state !== 'recused');
  }

  private giveBack({ id }: Sheet): Promise<object> {
    const items = [this.random.pick(allCriteria(this.desk.scheme).filter(({ scale }) => scale.type !== 'derived')).id];
    return this.line.send('sheet:return', { ...command(), sheetId: id, reason: '请复核', items });
  }

  /** As if a judge had marked the entrant on stage for one who still waits. */
  private async move(entrantId: string): Promise<boolean> {
    const [waiting, open] = [this.waiting(), this.sheetsOf(entrantId).filter(({ state }) => state === 'open')];
    if (waiting.length === 0 || open.length === 0) return false;
    const move = { ...command(), sheetId: this.random.pick(open).id, toEntrantId: this.random.pick(waiting).id, reason: '评错选手' };
    const done = this.keep(move, await unless(IDLE, this.line.send('sheet:move', move)));
    this.moved ||= done;
    return done;
  }

  /** The attempt begins anew, with the same entrant called again. */
  private async repeat(entrantId: string): Promise<boolean> {
    const grant = { ...command(), entrantId, reason: '设备故障' };
    this.keep(grant, await this.line.send('attempt:grant', grant));
    await this.line.send('entrant:call', { ...command(), entrantId });
    return true;
  }

  private async ask(): Promise<boolean> {
    const waiting = this.waiting();
    if (waiting.length === 0) return false;
    const ask = { ...command(), entrantId: this.random.pick(waiting).id, reason: '受伤' };
    return this.keep(ask, await unless(IDLE, this.line.send('entrant:ask-substitute', ask)));
  }

  private async nudge(entrantId: string): Promise<boolean> {
    return null !== await unless(IDLE, this.line.send('judge:nudge', { judgeId: this.random.pick(this.sheetsOf(entrantId)).judgeId, entrantId }));
  }

  private waiting(): DeskEntrant[] {
    return this.desk.entrants.filter(({ state }) => state === 'waiting');
  }

  /** @returns whether it was carried out. */
  private keep({ commandId }: { readonly commandId: string }, done: { readonly revision: number } | null): boolean {
    if (done) this.acked.push({ commandId, revision: done.revision });
    return done !== null;
  }
}

const command = (): { commandId: string; at: string } => ({ commandId: randomUUID(), at: new Date().toISOString() });
