/** A judge's paired tablets, as desks and the control room show them. */
import type { PairedDevice } from '@leitai/contract';
import type { Present } from '../context.ts';

type Paired = { readonly activeSessionId: string | null; readonly sessions: readonly { readonly id: string; readonly label: string; readonly createdAt: Date }[] };

/** The active one first. */
export function devicesOf({ activeSessionId, sessions }: Paired, present: Present): PairedDevice[] {
  const devices = sessions.map(({ id, label, createdAt }) => ({
    id, label, pairedAt: createdAt.toISOString(), active: id === activeSessionId, online: present.device(id), report: present.report(id),
  }));
  return devices.sort((a, b) => Number(b.active) - Number(a.active));
}
