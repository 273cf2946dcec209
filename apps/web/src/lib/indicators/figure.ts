/** How figures of the records are written on a page: shares as percentages, everything else as a number. */
import type { Indicator } from '@leitai/contract';
import { sourceWords } from '@leitai/contract/indicator-sources';
import { formatFixed } from '@leitai/scoring';

/** At most two digits after the point, and none that are nought. @param exact a decimal, or a fraction as "1/3". */
export const short = (exact: string): string => formatFixed(exact, 2).replace(/\.?0+$/, '');

/** The leading figure; empty where the records say nothing. */
export function figureText({ source, reading: { figures } }: Pick<Indicator, 'source' | 'reading'>): string {
  const value = figures?.['value'];
  return value === undefined ? '' : written(source, 'value', value);
}

/** @param id of the figure: a share is what `value` of a source is whose most is 1. */
export function written(source: string, id: string, exact: string): string {
  const share = id === 'value' && sourceWords(source)?.most === '1';
  return share ? `${short(percent(exact))}%` : short(exact);
}

/** To one digit, of what is shown alone. */
function percent(exact: string): string {
  const [part = '0', whole = '1'] = exact.split('/');
  return ((Number(part) / Number(whole)) * 100).toFixed(1);
}
