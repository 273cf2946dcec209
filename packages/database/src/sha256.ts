/** SHA-256 as everything here is known by: of texts, of bytes, and of values. */
import { createHash } from 'node:crypto';

/** In hexadecimal; texts as UTF-8. */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Of a value as JSON with sorted keys: the same wherever it was written down, as PostgreSQL keeps the keys of JSON in an order of its own. */
export const valueHash = (value: unknown): string => sha256(JSON.stringify(sorted(value)));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}
