/** How many people a unit has on a post: what the registers of staffing say of the last day, else what the unit itself said. */
import type { IndicatorRow } from '@leitai/contract';
import type { Transaction } from '@leitai/database';
import { headcount } from '../queries/register-rows.ts';
import { lineRow, registersOf } from './places.ts';
import { count, nothing, of, word, type Question } from './source.ts';

const [DECLARED, REGISTER] = ['demonstration_application', 'register_entry'];
const isStaffing = (row: IndicatorRow): boolean => row.table === REGISTER && word(row, 'register') === 'staffing';

export async function headcountRows(tx: Transaction, question: Question): Promise<IndicatorRow[]> {
  const lines: IndicatorRow[] = [];
  for (const place of await registersOf(tx, question)) lines.push(...(await headcount(tx, place)).rows.map((line) => lineRow(place.eventId, 'staffing', line, ['headcount'])));
  const said = question.headcount;
  return lines.length > 0 || !said ? lines : [{ table: DECLARED, key: said.applicationId, columns: { headcount: said.people } }];
}

/** 0 where nothing says. Of several events' registers the one that says most. */
export function headcountOf(rows: readonly IndicatorRow[]): number {
  const byEvent = Map.groupBy(rows.filter(isStaffing), (row) => word(row, 'event'));
  const registered = [...byEvent.values()].map((lines) => lines.reduce((sum, line) => sum + count(line, 'headcount'), 0));
  const declared = of(rows, DECLARED).map((row) => count(row, 'headcount'));
  return Math.max(0, ...(registered.length > 0 ? registered : declared));
}

export const NOBODY = nothing('台账和申报都没有在岗人数', 'Neither the registers nor the application say how many people are on post');
