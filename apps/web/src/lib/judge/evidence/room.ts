/** How much room the device has left for photographs; marks keep a reserve that no photograph may take. */

/** Bytes that stay free for marks. */
const RESERVE = 20_000_000;

export type Room = { readonly left: number; readonly full: boolean };

/** Null where the browser does not tell: it does on https and localhost only. */
export async function deviceRoom(): Promise<Room | null> {
  const { storage } = navigator as { storage?: StorageManager };
  const estimate = await storage?.estimate().catch(() => null);
  if (estimate?.quota === undefined) return null;
  const left = Math.max(0, estimate.quota - (estimate.usage ?? 0) - RESERVE);
  return { left, full: left === 0 };
}

/** As people read it: at least 0.1 MB, whole megabytes from ten on, gigabytes from one on. */
export function sizeText(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  if (megabytes >= 1_000) return `${(megabytes / 1_000).toFixed(1)} GB`;
  return `${Math.max(0.1, megabytes).toFixed(megabytes < 10 ? 1 : 0)} MB`;
}
