/** How many people a unit has on a post: what the latest line of the register of staffing says, else what the unit itself said. */
import type { IndicatorRow } from '@leitai/contract';
import type { Transaction } from '@leitai/database';
import type { Question } from './source.ts';
import { count, of } from './source.ts';

const DECLARED = 'demonstration_application';

export async function headcountRows(_tx: Transaction, { headcount }: Question): Promise<IndicatorRow[]> {
  return headcount ? [{ table: DECLARED, key: headcount.applicationId, columns: { headcount: headcount.people } }] : [];
}

/** 0 where nothing says. */
export function headcountOf(rows: readonly IndicatorRow[]): number {
  const [declared] = of(rows, DECLARED);
  return declared ? count(declared, 'headcount') : 0;
}
