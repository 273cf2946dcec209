/** Puts a text on the clipboard, in a secure context or not. */

/** @param near an element beside which a field may stand for a moment: inside an open dialog nothing outside can be selected. @returns whether it is on the clipboard. */
export async function copyText(text: string, near: HTMLElement): Promise<boolean> {
  if (window.isSecureContext) return navigator.clipboard.writeText(text).then(() => true, () => false);
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.className = 'visually-hidden';
  near.after(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  near.focus();
  return copied;
}
