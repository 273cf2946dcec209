/** What can be said of this device before a judge trusts it. */
import { storageWorks } from '../mark-store.ts';

/** A name the control room will recognise: "iPad 1080×810". */
export function deviceLabel(): string {
  const kind = /iPad|iPhone|Android|Windows|Macintosh|Linux/.exec(navigator.userAgent)?.[0] ?? 'Browser';
  return `${kind} ${Math.max(screen.width, screen.height)}×${Math.min(screen.width, screen.height)}`;
}

type Battery = { readonly level: number; readonly charging: boolean };

/** Null where the browser does not tell. */
export async function battery(): Promise<Battery | null> {
  const ask = (navigator as Navigator & { getBattery?: () => Promise<Battery> }).getBattery;
  return ask ? await ask.call(navigator).catch(() => null) : null;
}

export type DeviceState = { readonly battery: Battery | null; readonly storage: boolean };

export async function deviceState(): Promise<DeviceState> {
  const [power, storage] = await Promise.all([battery(), storageWorks()]);
  return { battery: power, storage };
}

/** Seconds between this clock and the server's, to one decimal; the answer's travel time is shared between both ways. */
export const clockDrift = (serverTime: string, askedAt: number, answeredAt: number): number =>
  Math.round(Math.abs(Date.parse(serverTime) - (askedAt + answeredAt) / 2) / 100) / 10;
