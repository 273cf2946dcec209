/** Times as people write them: mm:ss, with hundredths when the scale measures them. */
import type { Decimal } from '@leitai/scoring';
import { fractionDigits } from './decimal.ts';

/** "290" → "4:50"; "75.25" → "1:15.25". */
export function formatSeconds(seconds: Decimal): string {
  const [whole = '0', fraction] = seconds.split('.');
  const total = Number(whole);
  const rest = String(total % 60).padStart(2, '0');
  return `${Math.floor(total / 60)}:${rest}${fraction ? `.${fraction}` : ''}`;
}

/** Digits typed on the keypad fill a clock from the right: "450" → 4:50. Returns seconds, or null while nothing is typed. */
export function secondsFromDigits(digits: string, step: Decimal): Decimal | null {
  if (digits === '') return null;
  const places = fractionDigits(step);
  const clock = places > 0 ? digits.slice(0, -places) : digits;
  const fraction = places > 0 ? digits.slice(-places).padStart(places, '0') : '';
  const seconds = Number(clock.slice(0, -2) || '0') * 60 + Number(clock.slice(-2) || '0');
  return fraction ? `${seconds}.${fraction}` : String(seconds);
}

/** The clock while it is being typed: "45" → "0:45". */
export function clockFromDigits(digits: string, step: Decimal): string {
  const places = fractionDigits(step);
  const padded = digits.padStart(3 + places, '0');
  const clock = places > 0 ? padded.slice(0, -places) : padded;
  return `${clock.slice(0, -2)}:${clock.slice(-2)}${places > 0 ? `.${padded.slice(-places)}` : ''}`;
}
