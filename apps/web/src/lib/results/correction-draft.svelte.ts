/** A correction while it is put together: one entrant's readings as they stand, and what is to stand instead. */
import type { CorrectionChange, CorrectionGround, CorrectionProposal, MarkValue, Moved } from '@leitai/contract';
import { api } from '#lib/api.ts';

type Place = { readonly eventId: string; readonly contestId: string };
type Cell = { readonly sheetId: string; readonly criterionId: string };
export type DraftMark = Cell & { readonly seat: number; readonly before: MarkValue | null; readonly after: MarkValue | null; readonly version: number };

const same = (a: Cell, b: Cell): boolean => a.sheetId === b.sheetId && a.criterionId === b.criterionId;
const equal = (a: MarkValue | null, b: MarkValue | null): boolean => JSON.stringify(a) === JSON.stringify(b);

export class CorrectionDraft {
  readonly place: Place;
  readonly entrantId: string;
  ground = $state.raw<CorrectionGround | null>(null);
  marks = $state.raw<readonly DraftMark[]>([]);
  vetoes = $state.raw<Readonly<Record<string, boolean>>>({});
  disqualified = $state.raw<boolean | null>(null);
  reason = $state('');
  /** What the last trial moved; null once anything changed since. */
  moved = $state.raw<readonly Moved[] | null>(null);
  readonly empty = $derived(this.marks.length === 0 && Object.keys(this.vetoes).length === 0 && this.disqualified === null);

  constructor(place: Place, entrantId: string) {
    this.place = place;
    this.entrantId = entrantId;
  }

  async load(): Promise<void> {
    this.ground = await api('GET /api/events/:eventId/contests/:contestId/corrections/entrants/:entrantId', { params: { ...this.place, entrantId: this.entrantId } });
  }

  /** What stands, or is to stand. */
  valueOf(cell: Cell): MarkValue | null {
    const changed = this.marks.find((mark) => same(mark, cell));
    return changed ? changed.after : (this.#standing(cell)?.value ?? null);
  }

  put(cell: Cell, after: MarkValue | null): void {
    const standing = this.#standing(cell);
    const before = standing?.value ?? null;
    const sheet = this.ground!.sheets.find(({ id }) => id === cell.sheetId)!;
    const others = this.marks.filter((mark) => !same(mark, cell));
    this.marks = equal(before, after) ? others : [...others, { ...cell, seat: sheet.seat, before, after, version: standing?.version ?? 0 }];
    this.moved = null;
  }

  decide(id: string, counts: boolean): void {
    const stood = this.ground!.vetoes.find((veto) => veto.id === id)?.counts;
    const others = Object.entries(this.vetoes).filter(([key]) => key !== id);
    this.vetoes = Object.fromEntries(stood === counts ? others : [...others, [id, counts]]);
    this.moved = null;
  }

  disqualify(to: boolean | null): void {
    this.disqualified = to;
    this.moved = null;
  }

  async preview(): Promise<void> {
    this.moved = (await api('POST /api/events/:eventId/contests/:contestId/corrections/preview', { params: this.place, body: this.#change() })).moved;
  }

  async propose(): Promise<void> {
    const body: CorrectionProposal = { ...this.#change(), reason: this.reason.trim() };
    await api('POST /api/events/:eventId/contests/:contestId/corrections', { params: this.place, body });
  }

  #standing({ sheetId, criterionId }: Cell) {
    return this.ground?.sheets.find(({ id }) => id === sheetId)?.marks.find((mark) => mark.criterionId === criterionId);
  }

  #change(): CorrectionChange {
    return {
      entrantId: this.entrantId, resultRevision: this.ground!.resultRevision, vetoes: { ...this.vetoes },
      marks: this.marks.map(({ sheetId, criterionId, after, version }) => ({ sheetId, criterionId, value: after, expectedVersion: version })),
      ...(this.disqualified !== null && { disqualified: this.disqualified }),
    };
  }
}
