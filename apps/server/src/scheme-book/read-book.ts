/** Makes a scheme of a workbook's rows again, and says of everything that is wrong in which row and column it stands. */
import type { SchemeFault, Text } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { checkScheme, choicesOf, choiceWord, type Issue } from '@leitai/scoring';
import { MOST_HEAD_ROWS, storable, type Line } from '../roster/table.ts';
import { COLUMNS, PARTS, ROWS, ROW_TYPES, type CellType, type Column, type Field, type RowType } from './columns.ts';
import { both } from './write-book.ts';

type Part = Record<string, unknown>;
type Placed = { readonly path: string; readonly line: number; readonly fields: readonly Field[] };
type Cells = ReadonlyMap<Column, string>;

/** @throws Refused 'import.missing-column' (details.columns) when the headings are not there. */
export function schemeOf(lines: readonly Line[]): { readonly scheme: unknown; readonly faults: SchemeFault[] } {
  const { places, rest } = headOf(lines);
  const reader = new Reader();
  for (const { line, cells } of rest) {
    const filled = new Map<Column, string>();
    for (const [column, place] of places) {
      const cell = cells[place];
      if (cell?.formula) reader.fault(line, column, '', 'formula-cell');
      const text = storable(cell?.text ?? '').trim();
      if (text !== '') filled.set(column, text);
    }
    if (filled.size > 0) reader.read(line, filled);
  }
  return { scheme: reader.scheme, faults: [...reader.faults, ...checkScheme(reader.scheme).map((issue) => reader.placed(issue))] };
}

function headOf(lines: readonly Line[]): { places: ReadonlyMap<Column, number>; rest: readonly Line[] } {
  const heads = lines.slice(0, MOST_HEAD_ROWS).map(({ cells }) => {
    const places = new Map<Column, number>();
    for (const [place, { text }] of cells.entries()) {
      const column = COLUMN_OF.get(plain(text));
      if (column && !places.has(column)) places.set(column, place);
    }
    return places;
  });
  const best = heads.reduce((at, head, index) => (head.size > heads[at]!.size ? index : at), 0);
  const missing = (['row', 'id', 'nameZh', 'nameEn', 'type', 'points'] as const).filter((key) => !heads[best]?.has(key));
  if (missing.length > 0) throw new Refused('import.missing-column', { columns: missing.map((key) => both(COLUMNS[key])) });
  return { places: heads[best]!, rest: lines.slice(best + 1) };
}

/** Width and case of letters, and spaces, make no other word. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
const spellings = (words: Text, ...others: readonly string[]): string[] => [words.zh, words.en, both(words), ...others].map(plain);
const ROW_OF = new Map(ROW_TYPES.flatMap((type) => spellings(ROWS[type].name, type).map((word) => [word, type] as const)));
const COLUMN_OF = new Map((Object.keys(COLUMNS) as Column[]).flatMap((key) => spellings(COLUMNS[key]).map((word) => [word, key] as const)));

class Reader {
  readonly scheme: Part = { format: 'leitai-scheme/1', modules: [], vetoes: [] };
  readonly faults: SchemeFault[] = [];
  private readonly rows: Placed[] = [];
  private module: { readonly part: Part; readonly path: string } | null = null;
  private criterion: { readonly part: Part; readonly path: string } | null = null;

  read(line: number, cells: Cells): void {
    const type = ROW_OF.get(plain(cells.get('row') ?? ''));
    if (!type) return this.fault(line, 'row', '', 'unknown-row', { allowed: ROW_TYPES.map((one) => both(ROWS[one].name)).join(', ') });
    const place = this.open(type);
    if (!place) return this.fault(line, 'row', '', 'misplaced-row');
    const fields: readonly Field[] = ROWS[type].fields;
    this.rows.push({ path: place.path, line, fields });
    for (const column of cells.keys()) {
      if (column !== 'row' && !fields.some((one) => one.column === column)) this.fault(line, column, place.path, 'unknown-field');
    }
    for (const one of fields) this.fill(place, one, line, cells.get(one.column));
  }

  fault(row: number, column: Column, path: string, code: string, params?: Issue['params']): void {
    this.faults.push({ row, column: COLUMNS[column], path, code, ...(params && { params }) });
  }

  /** An issue of the engine, at the cell its path came from: the innermost row that holds it, or the first one under it. */
  placed({ path, code, params }: Issue): SchemeFault {
    const under = this.rows.find((row) => row.path.startsWith(`${path}.`));
    const row = code === 'unknown-field' && under ? under : this.rows.findLast((one) => one.path === '' || path === one.path || path.startsWith(`${one.path}.`));
    const own = row && path.slice(row.path === '' ? 0 : row.path.length + 1);
    const column = row?.fields.find((one) => one.path === own)?.column;
    return { row: row?.line ?? null, column: column ? COLUMNS[column] : null, path, code, ...(params && { params }) };
  }

  /** The part a row fills: a new one in its place, or null where it cannot stand. */
  private open(type: RowType): { part: Part; path: string } | null {
    switch (type) {
      case 'scheme': return this.rows.some(({ path }) => path === '') ? null : { part: this.scheme, path: '' };
      case 'veto': return added(this.scheme, '', 'vetoes');
      case 'module':
        this.criterion = null;
        this.module = added(this.scheme, '', 'modules');
        this.module.part['criteria'] = [];
        return this.module;
      case 'criterion':
        if (!this.module) return null;
        this.criterion = added(this.module.part, this.module.path, 'criteria');
        this.criterion.part['clauses'] = [];
        return this.criterion;
      default: return this.criterion && PARTS.includes(type) ? under(this.criterion, type) : null;
    }
  }

  private fill({ part, path }: { readonly part: Part; readonly path: string }, { column, path: own, cell, needed }: Field, line: number, text: string | undefined): void {
    if (text === undefined) return needed ? put(part, own, '') : undefined;
    const value = valueOf(cell, text);
    if (value === undefined) return this.fault(line, column, join(path, own), codeOf(cell), cell.type === 'choice' ? { allowed: choicesOf(cell.of).join(', ') } : undefined);
    put(part, own, value);
  }
}

function added(parent: Part, path: string, key: string): { part: Part; path: string } {
  const list = (parent[key] ??= []) as Part[];
  const part: Part = {};
  list.push(part);
  return { part, path: join(path, `${key}.${list.length - 1}`) };
}

/** Of a criterion: its conversion once, everything else as often as it comes. */
function under(criterion: { readonly part: Part; readonly path: string }, type: RowType): { part: Part; path: string } | null {
  const keys = ROWS[type].at.split('.');
  const last = keys.at(-1)!;
  const parent = keys.slice(0, -1).reduce((part, key) => (part[key] ??= {}) as Part, criterion.part);
  const path = [criterion.path, ...keys.slice(0, -1)].join('.');
  if (type !== 'conversion') return added(parent, path, last);
  if (Object.hasOwn(parent, last) && 'type' in (parent[last] as Part)) return null;
  return { part: (parent[last] ??= {}) as Part, path: join(path, last) };
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function put(part: Part, path: string, value: unknown): void {
  const keys = path.split('.');
  const parent = keys.slice(0, -1).reduce((one, key) => (one[key] ??= {}) as Part, part);
  parent[keys.at(-1)!] = value;
}

const codeOf = ({ type }: CellType): string => (type === 'whole' ? 'not-a-whole-number' : type === 'flag' ? 'not-a-flag' : 'not-one-of');

/** Undefined where the cell cannot be understood. */
function valueOf(cell: CellType, text: string): unknown {
  switch (cell.type) {
    case 'text': return text;
    case 'whole': return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
    case 'flag': return chosen('flag', text) === 'true' ? true : chosen('flag', text) === 'false' ? false : undefined;
    case 'choice': return chosen(cell.of, text);
    default: return cell satisfies never;
  }
}

function chosen(of: string, text: string): string | undefined {
  return choicesOf(of).find((value) => {
    const words = { zh: choiceWord(of, value, 'zh'), en: choiceWord(of, value, 'en') };
    return spellings(words, value, both({ ...words, en: value })).includes(plain(text));
  });
}
