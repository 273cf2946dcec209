/** What may come with an appeal: photographs as the tablets' are taken, and PDF; told by the content, never by a name. */
import type { EvidenceFile, PhotoType } from '@leitai/contract';
import { Refused, sha256 } from '@leitai/database';
import { inspectPhoto } from './inspect-photo.ts';

type Type = EvidenceFile['type'];
export type Inspected = { readonly type: Type; readonly sha256: string };

const STARTS: readonly (readonly [Type, (file: Buffer) => boolean])[] = [
  ['image/jpeg', (file) => file.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))],
  ['image/png', (file) => file.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/webp', (file) => file.subarray(0, 4).toString('latin1') === 'RIFF' && file.subarray(8, 12).toString('latin1') === 'WEBP'],
  ['application/pdf', (file) => file.subarray(0, 5).toString('latin1') === '%PDF-'],
];
/** ISO 32000: the end mark stands in the last kilobyte. */
const PDF_END_WITHIN = 1_024;

/** @throws Refused 'appeal.bad-evidence' (details.name, and `why` for a photograph). */
export async function inspectEvidence(name: string, bytes: Uint8Array): Promise<Inspected> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = STARTS.find(([, starts]) => starts(file))?.[0];
  if (type === undefined) throw new Refused('appeal.bad-evidence', { name });
  const hash = sha256(file);
  if (type !== 'application/pdf') await asPhoto(name, file, { sha256: hash, type });
  else if (!file.subarray(-PDF_END_WITHIN).includes('%%EOF')) throw new Refused('appeal.bad-evidence', { name });
  return { type, sha256: hash };
}

async function asPhoto(name: string, file: Buffer, photo: { sha256: string; type: PhotoType }): Promise<void> {
  try {
    await inspectPhoto(file, photo);
  } catch (error) {
    throw error instanceof Refused ? new Refused('appeal.bad-evidence', { name, why: error.code }) : error;
  }
}
