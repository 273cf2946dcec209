/** A judge's desk that nobody judges at: the real components mark on it, and nothing leaves the page. */
import type { DeskEntrant, JudgeDesk, Sheet } from '@leitai/contract';
import { checkMark, type MarkValue, type Scheme } from '@leitai/scoring';
import { Desk } from '#lib/judge/desk.svelte.ts';
import type { Photo } from '#lib/judge/evidence/photo-line.ts';
import { viewSheet, type SheetView } from '#lib/judge/sheet-view.ts';
import { newCommand } from '#lib/command.ts';

const ID = '00000000-0000-4000-8000-000000000000';
const SHEET: Sheet = { id: ID, entrantId: ID, judgeId: ID, attempt: 1, state: 'open', version: 0, submittedAt: null, returned: null, marks: [], notes: [], evidence: [] };
const ENTRANT: DeskEntrant = { id: ID, code: 'A07', position: 1, state: 'performed', attempt: 1, timer: null };

export class TryDesk extends Desk {
  override readonly trial = true;
  #values: Readonly<Record<string, MarkValue>> = $state.raw({});
  #notes: Readonly<Record<string, string>> = $state.raw({});
  #taken: readonly Photo[] = $state.raw([]);

  constructor() {
    super();
    this.large = false;
  }

  /** Marks that the scheme no longer takes fall away. */
  show(scheme: Scheme): void {
    this.snapshot = {
      me: { judgeId: ID, seat: 1, name: '', role: 'judge' },
      device: { active: true, other: null },
      contest: { id: ID, eventId: ID, eventName: scheme.name, letter: 'A', name: scheme.name, state: 'running', practice: false, revision: 0, schemeVersion: 0, paused: null },
      chief: null, scheme, entrants: [ENTRANT], sheets: [SHEET], recusals: [], serverTime: '',
    } satisfies JudgeDesk;
  }

  override view(): SheetView | null {
    const scheme = this.snapshot?.scheme;
    if (!scheme) return null;
    const at = '';
    const standing = Object.entries(this.#values).filter(([id, value]) => checkMark(scheme, id, value).length === 0);
    const marks = standing.map(([criterionId, value]) => ({ criterionId, value, version: 1, at }));
    const notes = Object.entries(this.#notes).map(([criterionId, text]) => ({ criterionId, text, version: 1, at }));
    return viewSheet(scheme, { ...SHEET, marks, notes }, ENTRANT, [], this.#taken);
  }

  override mayMark(): boolean {
    return true;
  }

  override put(_sheet: Sheet, criterionId: string, value: MarkValue | null): void {
    const { [criterionId]: _, ...others } = this.#values;
    this.#values = value === null ? others : { ...others, [criterionId]: value };
  }

  override putNote(_sheet: Sheet, criterionId: string, text: string | null): void {
    this.#notes = { ...this.#notes, [criterionId]: text ?? '' };
  }

  override addPhoto(_sheet: Sheet, criterionId: string, photo: Pick<Photo, 'bytes' | 'sha256'>): Promise<void> {
    const { commandId: id, at } = newCommand();
    this.#taken = [...this.#taken, { id, at, judgeId: ID, sheetId: ID, criterionId, state: 'unsent', refusal: null, dropped: false, ...photo }];
    return Promise.resolve();
  }

  override removePhoto(_sheetId: string, id: string): void {
    this.#taken = this.#taken.filter((one) => one.id !== id);
  }

  override setLarge(large: boolean): void {
    this.large = large;
  }

  clear(): void {
    this.#values = {};
    this.#notes = {};
    this.drafts.clear();
    this.#taken = [];
  }
}
