/** The chief's desk, live: the contest as the server told it, the entrant looked at, what was decided, and the chief's commands. */
import type { ChiefDesk, OutState } from '@leitai/contract';
import { createContext } from 'svelte';
import { newCommand } from '#lib/command.ts';
import { m } from '#lib/paraglide/messages.js';
import { getConnection } from '#lib/realtime/connection.svelte.ts';
import { applyContest, applyJudges, applyMark, applyRecusal, applySheet, type Applied } from './changes.ts';
import type { EntrantStep } from './entrant-steps.ts';
import { matrixOf, outliers, type Decisions } from './matrix.ts';
import { countsOf, currentOf, nextOf } from './queue.ts';

/** Frames that overtake each other look like a gap for a moment; one snapshot mends them all. */
const SETTLE_MS = 300;
const UNDECIDED: Decisions = { without: [], vetoes: {} };

export class ChiefRoom {
  /** Null until the first snapshot; kept through every loss of the connection. */
  desk: ChiefDesk | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  /** Why the last command was not done; null when it was. */
  refusal: unknown = $state.raw(null);
  busy = $state(false);
  /** The last nudge of each judge and entrant, "judge/entrant": whether it reached a tablet, and when. */
  nudges: Readonly<Record<string, { readonly reached: boolean; readonly at: Date }>> = $state.raw({});

  #chosen: string | null = $state(null);
  #attempt: number | null = $state(null);
  #decisions: Readonly<Record<string, Decisions>> = $state.raw({});
  #settling: ReturnType<typeof setTimeout> | undefined;

  readonly entrants = $derived(this.desk?.entrants ?? []);
  readonly entrant = $derived(this.entrants.find((one) => one.id === this.#chosen) ?? currentOf(this.entrants));
  readonly next = $derived(nextOf(this.entrants, this.entrant));
  readonly counts = $derived(countsOf(this.entrants, this.desk?.sheets ?? []));
  readonly decisions = $derived((this.entrant && this.#decisions[this.entrant.id]) ?? UNDECIDED);
  /** The attempt looked at: the last, unless an earlier one was chosen. */
  readonly attempt = $derived(Math.min(this.#attempt ?? Infinity, this.entrant?.attempt ?? 1));
  readonly matrix = $derived(this.desk && this.entrant ? matrixOf(this.desk, this.entrant.id, this.entrant.attempt, this.decisions) : null);

  /** Of the attempt looked at; the result and everything decided is of the last. */
  readonly shown = $derived(this.desk && this.entrant && this.attempt !== this.entrant.attempt ? matrixOf(this.desk, this.entrant.id, this.attempt, UNDECIDED) : this.matrix);

  readonly contestId: string;
  constructor(contestId: string) {
    this.contestId = contestId;
  }

  /** Follows the contest until the returned function is called. */
  follow(): () => void {
    const connection = getConnection();
    const snapshot = (desk: ChiefDesk): void => {
      this.desk = desk;
      this.failure = null;
    };
    const ends = [
      connection.on('mark:changed', (change) => this.#take((desk) => applyMark(desk, change))),
      connection.on('sheet:changed', (change) => this.#take((desk) => applySheet(desk, change))),
      connection.on('contest:changed', (change) => this.#take((desk) => applyContest(desk, change))),
      connection.on('recusal:made', (change) => this.#take((desk) => applyRecusal(desk, change))),
      connection.on('judges:changed', (change) => this.#take((desk) => applyJudges(desk, change))),
      connection.join('contest:join', { contestId: this.contestId }, snapshot, (error) => (this.failure = error)),
    ];
    return () => {
      clearTimeout(this.#settling);
      for (const end of ends) end();
    };
  }

  look(entrantId: string): void {
    this.#chosen = entrantId;
    this.#attempt = null;
    this.refusal = null;
  }

  showAttempt(attempt: number): void {
    this.#attempt = attempt;
  }

  decideVeto(vetoId: string, stands: boolean): void {
    this.#decide({ ...this.decisions, vetoes: { ...this.decisions.vetoes, [vetoId]: stands } });
  }

  leaveOut(judgeIds: readonly string[]): void {
    this.#decide({ ...this.decisions, without: judgeIds });
  }

  call(entrantId: string): Promise<boolean> {
    this.look(entrantId);
    return this.#command(() => getConnection().send('entrant:call', { ...newCommand(), entrantId }));
  }

  carryOut(step: EntrantStep, entrantId: string, reason: string): Promise<boolean> {
    this.look(entrantId);
    const about = { ...newCommand(), entrantId, reason };
    return this.#command(() => {
      switch (step) {
        case 'reinstate': return getConnection().send('entrant:reinstate', about);
        case 'substitute': return getConnection().send('entrant:ask-substitute', about);
        case 'repeat': return getConnection().send('attempt:grant', about);
        default: return getConnection().send('entrant:out', { ...about, state: step satisfies OutState });
      }
    });
  }

  moveSheet(sheetId: string, toEntrantId: string, reason: string): Promise<boolean> {
    return this.#command(() => getConnection().send('sheet:move', { ...newCommand(), sheetId, toEntrantId, reason }));
  }

  /** Asks a judge for the sheet; `nudges` then says whether it has come up on a tablet. */
  nudge(judgeId: string, entrantId: string): Promise<boolean> {
    return this.#command(async () => {
      const { reached } = await getConnection().send('judge:nudge', { judgeId, entrantId });
      this.nudges = { ...this.nudges, [`${judgeId}/${entrantId}`]: { reached, at: new Date(getConnection().serverNow()) } };
    });
  }

  drive(drive: 'timer:start' | 'timer:pause' | 'timer:stop' | 'timer:reset', entrantId: string): Promise<boolean> {
    return this.#command(() => getConnection().send(drive, { ...newCommand(), entrantId }));
  }

  extend(entrantId: string, seconds: number): Promise<boolean> {
    return this.#command(() => getConnection().send('timer:extend', { ...newCommand(), entrantId, seconds }));
  }

  recuse(judgeId: string, entrantId: string, reason: string): Promise<boolean> {
    return this.#command(() => getConnection().send('recusal:order', { ...newCommand(), judgeId, entrantId, reason }));
  }

  returnSheet(sheetId: string, reason: string, items: readonly string[]): Promise<boolean> {
    return this.#command(() => getConnection().send('sheet:return', { ...newCommand(), sheetId, reason, items: [...items] }));
  }

  /** Sends back to each judge who lies too far out what was so, of these criteria or of all; nobody is told anybody's marks. */
  returnOutliers(only?: readonly string[]): Promise<boolean> {
    const { matrix } = this;
    const asked = [...outliers(matrix?.spreads.criteria ?? [])].flatMap(([judgeId, ids]) => {
      const row = matrix?.rows.find(({ judge, state }) => judge.id === judgeId && state === 'submitted');
      const items = ids.filter((id) => only?.includes(id) ?? true);
      return row?.sheet && items.length > 0 ? [{ sheetId: row.sheet.id, items }] : [];
    });
    return this.#command(async () => {
      for (const { sheetId, items } of asked) await getConnection().send('sheet:return', { ...newCommand(), sheetId, reason: m.chief_spread_reason(), items });
    });
  }

  decidePaper(entryId: string, stands: 'paper' | 'tablet', reason: string): Promise<boolean> {
    return this.#command(() => getConnection().send('paper:decide', { ...newCommand(), entryId, stands, reason }));
  }

  /** Confirms exactly what is shown: a sheet that changed meanwhile is refused as stale. */
  async confirm(note?: string): Promise<boolean> {
    const { entrant, matrix, decisions } = this;
    if (!entrant || !matrix) return false;
    this.look(entrant.id);
    const sheets = matrix.counted.map(({ id, version }) => ({ sheetId: id, version }));
    const without = matrix.missing.map((judge) => judge.id).filter((id) => decisions.without.includes(id));
    const vetoes = Object.fromEntries(matrix.vetoes.flatMap(({ veto }) => (veto.id in decisions.vetoes ? [[veto.id, decisions.vetoes[veto.id] === true]] : [])));
    return this.#command(() => getConnection().send('result:confirm', { ...newCommand(), entrantId: entrant.id, sheets, without, vetoes, ...(note !== undefined && { note }) }));
  }

  /** True when done. After a refusal the snapshot is asked for again, so that the chief sees what it was about. */
  async #command(send: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    try {
      await send();
      this.refusal = null;
      return true;
    } catch (error) {
      this.refusal = error;
      getConnection().refresh();
      return false;
    } finally {
      this.busy = false;
    }
  }

  #take(apply: (desk: ChiefDesk) => Applied): void {
    if (!this.desk) return;
    const { desk, gap } = apply(this.desk);
    this.desk = desk;
    if (!gap) return;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => getConnection().refresh(), SETTLE_MS);
  }

  #decide(decisions: Decisions): void {
    if (this.entrant) this.#decisions = { ...this.#decisions, [this.entrant.id]: decisions };
  }
}

export const [useChiefRoom, provideChiefRoom] = createContext<ChiefRoom>();
