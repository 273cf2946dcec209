/** What of a draft can be tried on a judge's tablet: what has no fault but its sum. */
import { checkScheme, type Scheme } from '@leitai/scoring';
import { partOf } from './path.ts';

const sound = (scheme: Scheme): Scheme | null => (checkScheme(scheme).every(({ code }) => code === 'max-mismatch') ? scheme : null);

/** The criterion at the path alone; null while it has a fault, or where there is none. */
export function triedCriterion(scheme: Scheme, path: string): Scheme | null {
  const [, at, , index] = partOf(path).split('.');
  const module = scheme.modules[Number(at)];
  const criterion = index === undefined ? undefined : module?.criteria[Number(index)];
  return module && criterion ? sound({ ...scheme, modules: [{ ...module, criteria: [criterion] }], vetoes: [] }) : null;
}

export const triedScheme = (scheme: Scheme): Scheme | null => sound(scheme);

/** Editor and tablet window of one scheme, in one browser. */
export type TryMessage = { readonly type: 'ask' } | { readonly type: 'scheme'; readonly scheme: Scheme };
export const tryChannel = (schemeId: string): BroadcastChannel => new BroadcastChannel(`leitai.scheme.${schemeId}`);
