/** Where a picture ends by its own format: decoders stop there, and whatever was hung on behind would be kept and served with it. */
import type { PhotoType } from '@leitai/contract';

/** Whether the file ends where its picture does; false also for one whose parts do not follow one another. */
export function endsWithPicture(bytes: Uint8Array, type: PhotoType): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (type) {
    case 'image/jpeg': return jpegEnd(file) === file.length;
    case 'image/png': return pngEnd(file) === file.length;
    case 'image/webp': return file.readUInt32LE(4) + 8 === file.length;
    default: return type satisfies never;
  }
}

const [EOI, SOS, RST0, RST7] = [0xd9, 0xda, 0xd0, 0xd7];

/** Marker by marker (ITU-T T.81, B.1) up to behind EOI; null where there is none. */
function jpegEnd(file: Buffer): number | null {
  for (let at = 2; at + 1 < file.length; ) {
    const marker = file[at + 1]!;
    if (file[at] !== 0xff) return null;
    if (marker === EOI) return at + 2;
    if (marker === 0xff) at += 1;
    else {
      if (at + 4 > file.length) return null;
      at += 2 + file.readUInt16BE(at + 2);
      if (marker === SOS) at = scanEnd(file, at);
    }
  }
  return null;
}

/** The next marker: in a scan 0xFF stands before 0 for itself, and before restarts. */
function scanEnd(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 2)) {
    const next = file[at + 1] ?? 0;
    if (next !== 0 && (next < RST0 || next > RST7)) return at;
  }
  return file.length;
}

/** Chunk by chunk (ISO/IEC 15948, 5.3) up to behind IEND; null where there is none. */
function pngEnd(file: Buffer): number | null {
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IEND') return end;
    at = end;
  }
  return null;
}
