/** What is said of a judge's tablets: how much is still on them, and how old that news is. */
import type { PairedDevice } from '@leitai/contract';
import { clockTime } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

/** Commands no server has acknowledged, over all of a judge's tablets, as last reported. */
const unsentOn = (devices: readonly PairedDevice[]): number => devices.reduce((sum, { report }) => sum + (report?.unsent ?? 0), 0);

/** "12 on the tablet · reported 14:31:06"; empty when nothing is. */
export function unsentWords(devices: readonly PairedDevice[]): string {
  const unsent = unsentOn(devices);
  const since = devices.flatMap(({ report }) => (report && report.unsent > 0 ? [report.at] : [])).toSorted()[0];
  return unsent > 0 && since ? m.device_unsent({ count: unsent, time: clockTime(since) }) : '';
}
