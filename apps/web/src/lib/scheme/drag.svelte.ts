/** A part of the tree in the hand, and where it would fall. */
import type { SchemeEditor } from './editor.svelte.ts';
import { placeOf } from './path.ts';

export class Drag {
  from: string | null = $state(null);
  /** The part it would stand before; a module's own row takes a criterion as its last. */
  over: string | null = $state(null);
  readonly #editor: SchemeEditor;

  constructor(editor: SchemeEditor) {
    this.#editor = editor;
  }

  start(path: string, event: DragEvent): void {
    this.from = path;
    event.dataTransfer?.setData('text/plain', path);
  }

  enter(path: string, event: DragEvent): void {
    if (this.from === null || !this.#fits(path)) return;
    event.preventDefault();
    this.over = path;
  }

  drop(event: DragEvent): void {
    event.preventDefault();
    const { from, over } = this;
    this.end();
    if (from === null || over === null || from === over) return;
    const [own, index] = placeOf(from);
    const [list, place] = own.endsWith('.criteria') && !over.includes('.criteria.') ? [`${over}.criteria`, Infinity] : placeOf(over);
    const most = (this.#editor.at(list) as unknown[]).length - (own === list ? 1 : 0);
    this.#editor.move(from, list, Math.min(own === list && index < place ? place - 1 : place, most));
  }

  end(): void {
    this.from = null;
    this.over = null;
  }

  #fits(path: string): boolean {
    const criterion = this.from?.includes('.criteria.') ?? false;
    if (criterion) return path.startsWith('modules.');
    return placeOf(path)[0] === placeOf(this.from ?? '')[0];
  }
}
