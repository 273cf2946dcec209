/** Where a recomputation differs from what was published. */
import type { Bundle, PublishedRow } from '../bundle/bundle.ts';
import { canonicalText } from '../bundle/recompute.ts';
import type { Lang } from './report.ts';

/** One line for each difference; none when the bundle says nothing of what was published. */
export function differences({ published }: Bundle, rows: readonly PublishedRow[], sha256: string, lang: Lang): string[] {
  if (!published) return [];
  const [was, is] = lang === 'zh' ? ['公布', '重算'] : ['published', 'recomputed'];
  const before = new Map(published.rows.map((row) => [row.entrantId, canonicalText([row])]));
  const after = new Map(rows.map((row) => [row.entrantId, canonicalText([row])]));
  const lines = [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const [one, other] = [before.get(id), after.get(id)];
    return one === other ? [] : [`≠ ${was}: ${told(one, id)}   ${is}: ${told(other, id)}`];
  });
  if (lines.length === 0 && published.sha256 !== undefined && published.sha256 !== sha256) lines.push(`≠ SHA-256 ${was}: ${published.sha256}   ${is}: ${sha256}`);
  return lines;
}

const told = (line: string | undefined, id: string): string => (line ?? `${id}\t—`).replaceAll('\t', ' ');
