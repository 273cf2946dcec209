/** Takes the uploaded files, and the fields beside them, out of a multipart request, up to their limits. */
import type { IncomingMessage } from 'node:http';
import type { ErrorCode } from '@leitai/contract';
import { Refused } from '@leitai/database';
import busboy from 'busboy';
import { storable } from '../roster/table.ts';

/** `name` is what the database can hold of it: its last 200 characters, from which a kind of file can still be told. */
export type UploadedFile = { readonly name: string; readonly bytes: Uint8Array };
export type Upload = { readonly files: readonly UploadedFile[]; readonly fields: Readonly<Record<string, string>> };
/** `tooLarge`: what a file of more than `mostBytes` is refused with (details.mostBytes); `fieldBytes`: where a field is cut. */
export type Limit = { readonly mostFiles: number; readonly mostBytes: number; readonly fieldBytes: number; readonly tooLarge: ErrorCode };

type Received = { readonly name: string; readonly parts: Buffer[]; tooLarge: boolean };
const MOST_FIELDS = 10;
const MOST_NAME = 200;

/**
 * Reads the whole request even when a file is too large, without keeping the rest: a browser that is cut off in mid-upload
 * could not show the refusal. @throws Refused the limit's own code, 'request.invalid' for what is no form or holds too many files.
 */
export async function receiveFiles(req: IncomingMessage, limit: Limit): Promise<Upload> {
  if (req.destroyed) throw notAForm();
  const parser = makeParser(req, limit);
  const fields = new Map<string, string>();
  const received: Received[] = [];
  let tooMany = false;
  parser.on('field', (name, value) => fields.set(name, value));
  parser.on('filesLimit', () => (tooMany = true));
  parser.on('file', (_field, stream, { filename }) => {
    const file: Received = { name: storable((filename ?? '').normalize('NFC').slice(-MOST_NAME)), parts: [], tooLarge: false };
    received.push(file);
    // A request that ends in mid-file breaks the stream too, and nobody listening would end the process; the parser tells.
    stream.on('error', () => {});
    stream.on('data', (part: Buffer) => file.parts.push(part));
    stream.on('limit', () => {
      file.tooLarge = true;
      file.parts.length = 0;
    });
  });
  await new Promise<void>((resolve, reject) => {
    parser.on('close', resolve);
    parser.on('error', () => reject(notAForm()));
    req.on('error', () => reject(notAForm()));
    req.pipe(parser);
  });
  if (tooMany) throw notAForm();
  if (received.some(({ tooLarge }) => tooLarge)) throw new Refused(limit.tooLarge, { mostBytes: limit.mostBytes });
  return { files: received.map(({ name, parts }) => ({ name, bytes: Buffer.concat(parts) })), fields: Object.fromEntries(fields) };
}

function makeParser(req: IncomingMessage, { mostFiles, mostBytes, fieldBytes }: Limit): busboy.Busboy {
  // One byte more, so that a file of exactly the limit is not cut.
  const limits = { files: mostFiles, fields: MOST_FIELDS, parts: mostFiles + MOST_FIELDS, fieldSize: fieldBytes, fileSize: mostBytes + 1 };
  try {
    return busboy({ headers: req.headers, limits, defParamCharset: 'utf8' });
  } catch {
    throw notAForm();
  }
}

/** As a file that is missing is refused; so is what ends before it is whole, where nobody hears it any more. */
export const notAForm = (): Refused => new Refused('request.invalid', { fields: [{ path: 'file', code: 'required' }] });
