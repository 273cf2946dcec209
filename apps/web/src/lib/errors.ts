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
  'access.bad-token': m.error_access_bad_token,
  'access.scope': m.error_access_scope,
  'access.bad-credentials': m.error_access_bad_credentials,
  'access.bad-link': m.error_access_bad_link,
  'access.name-taken': m.error_access_name_taken,
  'pairing.bad-code': m.error_pairing_bad_code,
  'pairing.expired': m.error_pairing_expired,
  'result.bad-code': m.error_result_bad_code,
  'result.device-in-use': m.error_result_device_in_use,
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
  'paper.number': m.error_paper_number,
  'paper.not-found': m.error_paper_not_found,
  'paper.pending': m.error_paper_pending,
  'paper.decided': m.error_paper_decided,
  'paper.barred': m.error_paper_barred,
  'paper.same-person': m.error_paper_same_person,
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
  'picture.not-found': m.error_picture_not_found,
  'picture.too-many': m.error_picture_too_many,
  'result.incomplete': m.error_result_incomplete,
  'result.sheets-missing': m.error_result_sheets_missing,
  'result.spread': m.error_result_spread,
  'result.veto-undecided': m.error_result_veto_undecided,
  'ceremony.none': m.error_ceremony_none,
  'ceremony.not-final': m.error_ceremony_not_final,
  'ceremony.no-award': m.error_ceremony_no_award,
  'ceremony.running': m.error_ceremony_running,
  'ceremony.stale': m.error_ceremony_stale,
  'ceremony.unequal': m.error_ceremony_unequal,
  'ceremony.conflict': m.error_ceremony_conflict,
  'ceremony.bad-step': m.error_ceremony_bad_step,
  'certificate.elsewhere': m.error_certificate_elsewhere,
  'certificate.not-found': m.error_certificate_not_found,
  'certificate.not-final': m.error_certificate_not_final,
  'certificate.no-plan': m.error_certificate_no_plan,
  'certificate.prefix-taken': m.error_certificate_prefix_taken,
  'certificate.prefix-fixed': m.error_certificate_prefix_fixed,
  'certificate.revoking': m.error_certificate_revoking,
  'certificate.not-asked': m.error_certificate_not_asked,
  'certificate.not-revoked': m.error_certificate_not_revoked,
  'certificate.replaced': m.error_certificate_replaced,
  'certificate.nothing-due': m.error_certificate_nothing_due,
  'certificate.name-differs': m.error_certificate_name_differs,
  'display.unknown': m.error_display_unknown,
  'display.too-many': m.error_display_too_many,
  'token.not-found': m.error_token_not_found,
  'webhook.not-found': m.error_webhook_not_found,
  'webhook.too-many': m.error_webhook_too_many,
  'webhook.address': m.error_webhook_address,
  'delivery.not-found': m.error_delivery_not_found,
  'event-file.not-found': m.error_event_file_not_found,
  'event-file.unreadable': m.error_event_file_unreadable,
  'event-file.version': m.error_event_file_version,
  'event-file.damaged': m.error_event_file_damaged,
  'event-file.broken': m.error_event_file_broken,
  'event-file.chain': m.error_event_file_chain,
  'event-file.audit': m.error_event_file_audit,
  'event-file.too-large': m.error_event_file_too_large,
  'event-file.exists': m.error_event_file_exists,
  'event-file.sealed': m.error_event_file_sealed,
  'event-file.name': m.error_event_file_name,
  'event-file.not-archived': m.error_event_file_not_archived,
  'event-file.kept': m.error_event_file_kept,
  'event-file.disk': m.error_event_file_disk,
  'event-file.busy': m.error_event_file_busy,
  'practice.not': m.error_practice_not,
  'command.reused': m.error_command_reused,
  'server.busy': m.error_server_busy,
  'server.failed': m.error_server_failed,
} satisfies { readonly [C in ErrorCode]?: () => string };
export type FirstCode = keyof typeof first;

const words: { [code: string]: () => string } = { ...first };
/** Every code has its words once this has ended; a tablet without a network keeps it with the rest of the build. */
export const allWords: Promise<void> = import('./errors-rest.ts').then(({ rest }) => void Object.assign(words, rest), () => {});

/** The words of a code that was kept as text. */
export const refusalMessage = (code: string): string => (Object.hasOwn(words, code) ? words[code]!() : m.error_unknown());

/** What to tell the user about anything that was thrown. */
export function errorMessage(error: unknown): string {
  if (error instanceof RefusalError) return refusalMessage(error.code);
  if (error instanceof OfflineError) return m.error_offline();
  return m.error_unknown();
}
