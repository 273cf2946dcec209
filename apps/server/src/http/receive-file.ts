/** Takes the one uploaded file, and the fields beside it, out of a multipart request, up to its limit. */
import type { IncomingMessage } from 'node:http';
import type { ErrorCode } from '@leitai/contract';
import { Refused } from '@leitai/database';
import busboy from 'busboy';

export type UploadedFile = { readonly name: string; readonly bytes: Uint8Array; readonly fields: Readonly<Record<string, string>> };
type Limit = { readonly mostBytes: number; readonly tooLarge: ErrorCode };

const LIMITS = { files: 1, fields: 10, parts: 11, fieldSize: 1_000 } as const;

/**
 * Reads the whole request even when the file is too large, without keeping the rest: a browser that is cut off in mid-upload
 * could not show the refusal. @throws Refused the limit's own code (details.mostBytes), 'request.invalid' when there is no file.
 */
export async function receiveFile(req: IncomingMessage, { mostBytes, tooLarge }: Limit): Promise<UploadedFile> {
  const parser = makeParser(req, mostBytes);
  const fields = new Map<string, string>();
  let file: { name: string; parts: Buffer[]; tooLarge: boolean } | null = null;
  parser.on('field', (name, value) => fields.set(name, value));
  parser.on('file', (_field, stream, { filename }) => {
    const received = { name: filename ?? '', parts: [] as Buffer[], tooLarge: false };
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
  const { name, parts, tooLarge: over } = file ?? refuseMissing();
  if (over) throw new Refused(tooLarge, { mostBytes });
  return { name, bytes: Buffer.concat(parts), fields: Object.fromEntries(fields) };
}

function makeParser(req: IncomingMessage, mostBytes: number): busboy.Busboy {
  try {
    // One byte more, so that a file of exactly the limit is not cut.
    return busboy({ headers: req.headers, limits: { ...LIMITS, fileSize: mostBytes + 1 }, defParamCharset: 'utf8' });
  } catch {
    throw noFile();
  }
}

const noFile = (): Refused => new Refused('request.invalid', { fields: [{ path: 'file', code: 'required' }] });
function refuseMissing(): never {
  throw noFile();
}
