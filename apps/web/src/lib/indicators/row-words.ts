/** How rows behind a figure are read: which record, which columns are shown, and what stands in them. Ids stay out of sight, but for the row's own. */
import type { Indicators } from '@leitai/contract';
import { isRegister, registerDefinitions } from '@leitai/contract/register-kinds';
import { wholeDay } from '#lib/i18n/days.ts';
import { t } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

type Row = Indicators['indicators'][number]['reading']['rows'][number];
type Value = Row['columns'][string];

const TABLES: Readonly<Record<string, () => string>> = {
  result: m.indicator_row_result, entrant: m.indicator_row_visit, criterion: m.indicator_row_item, evidence: m.indicator_row_photo, finding: m.indicator_row_finding, post_qualification: m.indicator_row_qualification,
  demonstration_application: m.indicator_row_application, organisation: m.indicator_row_asked, event: m.indicator_row_asked, survey_answer: m.indicator_row_survey,
};
const COLUMNS: Readonly<Record<string, () => string>> = {
  event: m.indicator_column_event, day: m.indicator_column_day, published: m.indicator_column_published, organisation: m.indicator_column_unit, status: m.indicator_column_status, state: m.indicator_column_state,
  total: m.indicator_column_total, first: m.indicator_column_first, headcount: m.indicator_column_headcount, number: m.indicator_column_number, from: m.indicator_column_from, until: m.indicator_column_until,
  item: m.indicator_column_item, site: m.indicator_column_site, rate: m.indicator_column_rate, due: m.indicator_column_due, rectifiedOn: m.indicator_column_rectified, onTime: m.indicator_column_on_time,
  unreported: m.indicator_column_unreported, foundOn: m.indicator_column_found, levels: m.indicator_column_levels, valid: m.indicator_column_valid, own: m.indicator_column_own, severity: m.indicator_column_severity,
};
const VALUES: Readonly<Record<string, () => string>> = {
  scored: m.indicator_value_scored, absent: m.indicator_value_absent, withdrawn: m.indicator_value_withdrawn, disqualified: m.indicator_value_disqualified, provisional: m.indicator_value_provisional, final: m.indicator_value_final,
  done: m.indicator_value_done, planned: m.indicator_value_planned, missed: m.indicator_value_missed, due: m.indicator_value_due,
};
/** As records keep days. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Told by the row itself, or by ids that say nothing to a reader. */
const UNSEEN: readonly string[] = ['register', 'contest', 'visit', 'session', 'hash', 'criterion', 'person'];

const fieldOf = ({ columns }: Row, column: string) => {
  const register = String(columns['register'] ?? '');
  return isRegister(register) ? registerDefinitions[register].fields.find(({ id }) => id === column) : undefined;
};

export function recordWord(row: Row): string {
  const register = String(row.columns['register'] ?? '');
  return isRegister(register) ? t(registerDefinitions[register].words) : (TABLES[row.table]?.() ?? row.table);
}

export const columnsOf = (rows: readonly Row[]): string[] => [...new Set(rows.flatMap(({ columns }) => Object.keys(columns)))].filter((column) => !UNSEEN.includes(column));

export function columnWord(rows: readonly Row[], column: string): string {
  const field = rows.map((row) => fieldOf(row, column)).find((one) => one !== undefined);
  return COLUMNS[column]?.() ?? (field ? t(field.words) : column);
}

export function valueWord(row: Row, column: string, events: Indicators['events']): string {
  const value: Value = row.columns[column] ?? null;
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? m.indicator_value_yes() : m.indicator_value_no();
  if (column === 'event') return events.filter(({ id }) => id === value).map(({ name }) => t(name)).join();
  if (typeof value === 'string' && DAY.test(value)) return wholeDay(value);
  const choice = fieldOf(row, column)?.choices?.find(({ id }) => id === value);
  return choice ? t(choice.words) : ((column === 'status' || column === 'state' ? VALUES[value]?.() : undefined) ?? String(value));
}
