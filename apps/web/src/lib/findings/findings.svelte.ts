/** The event's findings as their reader may see them, read again whenever the record grows; and what of them is asked for. */
import type { FindingList, FindingRow } from '@leitai/contract';
import { api } from '#lib/api.ts';
import { Newest } from '#lib/newest.ts';
import { getConnection } from '#lib/realtime/connection.svelte.ts';
import { isOpen } from './words.ts';

/** Empty: all. */
export type Filter = { state: string; severity: string; organisation: string; post: string; clause: string; overdue: boolean };

export class Findings {
  list: FindingList | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  filter: Filter = $state({ state: '', severity: '', organisation: '', post: '', clause: '', overdue: false });
  readonly eventId: string;
  readonly #newest = new Newest();

  readonly open: readonly FindingRow[] = $derived((this.list?.findings ?? []).filter(isOpen));
  readonly overdue: readonly FindingRow[] = $derived(this.open.filter(({ overdue }) => overdue > 0));
  readonly shown: readonly FindingRow[] = $derived.by(() => {
    const { state, severity, organisation, post, clause, overdue } = this.filter;
    const fits = (wanted: string, has: string | undefined): boolean => wanted === '' || wanted === has;
    return (this.list?.findings ?? []).filter((one) => fits(state, one.state) && fits(severity, one.severity) && fits(organisation, one.organisation.id) && fits(post, one.post?.id)
      && fits(clause, clauseOf(one)) && (!overdue || one.overdue > 0)).toSorted(byUrgency);
  });
  /** How long the open ones have been over their time: in time, 1–2 days, 3–7, more. */
  readonly ages: readonly number[] = $derived([
    this.open.filter(({ overdue }) => overdue === 0), this.overdue.filter(({ overdue }) => overdue <= 2), this.overdue.filter(({ overdue }) => overdue > 2 && overdue <= 7), this.overdue.filter(({ overdue }) => overdue > 7),
  ].map(({ length }) => length));

  constructor(eventId: string) {
    this.eventId = eventId;
  }

  follow(): () => void {
    const { eventId } = this;
    const connection = getConnection();
    const off = connection.on('programme:changed', (told) => told.eventId === eventId && void this.load());
    const leave = connection.join('programme:join', { eventId }, () => void this.load(), (error) => (this.failure = error));
    void this.load();
    return () => {
      off();
      leave();
    };
  }

  async load(): Promise<void> {
    const isNews = this.#newest.ask();
    try {
      const list = await api('GET /api/events/:eventId/findings', { params: { eventId: this.eventId } });
      if (isNews()) this.list = list;
      this.failure = null;
    } catch (error) {
      this.failure = error;
    }
  }
}
/** What is open first, by its deadline; then what is done, as it came. */
const byUrgency = (a: FindingRow, b: FindingRow): number => Number(isOpen(b)) - Number(isOpen(a)) || (isOpen(a) ? a.due.localeCompare(b.due) : 0);
export const clauseOf = ({ clause }: Pick<FindingRow, 'clause'>): string => (clause ? `${clause.standard} ${clause.number}`.trim() : '');
