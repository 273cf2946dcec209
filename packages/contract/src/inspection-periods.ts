/** The periods of an inspection plan: pure calendar, the same in the console and on the server. */
import type { InspectionFrequency } from './inspections.ts';

/** Both days included, as YYYY-MM-DD; numbered from 1. */
export type Period = { readonly number: number; readonly from: string; readonly until: string };

/** Most periods of one plan: every day of a year and a month. */
const MOST_PERIODS = 400;

/** Rounds that are ended in one step: all of them in one transaction. */
export const MOST_ROUNDS_AT_ONCE = 20;

const DAY = 86_400_000;
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Calendar periods, weeks from Monday, cut to the plan's days; those beyond MOST_PERIODS are left out. Unannounced plans have none. */
export function periodsOf(frequency: InspectionFrequency, from: string, until: string): Period[] {
  const periods: Period[] = [];
  if (frequency === 'unannounced') return periods;
  const last = new Date(`${until}T00:00:00Z`);
  for (let start = new Date(`${from}T00:00:00Z`); start <= last && periods.length < MOST_PERIODS;) {
    const next = nextStart(frequency, start);
    const end = new Date(Math.min(next.getTime() - DAY, last.getTime()));
    periods.push({ number: periods.length + 1, from: dayOf(start), until: dayOf(end) });
    start = next;
  }
  return periods;
}

/** The first day of the calendar period after the one a day lies in. */
function nextStart(frequency: Exclude<InspectionFrequency, 'unannounced'>, day: Date): Date {
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
  const after = (months: number): Date => new Date(Date.UTC(year, Math.floor(month / months) * months + months, 1));
  switch (frequency) {
    case 'day': return new Date(day.getTime() + DAY);
    case 'week': return new Date(day.getTime() + (8 - (day.getUTCDay() || 7)) * DAY);
    case 'month': return after(1);
    case 'quarter': return after(3);
    case 'half-year': return after(6);
    case 'year': return after(12);
    default: return frequency satisfies never;
  }
}
