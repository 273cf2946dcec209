/** Changing a part of a scheme by its path, as the engine's issues name it. What is not touched stays the same object. */
import { partAt } from '@leitai/scoring';

type Parts = Readonly<Record<string, unknown>>;

/** The whole with this part put in; undefined takes a field out. A parent that is not there is made. */
export function put<T>(whole: T, path: string, part: unknown): T {
  if (path === '') return part as T;
  const [key = '', ...rest] = path.split('.');
  if (Array.isArray(whole)) return whole.map((one: unknown, index) => (index === Number(key) ? put(one, rest.join('.'), part) : one)) as T;
  const { [key]: before, ...others } = (whole ?? {}) as Parts;
  const after = put(before, rest.join('.'), part);
  if (after === undefined) return others as T;
  return (before === undefined ? { ...others, [key]: after } : { ...(whole as Parts), [key]: after }) as T;
}

export const listAt = (whole: unknown, path: string): readonly unknown[] => {
  const part = partAt(whole, path);
  return Array.isArray(part) ? (part as unknown[]) : [];
};

export const insert = <T>(whole: T, list: string, index: number, item: unknown): T => put(whole, list, listAt(whole, list).toSpliced(index, 0, item));
export const remove = <T>(whole: T, list: string, index: number): T => put(whole, list, listAt(whole, list).toSpliced(index, 1));

/** "modules.0.criteria.2" → ["modules.0.criteria", 2]. */
export function placeOf(path: string): readonly [list: string, index: number] {
  const at = path.lastIndexOf('.');
  return [path.slice(0, at), Number(path.slice(at + 1))];
}

const PART = /^(modules\.\d+\.criteria\.\d+|modules\.\d+|vetoes\.\d+)(\.|$)/;
/** The module, criterion or veto a path lies in; '' for the scheme itself. */
export const partOf = (path: string): string => PART.exec(path)?.[1] ?? '';
