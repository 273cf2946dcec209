/** What every source of derived figures is: rows read for a question, and a pure function from those rows to exact figures. */
import type { IndicatorRow, Text } from '@leitai/contract';
import type { Transaction } from '@leitai/database';
import type { Exact, Figures, Sought } from '@leitai/scoring';

/** For whom the records are asked. Organisations and posts are known over events by the organisation's Chinese name and the post's code. */
export type Question = {
  readonly unit: Text;
  readonly postCode: string;
  /** YYYY-MM-DD, both days included. */
  readonly from: string;
  readonly until: string;
  /** The events that feed it; a practice copy never does. */
  readonly eventIds: readonly string[];
  /** What the unit itself says; a register of staffing goes before it. */
  readonly headcount: { readonly applicationId: string; readonly people: number } | null;
  /** What the criterion names to be looked for, where its source looks for something. */
  readonly seeks: readonly Sought[];
};

/** `figures` is null where the rows say nothing: no value, which is not 0; then `working` says what is missing. */
export type Figured = { readonly figures: Figures | null; readonly working: readonly Text[] };

export type Source = {
  /** Rows in an order of their own that is the same each time. */
  rows(tx: Transaction, question: Question): Promise<IndicatorRow[]>;
  /** From the rows alone, so that anybody can repeat it. */
  figures(rows: readonly IndicatorRow[]): Figured;
};

/** Why there is no value, in words that say what to do about it. */
export const nothing = (zh: string, en: string): Figured => ({ figures: null, working: [{ zh, en }] });

export const of = (rows: readonly IndicatorRow[], table: string): readonly IndicatorRow[] => rows.filter((row) => row.table === table);
export const word = ({ columns }: IndicatorRow, column: string): string => String(columns[column] ?? '');
export const count = ({ columns }: IndicatorRow, column: string): number => Number(columns[column] ?? 0);
export const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)];

/** a ÷ b in words and figures. */
export const share = (zh: string, en: string, value: Exact): Text => ({ zh: `${zh} = ${value}`, en: `${en} = ${value}` });

/** In the order of their tables and keys. */
export const ordered = (rows: readonly IndicatorRow[]): IndicatorRow[] => rows.toSorted((a, b) => compareText(`${a.table}/${a.key}`, `${b.table}/${b.key}`));
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
