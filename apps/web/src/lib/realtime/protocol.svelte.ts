/** What to do when the server speaks a newer protocol: load the new page, but never in a loop, and never over what somebody is writing. */
import { renewApp } from '#lib/app-version.ts';

const KEY = 'leitai.protocol-reload';
const KEPT = 'leitai.protocol-kept';
const AGAIN_AFTER_MS = 60_000;
/** Pages that keep what waits in the device's own store, and walls, at which nobody is asked. */
const AT_ONCE = /^\/(judge|inspect|join|board|screen)(\/|$)/;

/** What stood in a field, by what the page calls it. */
export type Kept = { readonly label: string; readonly text: string };

class NewProtocol {
  /** Whether somebody is asked to have the page loaded anew. */
  offered = $state(false);
  /** What stood in the page's fields when it was loaded anew. */
  kept: readonly Kept[] = $state.raw(JSON.parse(sessionStorage.getItem(KEPT) ?? '[]') as Kept[]);

  forget(): void {
    sessionStorage.removeItem(KEPT);
    this.kept = [];
  }
}

export const newProtocol = new NewProtocol();

/** The server refused this page's protocol: it is loaded anew now where nobody writes anything, else when whoever writes says so. */
export async function meetNewProtocol(): Promise<void> {
  const last = Number(sessionStorage.getItem(KEY) ?? 0);
  const asked = !AT_ONCE.test(location.pathname) && (written().length > 0 || document.querySelector('dialog[open]') !== null);
  if (asked) newProtocol.offered = true;
  else if (Date.now() - last >= AGAIN_AFTER_MS) await reload();
}

/** With what stands in the page's fields, to be copied back. */
export async function reload(): Promise<void> {
  sessionStorage.setItem(KEY, String(Date.now()));
  sessionStorage.setItem(KEPT, JSON.stringify(written()));
  await renewApp();
  location.reload();
}

/** Texts that somebody has typed, or would not want to lose; no password. */
function written(): Kept[] {
  const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, input:is(:not([type]), [type=text], [type=search], [type=number], [type=url])')];
  return fields.map((field) => ({ label: labelOf(field), text: field.value.trim() })).filter(({ text }) => text !== '');
}

const labelOf = (field: HTMLInputElement | HTMLTextAreaElement): string => (field.labels?.[0]?.textContent ?? field.ariaLabel ?? '').trim();
