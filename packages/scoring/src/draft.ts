/** A scheme that is still being written: its structure stands, its values need not. */
import { isRecord } from './shape.ts';
import type { Issue } from './result.ts';
import { schemeShape } from './scheme-shape.ts';
import type { Scheme } from './scheme.ts';

/** Faults of a value that can be mended where it stands; any other fault of shape means that a part is not there. */
const OF_VALUES: ReadonlySet<string> = new Set(['wrong-length', 'not-a-decimal', 'decimal-too-long', 'out-of-range', 'not-an-id']);

/** Whether it can be shown and edited: every part is there and of its type, though texts, numbers and ids may be wrong and lists empty. Never throws. */
export function isSchemeDraft(value: unknown): value is Scheme {
  const issues: Issue[] = [];
  schemeShape(value, '', issues);
  return issues.every(({ code, path }) => OF_VALUES.has(code) && stands(code, partAt(value, path)));
}

/** A list that is too long was not looked into; a number stands only where a whole number is asked for. */
const stands = (code: string, part: unknown): boolean => (Array.isArray(part) ? part.length === 0 : typeof part === 'string' || (typeof part === 'number' && code === 'out-of-range'));

/** What stands at an issue's path; undefined where nothing does. */
export function partAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((part, key) => {
    if (Array.isArray(part)) return part[Number(key)] as unknown;
    return isRecord(part) && Object.hasOwn(part, key) ? part[key] : undefined;
  }, value);
}
