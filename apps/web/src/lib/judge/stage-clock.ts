/** Writing times of the station's timer, and what of it goes into a mark. */
import type { StationTimer } from '@leitai/contract';
import { elapsedMs } from '@leitai/contract/station-clock';
import type { Decimal } from '@leitai/scoring';
import { fractionDigits } from './decimal.ts';

/** 42 → "00:42", -75 → "−01:15". */
export function clock(seconds: number): string {
  const size = Math.abs(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${seconds < 0 ? '−' : ''}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The stopped time as a reading: whole steps only, as a stopwatch shows them, and never beyond the scale. Null until it is stopped. */
export function stationReading(timer: StationTimer | null, scale: { readonly max: Decimal; readonly step: Decimal }): Decimal | null {
  if (timer?.state !== 'stopped') return null;
  const places = fractionDigits(scale.step);
  const step = Math.round(Number(scale.step) * 1000);
  const ms = Math.floor(elapsedMs(timer, 0) / step) * step;
  return ms > Number(scale.max) * 1000 ? scale.max : (ms / 1000).toFixed(places);
}
