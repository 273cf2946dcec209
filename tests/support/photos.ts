// Photographs as a tablet sends them, and files that only pretend to be.

import { createHash, randomUUID } from 'node:crypto';
import type { RouteOutput } from '@leitai/contract';
import sharp from 'sharp';
import type { Reply } from '../../apps/simulator/src/client.ts';
import type { Panel, Tablet } from './panel.ts';

const ROUTE = 'POST /api/events/:eventId/contests/:contestId/evidence';
export type Sent = Reply<RouteOutput<typeof ROUTE>>;

/** A picture of its own for every `shade`. */
export const picture = (shade = 120, width = 160, height = 120) =>
  sharp({ create: { width, height, channels: 3, background: { r: shade, g: 90, b: 60 } } });
export const jpeg = (shade?: number, width?: number, height?: number): Promise<Buffer> => picture(shade, width, height).jpeg().toBuffer();
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

type Over = { readonly commandId?: string; readonly at?: string; readonly sheetId?: string; readonly sha256?: string; readonly type?: string };

/** Sends it as this judge's tablet, with whatever is said of it instead of the truth. */
export function sendPhoto({ made }: Panel, tablet: Tablet, place: { entrantId: string; criterionId: string }, bytes: Uint8Array, over: Over = {}): Promise<Sent> {
  const fields = {
    commandId: randomUUID(), at: new Date().toISOString(), sheetId: tablet.sheet(place.entrantId).id, criterionId: place.criterionId,
    sha256: sha256(bytes), type: 'image/jpeg', ...over,
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>], { type: fields.type }), 'photo.jpg');
  return tablet.visitor.ask(ROUTE, { params: { eventId: made.eventId, contestId: made.contestId }, form });
}

/** A PNG whose header promises more pixels than any photograph of ours, in few bytes. */
export async function bomb(): Promise<Buffer> {
  return sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#000' }, limitInputPixels: false }).png({ compressionLevel: 9 }).toBuffer();
}
