/** The visit in hand: its row, its sheet, and the head of its record with what is still on its way laid over it. */
import type { InspectorVisit, VisitFinding, VisitHead } from '@leitai/contract';
import type { Scheme } from '@leitai/scoring';
import { createContext } from 'svelte';
import { newCommand } from '#lib/command.ts';
import type { Entry, FindingCommand, HeadWork } from '#lib/judge/outbox.ts';
import type { SheetView } from '#lib/judge/sheet-view.ts';
import type { InspectDesk } from './inspect-desk.svelte.ts';

const EMPTY: VisitHead = { responsible: '', accompaniedBy: '', inspectedAt: null, conclusion: '', notes: '', acknowledgedBy: '' };
type Waiting<N extends Entry['name']> = Entry & { readonly name: N };
const waits = <N extends Entry['name']>(name: N) => (entry: Entry): entry is Waiting<N> => entry.name === name;

export class Visit {
  readonly id: string;
  readonly desk: InspectDesk;

  constructor(id: string, desk: InspectDesk) {
    [this.id, this.desk] = [id, desk];
  }

  readonly row: InspectorVisit | null = $derived.by(() => this.desk.visits.find(({ id }) => id === this.id) ?? null);
  readonly scheme: Scheme | null = $derived.by(() => this.desk.snapshot?.scheme ?? null);
  readonly view: SheetView | null = $derived.by(() => {
    const sheet = this.desk.snapshot?.sheets.find(({ entrantId, state }) => entrantId === this.id && state !== 'superseded');
    return sheet ? this.desk.view(sheet.id) : null;
  });
  readonly #pending: readonly Entry[] = $derived.by(() => (this.view ? (this.desk.queue?.pending(this.view.sheet.id) ?? []) : []));
  readonly head: VisitHead = $derived.by(() => this.#pending.findLast(waits('visit:put'))?.command.head ?? this.row?.head ?? EMPTY);
  /** Another head was written meanwhile: the one that stands. */
  readonly other: VisitHead | null = $derived.by(() => (this.#pending.some(({ name, state }) => name === 'visit:put' && state === 'conflict') ? (this.row?.head ?? null) : null));
  /** Of this visit's round. */
  readonly unsent: number = $derived.by(() => this.desk.unsent);

  /** The finding of an item that is still on its way. */
  waitingFinding(criterionId: string): Entry | undefined {
    return this.#pending.filter(waits('finding:open')).find(({ command: { source } }) => source.type === 'visit' && source.criterionId === criterionId);
  }

  /** The finding of an item that the server has. */
  knownFinding(criterionId: string): VisitFinding | undefined {
    return this.row?.findings.find((one) => one.criterionId === criterionId);
  }

  putHead(head: Partial<VisitHead>): void {
    const next = { ...this.head, ...head };
    const work = this.#headWork(next);
    if (work && JSON.stringify(next) !== JSON.stringify(this.head)) this.desk.queue?.head(work);
  }

  /** Of two heads: the own one anew, or the one that stands. */
  settle(keepOwn: boolean): void {
    const work = this.#headWork(this.head);
    if (work) this.desk.queue?.resolve({ name: work.name, sheetId: work.sheetId, criterionId: '' }, keepOwn ? work : null);
  }

  openFinding(command: FindingCommand): void {
    const { row, view } = this;
    if (row && view) this.desk.queue?.find({ name: 'finding:open', sheetId: view.sheet.id, eventId: row.eventId, command });
  }

  #headWork(head: VisitHead): HeadWork | null {
    const { row, view } = this;
    return row && view && { name: 'visit:put', sheetId: view.sheet.id, command: { ...newCommand(), entrantId: row.id, expectedVersion: row.version, head } };
  }
}

export const [getVisit, setVisit] = createContext<Visit>();
