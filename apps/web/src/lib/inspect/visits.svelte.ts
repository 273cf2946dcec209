/** All an inspector has to do: the list, kept on the phone, and one desk for each round in it, so that any of them opens without a network. */
import type { InspectorVisits, VisitRow } from '@leitai/contract';
import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { reportDevice, together } from '#lib/judge/device-report.ts';
import { forgetDesk, keptDesks } from '#lib/judge/desk-store.ts';
import { getConnection } from '#lib/realtime/connection.svelte.ts';
import { InspectDesk, KEPT } from './inspect-desk.svelte.ts';

const LIST_KEY = 'leitai.visits';
const TO_DO = new Set<VisitRow['state']>(['due', 'missed', 'planned']);

export class Visits {
  list: InspectorVisits | null = $state.raw(loadList());
  failure: unknown = $state.raw(null);
  /** Whether the server has said what there is, since the page was opened. */
  fresh = $state(false);
  readonly #desks = new SvelteMap<string, InspectDesk>();
  readonly #stops = new Map<string, () => void>();

  readonly rows: readonly VisitRow[] = $derived(this.list?.visits ?? []);
  /** Overdue and due ones first, as the server orders them. */
  readonly open: readonly VisitRow[] = $derived(this.rows.filter(({ state }) => TO_DO.has(state)));
  readonly past: readonly VisitRow[] = $derived(this.rows.filter(({ state }) => !TO_DO.has(state)));
  /** Of all visits on this phone. */
  readonly unsent: number = $derived([...this.#desks.values()].reduce((sum, { unsent }) => sum + unsent, 0));
  readonly durable: boolean = $derived([...this.#desks.values()].every(({ durable }) => durable));

  /** Until the returned function is called. */
  begin(): () => void {
    void keptDesks(KEPT).then((kept) => kept.forEach((key) => this.deskOf(key.slice(KEPT.length))));
    for (const { contestId } of this.open) this.deskOf(contestId);
    const leave = getConnection().join('visits:join', {}, (list) => this.#take(list), (error) => (this.failure = error));
    const silent = reportDevice(getConnection(), 'visits:report', () => together([...this.#desks.values()].flatMap(({ waiting }) => waiting ?? [])));
    const deaf = getConnection().on('visits:changed', () => getConnection().refresh());
    return () => {
      leave();
      silent();
      deaf();
      for (const stop of this.#stops.values()) stop();
    };
  }

  /** Of the list, or of a desk on this phone. */
  contestOf(visitId: string): string | undefined {
    return this.rows.find(({ id }) => id === visitId)?.contestId ?? [...this.#desks].find(([, { visits }]) => visits.some(({ id }) => id === visitId))?.[0];
  }

  /** The desk of a round, where there is one on this phone already. */
  known(contestId: string): InspectDesk | undefined {
    return this.#desks.get(contestId);
  }

  /** The desk of a round; joined, and sending what waits, from the first time it is asked for. */
  deskOf(contestId: string): InspectDesk {
    const known = this.#desks.get(contestId);
    if (known) return known;
    const desk = new InspectDesk(contestId);
    this.#desks.set(contestId, desk);
    this.#stops.set(contestId, desk.open());
    return desk;
  }

  /** Its inspector has signed out: nothing stays on the phone but what the server does not have yet. */
  forget(): void {
    localStorage.removeItem(LIST_KEY);
    for (const [contestId, desk] of this.#desks) if (desk.unsent === 0) void forgetDesk(`${KEPT}${contestId}`);
  }

  #take(list: InspectorVisits): void {
    [this.list, this.failure, this.fresh] = [list, null, true];
    keepList(list);
    const wanted = new Set(this.open.map(({ contestId }) => contestId));
    for (const contestId of wanted) this.deskOf(contestId);
    for (const [contestId, desk] of this.#desks) if (!wanted.has(contestId) && desk.unsent === 0) void forgetDesk(`${KEPT}${contestId}`);
  }
}

function keepList(list: InspectorVisits): void {
  try {
    localStorage.setItem(LIST_KEY, JSON.stringify(list));
  } catch {
    // A device without room shows the list for as long as the page lives; each round's desk is kept beside it.
  }
}

function loadList(): InspectorVisits | null {
  try {
    return JSON.parse(localStorage.getItem(LIST_KEY) ?? 'null') as InspectorVisits | null;
  } catch {
    return null;
  }
}

export const [getVisits, setVisits] = createContext<Visits>();
