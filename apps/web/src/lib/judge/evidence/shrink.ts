/** Makes a photograph of ours out of whatever the camera gave: upright, small enough, a plain JPEG that says nothing of where it was taken. */
import { MOST_PHOTO_BYTES, PHOTO_SIDE } from '@leitai/contract/evidence-limits';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const QUALITY = 0.8;
/** Each further try takes so much of quality or size. */
const LESS = 0.8;
const TRIES = 5;

/** The file is no picture this browser can read. */
export class NotAPicture extends Error {}

/** @throws NotAPicture. The pixels are drawn anew: no EXIF, no place and no name of the device comes along. */
export async function shrinkPhoto(file: Blob): Promise<{ bytes: Blob; sha256: string }> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new NotAPicture();
  });
  try {
    let [side, quality] = [PHOTO_SIDE, QUALITY];
    let bytes = await draw(picture, side, quality);
    for (let tries = 1; bytes.size > MOST_PHOTO_BYTES && tries < TRIES; tries += 1) {
      [side, quality] = [side * LESS, quality * LESS];
      bytes = await draw(picture, side, quality);
    }
    // Web Crypto exists only on https and localhost, and the hall's network is plain HTTP.
    return { bytes, sha256: bytesToHex(sha256(new Uint8Array(await bytes.arrayBuffer()))) };
  } finally {
    picture.close();
  }
}

async function draw(picture: ImageBitmap, most: number, quality: number): Promise<Blob> {
  const scale = Math.min(1, most / Math.max(picture.width, picture.height));
  const [width, height] = [Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale))];
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new NotAPicture();
  // What was transparent is paper, not black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
  if (!blob) throw new NotAPicture();
  return blob;
}
