/** How the HTTP side answers: the ok envelope, or a coded refusal with its status. */
import { errors, type ErrorCode, type Refusal } from '@leitai/contract';
import { passingFailure, Refused } from '@leitai/database';
import type { Response } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';

export function sendData(res: Response, data: unknown): void {
  res.set('Cache-Control', 'no-store').json({ ok: true, data });
}

/** What a thrown thing is called on the wire. What nobody meant to refuse is logged once and told as 'server.failed'. */
export function refusalOf(error: unknown, log: Logger): Refusal {
  const refused = asRefused(error);
  if (refused) return { code: refused.code, message: refused.message, ...(refused.details !== undefined && { details: refused.details }) };
  const passing = passingFailure(error);
  if (passing) {
    log.warn({ err: error }, passing === 'server.busy' ? 'the database does not answer' : 'the database cannot save');
    return { code: passing, message: passing };
  }
  log.error({ err: error }, 'request failed');
  return { code: 'server.failed', message: 'server.failed' };
}

/** The code alone, as it is counted. */
export const codeOf = (error: unknown): ErrorCode => asRefused(error)?.code ?? passingFailure(error) ?? 'server.failed';

export function sendRefusal(res: Response, error: unknown, log: Logger): void {
  const refusal = refusalOf(error, log);
  const wait = refusal.code === 'request.rate-limited' ? (refusal.details as { retryAfterSeconds: number }).retryAfterSeconds : null;
  if (wait !== null) res.set('Retry-After', String(wait));
  res.status(errors[refusal.code]).set('Cache-Control', 'no-store').json({ ok: false, error: refusal });
}

/** @throws Refused 'request.invalid' naming the fields that are wrong, as "posts.0"; the input as a whole is "". */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const fields = read.error.issues.map((issue) => ({ path: [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys : [])].join('.'), code: issue.code }));
  throw new Refused('request.invalid', { fields });
}

const BODY_ERRORS: Readonly<Record<string, ErrorCode>> = {
  'entity.parse.failed': 'request.invalid',
  'entity.too.large': 'request.too-large',
  'encoding.unsupported': 'request.invalid',
  'charset.unsupported': 'request.invalid',
  'entity.verify.failed': 'request.invalid',
  'request.size.invalid': 'request.invalid',
  'request.aborted': 'request.invalid',
};

function asRefused(error: unknown): Refused | null {
  if (error instanceof Refused) return error;
  // Express and its body parser say what they refuse by type, or by a 4xx status for addresses they cannot decode.
  const { type, status } = (error ?? {}) as { type?: unknown; status?: unknown };
  const code = typeof type === 'string' ? BODY_ERRORS[type] : undefined;
  if (code) return new Refused(code);
  return status === 400 ? new Refused('request.invalid') : null;
}

/** A field of a form that holds JSON; what is none is left for the schema to refuse. */
export function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return text;
  }
}
