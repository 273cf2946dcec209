/** The schemes of all stages as one, for what speaks of parts by id alone: tie-breaks, grades and the names in a working (STAGE-6). */
import type { Scheme } from '../scheme.ts';
import type { Bundle } from './bundle.ts';

const merged = new WeakMap<Bundle, Scheme>();

export function mergedScheme(bundle: Bundle): Scheme {
  const known = merged.get(bundle);
  if (known) return known;
  const schemes = bundle.stages.flatMap(({ scheme }) => scheme ?? []);
  const [only] = schemes;
  const scheme: Scheme = only && schemes.length === 1 ? only : {
    format: 'leitai-scheme/1', code: 'stages', name: bundle.title, max: '0',
    modules: schemes.flatMap((one) => one.modules), vetoes: schemes.flatMap((one) => one.vetoes),
  };
  merged.set(bundle, scheme);
  return scheme;
}
