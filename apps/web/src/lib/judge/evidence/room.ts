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

/** Megabytes as people read them. */
export const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0);
