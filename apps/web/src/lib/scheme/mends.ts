/** What puts an issue right with one tap, where it can be worked out: from the issue and the scheme alone. */
import { isDecimal, partAt, type Band, type Issue, type Scheme } from '@leitai/scoring';
import { m } from '#lib/paraglide/messages.js';
import { free, freeId, newCriterion, newModule } from './new-parts.ts';
import { insert, listAt, placeOf, put, remove } from './path.ts';

export type Mend = { readonly words: string; readonly scheme: Scheme };

export function mendOf(scheme: Scheme, issue: Issue): Mend | null {
  const { code, path } = issue;
  const param = (key: string): string => String(issue.params?.[key] ?? '');
  const set = (value: string | number | undefined, at = path): Mend | null =>
    value === undefined || value === '' || (typeof value === 'string' && !isDecimal(value)) ? null : { words: m.scheme_mend_set({ value }), scheme: put(scheme, at, value) };
  switch (code) {
    case 'max-mismatch': return set(param('expected'));
    case 'unreachable-max':
    case 'over-max': return param('best').startsWith('-') || param('best') === '0' ? null : set(param('best'));
    case 'over-cap': return set(param('most'));
    case 'unreachable-total': return set(Number(param('most')));
    case 'levels-not-contiguous': return { words: m.scheme_mend_renumber(), scheme: renumberLevels(scheme, path) };
    case 'not-proportional': return set(param('expected'));
    case 'below-min': return set(param('least'));
    case 'not-rising': return param('least') ? set(param('least')) : { words: m.scheme_mend_sort(), scheme: sortRows(scheme, path) };
    case 'out-of-range': return set(typeof partAt(scheme, path) === 'number' ? bound(scheme, issue) : param('least') || param('most'));
    case 'duplicate-number': return { words: m.scheme_mend_renumber_all(), scheme: renumber(scheme) };
    case 'duplicate-id':
    case 'not-an-id': return { words: m.scheme_mend_id(), scheme: put(scheme, path, otherId(scheme, path)) };
    case 'gapped-bands': return { words: m.scheme_mend_band({ from: param('from'), upTo: param('upTo') }), scheme: insert(scheme, path, bandBefore(scheme, path, param('upTo')), { from: param('from'), upTo: param('upTo'), points: '0' }) };
    case 'overlapping-bands': return cutBand(scheme, path, param('reading'));
    case 'empty-band': return listAt(scheme, placeOf(path)[0]).length > 1 ? { words: m.scheme_mend_remove(), scheme: remove(scheme, ...placeOf(path)) } : null;
    case 'two-ends': return { words: m.scheme_mend_one_end(), scheme: oneEnd(scheme, path) };
    case 'no-quantity': return { words: m.scheme_mend_leave_out(), scheme: put(scheme, path, undefined) };
    case 'zero-in-add':
    case 'nothing-to-take': return { words: m.scheme_mend_leave_out(), scheme: put(scheme, code === 'zero-in-add' ? path : path.replace(/readings$/, 'take'), undefined) };
    case 'unknown-reference': return { words: m.scheme_mend_total(), scheme: put(scheme, placeOf(path.replace(/\w+$/, '0'))[0], { type: 'zero-total' }) };
    case 'not-a-decimal':
    case 'decimal-too-long': return set(tidied(String(partAt(scheme, path))));
    case 'wrong-length': return fill(scheme, path);
    default: return null;
  }
}

/** "０８，５" as it is typed by hand: width, spaces, leading zeros and thousands. */
function tidied(text: string): string {
  const [, sign = '', whole = '', rest = ''] = /^(-?)0*(\d+)(\.\d{1,6})?\d*$/.exec(text.normalize('NFKC').replace(/[\s,]/g, '')) ?? [];
  return `${sign}${whole}${rest}`;
}

function bound(scheme: Scheme, { path, params }: Issue): number {
  const [least, most] = [Number(params?.['least']), Number(params?.['most'])];
  return Math.min(most, Math.max(least, Number(partAt(scheme, path))));
}

/** By the order they stand in: modules 1, 2 …, their criteria 1.1, 1.2 …. */
function renumber(scheme: Scheme): Scheme {
  return { ...scheme, modules: scheme.modules.map((module, at) => ({ ...module, criteria: module.criteria.map((one, index) => ({ ...one, no: `${at + 1}.${index + 1}` })) })) };
}

function renumberLevels(scheme: Scheme, path: string): Scheme {
  const [list] = placeOf(placeOf(`${path}.0`)[0].replace(/\.level$/, ''));
  return put(scheme, list, (listAt(scheme, list) as object[]).map((one, level) => ({ ...one, level })));
}

function sortRows(scheme: Scheme, path: string): Scheme {
  const list = placeOf(path.replace(/\.\w+$/, ''))[0];
  const rows = (listAt(scheme, list) as { at: string }[]).toSorted((a, b) => Number(a.at) - Number(b.at));
  return put(scheme, list, rows.filter(({ at }, index) => Number(rows[index - 1]?.at) !== Number(at)));
}

/** In a list of a scale only its own ids count; everything else shares one set. */
function otherId(scheme: Scheme, path: string): string {
  const own = path.replace(/\.id$/, '');
  if (!own.includes('.scale.')) return freeId(scheme, own.includes('.criteria.') ? 'c' : own.startsWith('vetoes') ? 'v' : own.startsWith('modules') ? 'm' : 'S');
  return free(new Set((listAt(scheme, placeOf(own)[0]) as { id: string }[]).map(({ id }) => id)), 'k');
}

const low = ({ from, over }: Band): number => Number(from ?? over ?? -Infinity);

function bandBefore(scheme: Scheme, list: string, upTo: string): number {
  const index = (listAt(scheme, list) as Band[]).findIndex((band) => low(band) > Number(upTo));
  return index < 0 ? listAt(scheme, list).length : index;
}

/** The band begins where the one that also holds the reading ends. */
function cutBand(scheme: Scheme, path: string, reading: string): Mend | null {
  const [list, index] = placeOf(path);
  const other = (listAt(scheme, list) as Band[]).find((band, at) => at !== index && low(band) <= Number(reading) && Number(band.upTo ?? band.below ?? Infinity) >= Number(reading));
  if (!other || (other.upTo === undefined && other.below === undefined)) return null;
  const { from: _from, over: _over, ...rest } = partAt(scheme, path) as Band;
  return { words: m.scheme_mend_cut(), scheme: put(scheme, path, other.upTo !== undefined ? { over: other.upTo, ...rest } : { from: other.below, ...rest }) };
}

function oneEnd(scheme: Scheme, path: string): Scheme {
  const { over, below, ...band } = partAt(scheme, path) as Band;
  return put(scheme, path, { ...band, ...(band.from === undefined && over !== undefined && { over }), ...(band.upTo === undefined && below !== undefined && { below }) });
}

/** A missing word is taken from the other language for now; a module without criteria gets one. */
function fill(scheme: Scheme, path: string): Mend | null {
  if (path === 'modules') return { words: m.scheme_mend_add(), scheme: { ...scheme, modules: [newModule(scheme)] } };
  const module = /^modules\.(\d+)\.criteria$/.exec(path)?.[1];
  if (module !== undefined) return { words: m.scheme_mend_add(), scheme: put(scheme, path, [newCriterion(scheme, Number(module))]) };
  const other = path.endsWith('.zh') ? path.replace(/zh$/, 'en') : path.replace(/en$/, 'zh');
  const text = other === path ? '' : String(partAt(scheme, other) ?? '').trim();
  return text !== '' && partAt(scheme, path) === '' ? { words: m.scheme_mend_copy_text(), scheme: put(scheme, path, text) } : null;
}

