/** Puts an uploaded event file down in its folder as it comes in, without holding it in memory. */
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Refused } from '@leitai/database';
import busboy from 'busboy';
import { diskRefusal } from '../event-file/disk.ts';
import type { Folder, StoredFile } from '../event-file/folder.ts';
import { notAForm } from './receive-files.ts';

const MOST_BYTES = 2_000_000_000;

/** @throws Refused 'request.invalid', 'event-file.too-large', 'event-file.disk', and what `openArchive` finds at once. Nothing is left of what is refused. */
export async function receiveArchive(req: IncomingMessage, folder: Folder): Promise<StoredFile> {
  const path = await folder.landing();
  try {
    if (!(await land(req, path))) throw notAForm();
    return await folder.takeIn(path);
  } catch (error) {
    throw diskRefusal(error);
  } finally {
    await rm(path, { force: true });
  }
}

/** Whatever comes of it, nothing is being written there any more. @returns whether there was a file. */
async function land(req: IncomingMessage, path: string): Promise<boolean> {
  if (req.destroyed) throw notAForm();
  const parser = parserOf(req);
  let landed: Promise<boolean> = Promise.resolve(false);
  parser.on('file', (_field, stream: Readable & { truncated?: boolean }) => {
    const written = stream.pipe(createWriteStream(path));
    stream.on('error', (error) => written.destroy(error));
    landed = finished(written).then(() => {
      if (stream.truncated) throw new Refused('event-file.too-large', { mostBytes: MOST_BYTES });
      return true;
    });
    // A disk that fails must not leave the browser waiting; the rest is read and thrown away.
    landed.catch(() => stream.resume());
  });
  const broken = await new Promise<boolean>((resolve) => {
    parser.on('close', () => resolve(false));
    parser.on('error', () => resolve(true));
    // The file that was under way ends with the parser, which does not hear of this by itself.
    req.on('error', () => parser.destroy());
    req.pipe(parser);
  });
  if (!broken) return landed;
  await landed.catch(() => {});
  throw notAForm();
}

function parserOf(req: IncomingMessage): busboy.Busboy {
  try {
    return busboy({ headers: req.headers, limits: { files: 1, fields: 0, fileSize: MOST_BYTES } });
  } catch {
    throw notAForm();
  }
}
