/** What a file that calls itself a photograph really is: decoded whole, within bounds, with nothing before, after or inside it that is no picture. */
import { MOST_PHOTO_BYTES, MOST_PHOTO_SIDE, type PhotoFields, type PhotoType } from '@leitai/contract';
import { Refused, sha256 as hashOf } from '@leitai/database';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { endsWithPicture } from './picture-end.ts';

// Of all that the decoder can read, these three formats only: SVG, PDF and the like never reach their readers.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });

const TYPES: Readonly<Record<string, PhotoType>> = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };
/** Pixels of the shorter side: less shows nothing. */
const LEAST_SIDE = 16;

/**
 * Decodes outside the main thread, within bounded memory: a picture that unpacks to more pixels than a photograph of ours is refused by its header.
 * @throws Refused 'evidence.too-large', 'evidence.damaged' (the bytes are not those that were sent), 'evidence.not-a-photo', 'evidence.bad-size',
 * 'evidence.metadata' (it tells where or with what it was taken).
 */
export async function inspectPhoto(bytes: Uint8Array, { sha256, type }: Pick<PhotoFields, 'sha256' | 'type'>): Promise<{ width: number; height: number }> {
  if (bytes.length > MOST_PHOTO_BYTES) throw new Refused('evidence.too-large', { mostBytes: MOST_PHOTO_BYTES });
  if (hashOf(bytes) !== sha256) throw new Refused('evidence.damaged');
  const { picture, found, is } = await openPicture(bytes, MOST_PHOTO_SIDE);
  const { width, height } = found;
  if (is !== type || !endsWithPicture(bytes, type)) throw new Refused('evidence.not-a-photo');
  if (found.exif || found.xmp || found.iptc || found.comments) throw new Refused('evidence.metadata');
  await picture.raw().toBuffer().catch(notAPhoto);
  return { width, height };
}

/**
 * A still picture of a known format and a sane size, by its content; no pixel of it has been decoded yet.
 * @throws Refused 'evidence.not-a-photo', 'evidence.bad-size'.
 */
export async function openPicture(bytes: Uint8Array, mostSide: number): Promise<{ picture: Sharp; found: Metadata; is: PhotoType }> {
  if (bytes.length === 0) throw new Refused('evidence.not-a-photo');
  const picture = sharp(bytes, { failOn: 'warning', limitInputPixels: mostSide ** 2, sequentialRead: true });
  const found = await picture.metadata().catch(notAPhoto);
  const is = TYPES[found.format];
  if (is === undefined || (found.pages ?? 1) > 1) throw new Refused('evidence.not-a-photo');
  const { width, height } = found;
  if (Math.max(width, height) > mostSide || Math.min(width, height) < LEAST_SIDE) throw new Refused('evidence.bad-size', { width, height });
  return { picture, found, is };
}

export function notAPhoto(error: Error): never {
  throw new Refused(/pixel limit/.test(error.message) ? 'evidence.bad-size' : 'evidence.not-a-photo');
}
