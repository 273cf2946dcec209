/** Sends a file that was made for whoever asked, to be saved. */
import type { Response } from 'express';

export type Download = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

export function sendDownload(res: Response, { name, type, bytes }: Download): void {
  res.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
  res.attachment(name).type(type).send(Buffer.from(bytes));
}
