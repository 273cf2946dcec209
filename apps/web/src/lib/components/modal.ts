/** Opens a native dialog as a modal one, and gives the focus back to where it was, so that whoever works by keys goes on from there. */

/** An attachment. The browser gives the focus back when a dialog is closed, but not when it goes from the page with what it was about. */
export function modal(dialog: HTMLDialogElement): () => void {
  const before = document.activeElement;
  dialog.showModal();
  return () => {
    if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
  };
}
