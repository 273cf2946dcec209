/** Reads lines of a register, typed in or from a file, by the register's definition: what each column holds, and what is wrong with it. */
import { registerDefinitions, type RegisterCheck, type RegisterDefinition, type RegisterField, type RegisterKind } from '@leitai/contract/register-kinds';
import type { RegisterRow } from '@leitai/contract';
import type { Headings, Row } from './columns.ts';
import { keyOf } from './event-roster.ts';
import { dayOf } from './pool-rows.ts';
import { firstOf } from './check-rows.ts';

/** What a line is held against. */
export type Known = {
  organisationOf(text: string): string | undefined;
  postOf(text: string): string | undefined;
  /** Whether another register has this, joined as `referenceOf` joins. */
  has(register: RegisterKind, reference: string): boolean;
};
export type Line = {
  readonly key: string; readonly day: string | null; readonly organisationId: string | null; readonly postId: string | null;
  /** By column, in the one way it is kept: days as YYYY-MM-DD, choices by id, numbers without spaces. */
  readonly body: Readonly<Record<string, string>>;
};
export type ReadLine = { readonly line: number; readonly cells: RegisterRow['cells']; readonly faults: RegisterRow['faults']; readonly entry: Line };

export const referenceOf = (parts: readonly string[]): string => parts.map(keyOf).join('\n');

export function headingsOf({ fields }: RegisterDefinition): Headings<string> {
  return Object.fromEntries(fields.map(({ id, words, also = [] }) => [id, [words.zh.toLowerCase(), words.en.toLowerCase(), ...also]]));
}
export const requiredOf = ({ fields }: RegisterDefinition): string[] => fields.filter(({ required }) => required).map(({ id }) => id);

/** Lines that are the same as an earlier one of the file are faults. */
export function readRegisterRows(register: RegisterKind, rows: readonly Row<string>[], known: Known): ReadLine[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const read = readLine(register, row, known);
    if (read.faults.length > 0) return read;
    const same = firstOf(seen, read.entry.key, row.line);
    return same === null ? read : { ...read, faults: [{ column: registerDefinitions[register].fields[0]!.id, code: 'duplicate-row', params: { line: same } }] };
  });
}

export function readLine(register: RegisterKind, { line, cells }: Row<string>, known: Known): ReadLine {
  const { fields, checks, key, day } = registerDefinitions[register];
  const faults: ReadLine['faults'] = [];
  const [body, ids]: [Record<string, string>, { organisationId: string | null; postId: string | null }] = [{}, { organisationId: null, postId: null }];
  for (const field of fields) {
    const { text, formula } = cells[field.id] ?? { text: '', formula: false };
    const read = formula ? { fault: 'formula' } : text === '' ? (field.required ? { fault: 'required' } : { value: '' }) : readCell(field, text, known);
    if ('fault' in read) faults.push({ column: field.id, code: read.fault, ...(read.fault === 'too-long' && { params: { max: field.most! } }) });
    else if (field.type === 'organisation') ids.organisationId = read.value || null;
    else if (field.type === 'post') ids.postId = read.value || null;
    else body[field.id] = read.value;
  }
  const column = (id: string): string => (id === 'organisation' ? (ids.organisationId ?? '') : id === 'post' ? (ids.postId ?? '') : (body[id] ?? ''));
  if (faults.length === 0) faults.push(...checks.flatMap((check) => failed(check, column, known)));
  const parts = key.map((ids) => keyOf(column(ids.find((id) => column(id) !== '') ?? ids[0]!)));
  return {
    line, faults, cells: Object.fromEntries(fields.map(({ id }) => [id, cells[id]?.text ?? ''])),
    entry: { key: parts.join('\n'), day: day === null ? null : body[day] || null, ...ids, body },
  };
}

function readCell({ type, most = 500, choices = [] }: RegisterField, text: string, known: Known): { readonly value: string } | { readonly fault: string } {
  const or = (value: string | null | undefined, fault: string) => (value == null ? { fault } : { value });
  switch (type) {
    case 'text': return text.length > most ? { fault: 'too-long' } : { value: text };
    case 'day': return or(dayOf(text), 'bad-date');
    case 'count': return or(/^\d{1,6}$/.test(text) && Number(text) <= most ? String(Number(text)) : null, 'bad-number');
    case 'hours': return or(/^\d{1,3}(\.\d)?$/.test(text) && Number(text) <= most ? String(Number(text)) : null, 'bad-number');
    case 'choice': return or(choices.find(({ id, words }) => [id, words.zh, words.en].some((one) => keyOf(one) === keyOf(text)))?.id, 'unknown-choice');
    case 'organisation': return or(known.organisationOf(text), 'unknown-organisation');
    case 'post': return or(known.postOf(text), 'unknown-post');
    default: return type satisfies never;
  }
}

function failed(check: RegisterCheck, column: (id: string) => string, known: Known): ReadLine['faults'] {
  const fault = (code: string, id: string): ReadLine['faults'] => [{ column: id, code }];
  switch (check.kind) {
    case 'at-most': return Number(column(check.field)) > Number(column(check.other)) ? fault('more-than-all', check.field) : [];
    case 'not-before': return column(check.field) !== '' && column(check.field) < column(check.other) ? fault('ends-before', check.field) : [];
    case 'needed-unless': return column(check.field) === '' && column(check.other) !== check.value ? fault('required', check.field) : [];
    case 'one-of': return column(check.field) === '' && column(check.other) === '' ? fault('required', check.field) : [];
    case 'refers': return check.fields.every((id) => column(id) === '') || known.has(check.register, referenceOf(check.fields.map(column))) ? [] : fault('unknown-reference', check.fields.at(-1)!);
    default: return check satisfies never;
  }
}
