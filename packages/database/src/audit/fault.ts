/** What an audit finds: the exact place where a table and the record of a contest, or of a programme, disagree. */
import type { ProgrammeTable } from './programme-tables.ts';

export type AuditFault = {
  readonly eventId: string;
  /** Null for what the programme's record tells of. */
  readonly contestId: string | null;
  /** The number of the event concerned; null where no event speaks of the row. */
  readonly seq: number | null;
  readonly table: 'contest_event' | 'contest' | 'mark' | 'note' | 'evidence' | 'sheet' | 'judge' | 'result' | 'entrant' | 'recusal' | 'sign_off' | 'recheck' | 'correction' | 'points_import' | 'indicator_value' | 'paper_entry' | 'inspection_round' | 'inspection_visit' | 'appeal' | 'appeal_evidence' | 'attempt' | 'signature' | 'scheme_version' | 'draw' | 'certificate' | 'certificate_revocation' | 'check_setting' | 'post_qualification' | 'qualification_suspension' | 'programme' | 'programme_event' | ProgrammeTable | 'live';
  /** The row's key within the contest or the programme: "sheet/criterion" of a mark or note, the id of a photograph, sheet, judge or entrant, "judge/entrant" of a recusal, the entrant's of a recheck, "entrant/number" of an attempt, "sheet/version" of a signature, the number of an event. */
  readonly row: string;
  readonly column: string;
  /** What the record, or the recomputation from it, says. */
  readonly expected: unknown;
  /** What stands in the table; undefined when the row is missing. */
  readonly found: unknown;
};

/** A fault but for the contest it was found in. */
export type Finding = Omit<AuditFault, 'eventId' | 'contestId'>;
export type Report = (finding: Finding) => void;
