/** Puts an uploaded event file down in its folder as it comes in, without holding it in memory. */
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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

/** @returns whether there was a file. */
async function land(req: IncomingMessage, path: string): Promise<boolean> {
  if (req.destroyed) throw notAForm();
  return new Promise((resolve, reject) => {
    const parser = parserOf(req);
    let landed: Promise<boolean> = Promise.resolve(false);
    parser.on('file', (_field, stream: Readable & { truncated?: boolean }) => {
      landed = pipeline(stream, createWriteStream(path)).then(() => {
        if (stream.truncated) throw new Refused('event-file.too-large', { mostBytes: MOST_BYTES });
        return true;
      });
      // A disk that fails must not leave the browser waiting; the rest is read and thrown away.
      landed.catch(() => stream.resume());
    });
    parser.on('close', () => void landed.then(resolve, reject));
    const broken = (): void => reject(notAForm());
    parser.on('error', broken);
    req.on('error', broken);
    req.on('aborted', broken);
    req.pipe(parser);
  });
}

function parserOf(req: IncomingMessage): busboy.Busboy {
  try {
    return busboy({ headers: req.headers, limits: { files: 1, fields: 0, fileSize: MOST_BYTES } });
  } catch {
    throw notAForm();
  }
}
