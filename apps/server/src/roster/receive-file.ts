/** Takes the one uploaded file out of a multipart request, up to its limit. */
import type { IncomingMessage } from 'node:http';
import { Refused } from '@leitai/database';
import busboy from 'busboy';
import { storable } from './table.ts';

export type UploadedFile = { readonly name: string; readonly bytes: Uint8Array };

const MOST_BYTES = 5_000_000;
const LIMITS = { files: 1, fields: 10, parts: 11, fileSize: MOST_BYTES, fieldSize: 1_000 } as const;

/**
 * Reads the whole request even when the file is too large, without keeping the rest: a browser that is cut off in mid-upload
 * could not show the refusal. @throws Refused 'import.too-large' (details.mostBytes), 'request.invalid' when there is no file.
 */
export async function receiveFile(req: IncomingMessage): Promise<UploadedFile> {
  const parser = makeParser(req);
  let file: { name: string; parts: Buffer[]; tooLarge: boolean } | null = null;
  parser.on('file', (_field, stream, { filename }) => {
    const received = { name: storable((filename ?? '').normalize('NFC').slice(-200)), parts: [] as Buffer[], tooLarge: false };
    file = received;
    // A request that ends in mid-file breaks the stream too, and nobody listening would end the process; the parser tells.
    stream.on('error', () => {});
    stream.on('data', (part: Buffer) => received.parts.push(part));
    stream.on('limit', () => {
      received.tooLarge = true;
      received.parts.length = 0;
    });
  });
  await new Promise<void>((resolve, reject) => {
    parser.on('close', resolve);
    parser.on('error', () => reject(noFile()));
    req.on('error', () => reject(noFile()));
    req.pipe(parser);
  });
  const { name, parts, tooLarge } = file ?? refuseMissing();
  if (tooLarge) throw new Refused('import.too-large', { mostBytes: MOST_BYTES });
  return { name, bytes: Buffer.concat(parts) };
}

function makeParser(req: IncomingMessage): busboy.Busboy {
  try {
    return busboy({ headers: req.headers, limits: LIMITS, defParamCharset: 'utf8' });
  } catch {
    throw noFile();
  }
}

const noFile = (): Refused => new Refused('request.invalid', { fields: [{ path: 'file', code: 'required' }] });
function refuseMissing(): never {
  throw noFile();
}
