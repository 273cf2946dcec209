/** Reads examples.yaml, where every criterion has marks whose points were worked out by hand, in the short form a person writes. */
import { readFileSync } from 'node:fs';
import type { Criterion, MarkValue } from '@leitai/scoring';
import { parse } from 'yaml';

/**
 * `value` by scale: levels – the level; checklist – { missing: [items] }; count – the kinds that occurred (others 0);
 * measure – the readings; time – "minutes:seconds" or seconds. Faults follow under `faults`, kinds that did not occur left out.
 */
export type Example = {
  readonly post: string;
  readonly criterion: string;
  readonly value: number | string | readonly number[] | Readonly<Record<string, unknown>>;
  readonly faults?: Readonly<Record<string, number>>;
  readonly points: string;
  readonly why: string;
};

export const readExamples = (): readonly Example[] =>
  parse(readFileSync(new URL('examples.yaml', import.meta.url), 'utf8')) as Example[];

/** The mark a judge's tablet would send for the example. Throws for a word the scheme does not know. */
export function markOf({ scale, id }: Criterion, { value, faults }: Example): MarkValue {
  switch (scale.type) {
    case 'levels': return { type: 'levels', level: Number(value) };
    case 'checklist': {
      const missing = (value as { readonly missing: readonly string[] }).missing;
      known(scale.items, missing);
      return { type: 'checklist', ticks: Object.fromEntries(scale.items.map((item) => [item.id, !missing.includes(item.id)])) };
    }
    case 'count': return { type: 'count', counts: counts(scale.kinds, value as Record<string, number>) };
    case 'measure': {
      const readings = (Array.isArray(value) ? value : [value]).map(String);
      return { type: 'measure', readings, ...(scale.faults ? { faults: counts(scale.faults, faults ?? {}) } : {}) };
    }
    case 'time': return { type: 'time', seconds: seconds(value), ...(scale.faults ? { faults: counts(scale.faults, faults ?? {}) } : {}) };
    default: throw new Error(`no short form for the scale of ${id}`);
  }
}

function counts(kinds: readonly { readonly id: string }[], occurred: Readonly<Record<string, number>>): Record<string, number> {
  known(kinds, Object.keys(occurred));
  return Object.fromEntries(kinds.map((kind) => [kind.id, occurred[kind.id] ?? 0]));
}

function known(all: readonly { readonly id: string }[], named: readonly string[]): void {
  for (const name of named) if (!all.some(({ id }) => id === name)) throw new Error(`unknown word ${name}`);
}

function seconds(value: Example['value']): string {
  const [minutes, rest] = String(value).split(':');
  return rest === undefined ? String(minutes) : String(Number(minutes) * 60 + Number(rest));
}
