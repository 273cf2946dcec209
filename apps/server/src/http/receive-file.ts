/** Takes the one uploaded file, and the fields beside it, out of a multipart request, up to its limit. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { notAForm, receiveFiles, type Limit, type UploadedFile } from './receive-files.ts';

const FIELD_BYTES = 1_000;
/** A file that lists people. */
export const ROSTER = { mostBytes: 5_000_000, tooLarge: 'import.too-large' } as const;

/** @throws Refused the limit's own code (details.mostBytes), 'request.invalid' when there is not one file. */
export async function receiveFile(req: IncomingMessage, limit: Pick<Limit, 'mostBytes' | 'tooLarge'>): Promise<UploadedFile & { readonly fields: Readonly<Record<string, string>> }> {
  const { files: [file], fields } = await receiveFiles(req, { mostFiles: 1, fieldBytes: FIELD_BYTES, ...limit });
  if (!file) throw notAForm();
  return { ...file, fields };
}

/** Raised when whoever asked has gone, or had gone already: what is still being read for them is given up. */
export function goneOf(res: ServerResponse): AbortSignal {
  if (res.closed) return AbortSignal.abort();
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  return gone.signal;
}
