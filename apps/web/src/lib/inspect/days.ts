/** Days of the calendar as the contract writes them, by this device's clock. */

/** "2026-05-21", here and now. */
export const today = (): string => new Date().toLocaleDateString('sv-SE');

/** So many days later. */
export function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + days);
  return date.toLocaleDateString('sv-SE');
}
