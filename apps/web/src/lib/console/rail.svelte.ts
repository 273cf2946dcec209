/** Whether a rail says its words: while a mouse is over it or the keyboard is in it, until somewhere is chosen. */
import type { Attachment } from 'svelte/attachments';

export class Rail {
  open = $state(false);

  readonly attach: Attachment<HTMLElement> = (rail) => {
    const within = new AbortController();
    const on = <K extends keyof HTMLElementEventMap>(name: K, what: (event: HTMLElementEventMap[K]) => void): void => rail.addEventListener(name, what, within);
    on('pointerenter', ({ pointerType }) => (this.open = pointerType === 'mouse'));
    on('pointerleave', () => (this.open = false));
    on('click', () => (this.open = false));
    on('focusin', ({ target }) => (this.open ||= target instanceof Element && target.matches(':focus-visible')));
    on('focusout', ({ relatedTarget }) => (this.open &&= relatedTarget instanceof Node && rail.contains(relatedTarget)));
    return () => within.abort();
  };
}
