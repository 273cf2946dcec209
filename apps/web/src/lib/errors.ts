/** Turns every refusal and failure into words, in the reader's language. The types of the two tables fail when a code has no message. */
import type { ErrorCode, Refusal } from '@leitai/contract';
import { m } from '#lib/paraglide/messages.js';

/** The server refused, and said why. */
export class RefusalError extends Error {
  readonly code: ErrorCode;
  readonly details: unknown;
  constructor({ code, message, details }: Refusal) {
    super(message);
    this.name = 'RefusalError';
    this.code = code;
    this.details = details;
  }
}

/** No answer from the server: the message may or may not have arrived, and is safe to send again. */
export class OfflineError extends Error {
  constructor() {
    super('no answer from the server');
    this.name = 'OfflineError';
  }
}

/** What anybody may meet at once, and a judge who marks. */
const first = {
  'request.invalid': m.error_request_invalid,
  'request.too-large': m.error_request_too_large,
  'request.not-found': m.error_request_not_found,
  'request.rate-limited': m.error_request_rate_limited,
  'request.protocol': m.error_request_protocol,
  'access.sign-in': m.error_access_sign_in,
  'access.forbidden': m.error_access_forbidden,
  'event.not-found': m.error_event_not_found,
  'contest.not-found': m.error_contest_not_found,
  'contest.not-running': m.error_contest_not_running,
  'contest.paused': m.error_contest_paused,
  'draw.sealed': m.error_draw_sealed,
  'judge.not-found': m.error_judge_not_found,
  'judge.recused': m.error_judge_recused,
  'device.not-active': m.error_device_not_active,
  'sheet.not-found': m.error_sheet_not_found,
  'sheet.not-yours': m.error_sheet_not_yours,
  'sheet.locked': m.error_sheet_locked,
  'sheet.incomplete': m.error_sheet_incomplete,
  'sheet.stale': m.error_sheet_stale,
  'sheet.unsigned': m.error_sheet_unsigned,
  'sheet.withdraw-late': m.error_sheet_withdraw_late,
  'sheet.on-paper': m.error_sheet_on_paper,
  'mark.invalid': m.error_mark_invalid,
  'mark.conflict': m.error_mark_conflict,
  'mark.not-returned': m.error_mark_not_returned,
  'note.conflict': m.error_note_conflict,
  'evidence.not-found': m.error_evidence_not_found,
  'evidence.too-large': m.error_evidence_too_large,
  'evidence.too-many': m.error_evidence_too_many,
  'evidence.not-a-photo': m.error_evidence_not_a_photo,
  'evidence.bad-size': m.error_evidence_bad_size,
  'evidence.metadata': m.error_evidence_metadata,
  'evidence.damaged': m.error_evidence_damaged,
  'practice.not': m.error_practice_not,
  'command.reused': m.error_command_reused,
  'server.busy': m.error_server_busy,
  'server.cannot-save': m.error_server_cannot_save,
  'server.failed': m.error_server_failed,
} satisfies { readonly [C in ErrorCode]?: () => string };
export type FirstCode = keyof typeof first;

const words: { [code: string]: () => string } = { ...first };
/** Every code has its words once this has come; a tablet without a network keeps it with the rest of the build. */
void import('./errors-rest.ts').then(({ rest }) => void Object.assign(words, rest), () => {});

/** The words of a code that was kept as text. */
export const refusalMessage = (code: string): string => (Object.hasOwn(words, code) ? words[code]!() : m.error_unknown());

/** What to tell the user about anything that was thrown. */
export function errorMessage(error: unknown): string {
  if (error instanceof RefusalError) return refusalMessage(error.code);
  if (error instanceof OfflineError) return m.error_offline();
  return m.error_unknown();
}
