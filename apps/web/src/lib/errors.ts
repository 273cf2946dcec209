/** Turns every refusal and failure into words, in the reader's language. The type of the table fails when a code has no message. */
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

const words: { readonly [C in ErrorCode]: () => string } = {
  'request.invalid': m.error_request_invalid,
  'request.too-large': m.error_request_too_large,
  'request.not-found': m.error_request_not_found,
  'request.rate-limited': m.error_request_rate_limited,
  'request.protocol': m.error_request_protocol,
  'access.sign-in': m.error_access_sign_in,
  'access.forbidden': m.error_access_forbidden,
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
  'contest.bad-transition': m.error_contest_bad_transition,
  'contest.not-ready': m.error_contest_not_ready,
  'contest.unfinished': m.error_contest_unfinished,
  'contest.marking-started': m.error_contest_marking_started,
  'scheme.not-found': m.error_scheme_not_found,
  'scheme.code-taken': m.error_scheme_code_taken,
  'scheme.conflict': m.error_scheme_conflict,
  'scheme.invalid': m.error_scheme_invalid,
  'scheme.unchanged': m.error_scheme_unchanged,
  'scheme.rules': m.error_scheme_rules,
  'contest.paused': m.error_contest_paused,
  'schedule.stale': m.error_schedule_stale,
  'schedule.unknown': m.error_schedule_unknown,
  'broadcast.not-found': m.error_broadcast_not_found,
  'recheck.drawn': m.error_recheck_drawn,
  'recheck.not-sampled': m.error_recheck_not_sampled,
  'recheck.unfinished': m.error_recheck_unfinished,
  'sign-off.note-needed': m.error_sign_off_note_needed,
  'sign-off.same-person': m.error_sign_off_same_person,
  'publication.open': m.error_publication_open,
  'publication.stale': m.error_publication_stale,
  'rules.stale': m.error_rules_stale,
  'rules.points': m.error_rules_points,
  'points.not-found': m.error_points_not_found,
  'points.stage': m.error_points_stage,
  'points.pending': m.error_points_pending,
  'points.decided': m.error_points_decided,
  'points.empty': m.error_points_empty,
  'points.invalid': m.error_points_invalid,
  'correction.not-found': m.error_correction_not_found,
  'correction.decided': m.error_correction_decided,
  'correction.pending': m.error_correction_pending,
  'correction.empty': m.error_correction_empty,
  'correction.stale': m.error_correction_stale,
  'correction.signed': m.error_correction_signed,
  'correction.final': m.error_correction_final,
  'appeal.not-found': m.error_appeal_not_found,
  'appeal.window': m.error_appeal_window,
  'appeal.exists': m.error_appeal_exists,
  'appeal.bad-state': m.error_appeal_bad_state,
  'appeal.bad-evidence': m.error_appeal_bad_evidence,
  'appeal.too-large': m.error_appeal_too_large,
  'appeal.arbitrator': m.error_appeal_arbitrator,
  'appeal.not-yours': m.error_appeal_not_yours,
  'appeal.correction': m.error_appeal_correction,
  'appeal.open': m.error_appeal_open,
  'unit.not-found': m.error_unit_not_found,
  'draw.begun': m.error_draw_begun,
  'draw.not-ready': m.error_draw_not_ready,
  'draw.unfinished': m.error_draw_unfinished,
  'draw.bad-step': m.error_draw_bad_step,
  'draw.same-officer': m.error_draw_same_officer,
  'draw.not-yours': m.error_draw_not_yours,
  'draw.sealed': m.error_draw_sealed,
  'draw.unsealed': m.error_draw_unsealed,
  'entrant.not-found': m.error_entrant_not_found,
  'entrant.confirmed': m.error_entrant_confirmed,
  'entrant.bad-state': m.error_entrant_bad_state,
  'entrant.marked': m.error_entrant_marked,
  'substitute.same-person': m.error_substitute_same_person,
  'substitute.other-organisation': m.error_substitute_other_organisation,
  'substitute.entered': m.error_substitute_entered,
  'substitute.judge': m.error_substitute_judge,
  'organisation.not-found': m.error_organisation_not_found,
  'organisation.name-taken': m.error_organisation_name_taken,
  'post.taken': m.error_post_taken,
  'contest.recorded': m.error_contest_recorded,
  'person.not-found': m.error_person_not_found,
  'person.number-taken': m.error_person_number_taken,
  'person.recorded': m.error_person_recorded,
  'pool.known': m.error_pool_known,
  'pool.seated': m.error_pool_seated,
  'seating.stale': m.error_seating_stale,
  'timer.bad-state': m.error_timer_bad_state,
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
  'import.unreadable': m.error_import_unreadable,
  'import.too-large': m.error_import_too_large,
  'import.too-many-rows': m.error_import_too_many_rows,
  'import.missing-column': m.error_import_missing_column,
  'import.has-faults': m.error_import_has_faults,
  'import.stale': m.error_import_stale,
  'command.reused': m.error_command_reused,
  'server.busy': m.error_server_busy,
  'server.failed': m.error_server_failed,
};

/** The words of a code that was kept as text. */
export const refusalMessage = (code: string): string => (Object.hasOwn(words, code) ? words[code as ErrorCode]() : m.error_unknown());

/** What to tell the user about anything that was thrown. */
export function errorMessage(error: unknown): string {
  if (error instanceof RefusalError) return words[error.code]();
  if (error instanceof OfflineError) return m.error_offline();
  return m.error_unknown();
}
