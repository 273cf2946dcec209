/** A refusal on purpose: coded, for the user; everything else that is thrown is a bug. */
import type { ErrorCode } from '@leitai/contract';

export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: ErrorCode;
  readonly details: unknown;

  constructor(code: ErrorCode, details?: unknown) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
