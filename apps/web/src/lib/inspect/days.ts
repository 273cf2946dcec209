/** Days of the calendar as the contract writes them. */
import { dayOf } from '@leitai/contract/house-day';

/** "2026-05-21", where the work is done. @param clockOffset milliseconds to add to this device's clock. */
export const today = (clockOffset: number): string => dayOf(new Date(Date.now() + clockOffset));

/** So many days later. */
export function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + days);
  return date.toLocaleDateString('sv-SE');
}
