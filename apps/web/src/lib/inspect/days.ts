/** Days of the calendar as the contract writes them. */
import { HOUSE_ZONE } from '@leitai/contract/finding-defaults';

/** "2026-05-21", where the work is done. @param clockOffset milliseconds to add to this device's clock. */
export const today = (clockOffset: number): string => new Date(Date.now() + clockOffset).toLocaleDateString('sv-SE', { timeZone: HOUSE_ZONE });

/** So many days later. */
export function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + days);
  return date.toLocaleDateString('sv-SE');
}
