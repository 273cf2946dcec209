/** Looks through a workbook's zip before anything is built from it: no bomb, nothing encrypted. */
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { promisify } from 'node:util';
import { Unreadable } from './unreadable.ts';

const MOST_ENTRIES = 2_000;
const MOST_BYTES = 60_000_000;
/** Real sheets of text shrink to a tenth or a twentieth; a bomb to a thousandth. Small entries may shrink as they like. */
const MOST_RATIO = 200;
const RATIO_FROM_BYTES = 1_000_000;

const open = promisify<Buffer, object, ZipFile>(fromBuffer);

/** Inflates every entry once and throws it away, so that a size the directory lies about is found out too. @throws Unreadable. */
export async function inspectZip(bytes: Buffer): Promise<void> {
  const zip = await open(bytes, { lazyEntries: true, validateEntrySizes: true }).catch(() => { throw new Unreadable('not-a-workbook'); });
  if (zip.entryCount > MOST_ENTRIES) throw new Unreadable('too-big-inside');
  let left = MOST_BYTES;
  let workbook = false;
  await new Promise<void>((resolve, reject) => {
    zip.on('error', () => reject(new Unreadable('not-a-workbook')));
    zip.on('end', () => (workbook ? resolve() : reject(new Unreadable('not-a-workbook'))));
    zip.on('entry', (entry: Entry) => {
      const { fileName, uncompressedSize, compressedSize } = entry;
      workbook ||= fileName === 'xl/workbook.xml';
      left -= uncompressedSize;
      if (entry.isEncrypted()) return reject(new Unreadable('encrypted'));
      if (left < 0 || (uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > compressedSize * MOST_RATIO)) return reject(new Unreadable('too-big-inside'));
      drain(zip, entry).then(() => zip.readEntry(), () => reject(new Unreadable('not-a-workbook')));
    });
    zip.readEntry();
  });
}

function drain(zip: ZipFile, entry: Entry): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      stream.on('error', reject);
      stream.on('end', resolve);
      stream.resume();
    });
  });
}
