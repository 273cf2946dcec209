/** The keyboard at the desk: arrows move between criteria, digits choose a level, Enter goes to the next one missing, Ctrl+Z takes back. */
import { allCriteria, findCriterion, type Criterion, type MarkValue } from '@leitai/scoring';
import { tick } from 'svelte';
import type { Desk } from './desk.svelte.ts';

export class DeskKeys {
  readonly #desk: Desk;
  readonly #list: () => HTMLElement | undefined;

  constructor(desk: Desk, list: () => HTMLElement | undefined) {
    this.#desk = desk;
    this.#list = list;
  }

  press(event: KeyboardEvent): void {
    if (!this.#desk.overlay && (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      return this.#desk.undo();
    }
    if (this.#desk.overlay || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    const free = !target.closest('button, a, input, textarea, dialog');
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') this.#move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter' && free) this.toMissing();
    else if (/^\d$/.test(event.key) && this.#digit(Number(event.key))) this.#desk.overlay = null;
    else return;
    event.preventDefault();
  }

  /** Shows the next criterion that misses something, after the one in hand. */
  toMissing(): void {
    const { current, snapshot } = this.#desk;
    if (!current || !snapshot) return;
    const order = allCriteria(snapshot.scheme).map(({ id }) => id);
    const from = order.indexOf(this.#row()?.dataset['criterion'] ?? '');
    const { missing } = current;
    const next = missing.find((id) => order.indexOf(id) > from) ?? missing[0];
    this.#desk.moduleId = snapshot.scheme.modules.find(({ criteria }) => criteria.some(({ id }) => id === next))?.id ?? '';
    void tick().then(() => this.#show(this.#rows().find((row) => row.dataset['criterion'] === next)));
  }

  #move(by: 1 | -1): void {
    const rows = this.#rows();
    const row = this.#row();
    this.#show(row ? rows[rows.indexOf(row) + by] : rows[0]);
  }

  #digit(digit: number): boolean {
    const { current, snapshot } = this.#desk;
    const criterion = snapshot && findCriterion(snapshot.scheme, this.#row()?.dataset['criterion'] ?? '');
    const value = criterion ? byDigit(criterion, digit) : null;
    if (!current || !criterion || !value || !this.#desk.mayMark(current, criterion.id)) return false;
    this.#desk.put(current.sheet, criterion.id, value);
    return true;
  }

  #rows(): HTMLElement[] {
    return [...(this.#list()?.querySelectorAll<HTMLElement>('[data-criterion]') ?? [])];
  }

  /** The criterion in hand: the one that holds the focus. */
  #row(): HTMLElement | null {
    return document.activeElement?.closest<HTMLElement>('[data-criterion]') ?? null;
  }

  #show(row: HTMLElement | undefined): void {
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'center' });
  }
}

function byDigit({ scale }: Criterion, digit: number): MarkValue | null {
  if (scale.type === 'levels') return scale.levels.some(({ level }) => level === digit) ? { type: 'levels', level: digit } : null;
  if (scale.type === 'pass-fail') return digit <= 1 ? { type: 'pass-fail', pass: digit === 1 } : null;
  return null;
}
