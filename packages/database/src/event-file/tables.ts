/** Which tables an event file carries, and which it does not and why. A test holds both lists against the database's catalogue. */

export type EventTable = {
  readonly name: string;
  /** Rows are written in this order, by default the primary key's: what a row refers to in its own table comes before it. */
  readonly order?: readonly string[];
  /** Columns that never leave the house. */
  readonly without?: readonly string[];
  /** A table without an event's id: which of its rows the event needs, with $1 for the event. They are added where they are not there, and stay when the event goes. */
  readonly shared?: string;
  /** Bytes that are a member of their own, named by the column `key`. */
  readonly file?: { readonly column: string; readonly key: string };
  /** What a practice copy takes over of a row; absent: it takes none. */
  readonly practice?: readonly string[];
};

/** In the order in which they are put in: what a row refers to comes before it. */
export const EVENT_TABLES: readonly EventTable[] = [
  { name: 'event', practice: ['id', 'kind', 'name', 'recusal_months', 'appeal_hours', 'review_hours', 'public_names', 'rules', 'objection_days'] },
  { name: 'organisation', practice: ['event_id', 'id', 'name'] },
  { name: 'person', practice: ['event_id', 'id', 'kind', 'name', 'gender', 'employee_no', 'organisation_id'] },
  { name: 'person_organisation', practice: ['event_id', 'person_id', 'organisation_id', 'since', 'until'] },
  { name: 'post', practice: ['event_id', 'id', 'code', 'letter', 'name', 'short_name'] },
  { name: 'scheme_version', practice: ['event_id', 'id', 'code', 'version', 'body', 'hash', 'made_by', 'made_at'] },
  { name: 'scheme_draft', practice: ['event_id', 'id', 'code', 'body', 'revision', 'saved_by', 'saved_at'] },
  { name: 'contest', practice: ['event_id', 'id', 'post_id', 'scheme_version_id', 'rules', 'board_names', 'recheck_top', 'recheck_rest', 'recheck_limit', 'auto_confirm'] },
  { name: 'check_setting', practice: ['event_id', 'contest_id', 'rules', 'day', 'site', 'saved', 'saved_by'] },
  { name: 'station', practice: ['event_id', 'id', 'number', 'name', 'place', 'contest_ids'] },
  { name: 'contest_session', practice: ['event_id', 'id', 'contest_id', 'station_id', 'starts_at', 'minutes', 'changeover', 'from_position', 'to_position'] },
  // The code that opens an own result is the contestant's secret: badges are printed anew.
  { name: 'entrant', without: ['result_code_hash'], practice: ['event_id', 'id', 'contest_id', 'person_id', 'organisation_id', 'position', 'code'] },
  // Names a session, which stays: tablets are paired anew.
  { name: 'judge', without: ['active_session_id'], practice: ['event_id', 'id', 'contest_id', 'person_id', 'role', 'seat', 'ended_at'] },
  { name: 'pool_judge', practice: ['event_id', 'person_id', 'chief', 'days'] },
  { name: 'qualification', practice: ['event_id', 'person_id', 'post_id', 'level', 'until'] },
  { name: 'inspection_plan' },
  { name: 'inspection_round' },
  { name: 'inspection_visit' },
  { name: 'check_in' },
  { name: 'broadcast' },
  { name: 'broadcast_read' },
  { name: 'points_import' },
  { name: 'indicator_value' },
  { name: 'attempt' },
  { name: 'sheet' },
  { name: 'mark' },
  { name: 'note' },
  { name: 'evidence_bytes', file: { column: 'bytes', key: 'hash' } },
  { name: 'evidence' },
  { name: 'paper_entry' },
  { name: 'signature' },
  { name: 'recusal' },
  { name: 'contest_event' },
  { name: 'finding' },
  { name: 'finding_settings' },
  { name: 'year_evaluation' },
  { name: 'programme' },
  { name: 'programme_event' },
  { name: 'result' },
  { name: 'sign_off' },
  { name: 'recheck' },
  { name: 'correction' },
  // An appeal in the second instance refers to the first.
  { name: 'appeal', order: ['event_id', 'contest_id', 'number'] },
  { name: 'appeal_evidence', file: { column: 'content', key: 'id' } },
  { name: 'roster_import' },
  { name: 'draw' },
  { name: 'voided_draw' },
  { name: 'access_log' },
  { name: 'screen_picture', file: { column: 'bytes', key: 'id' } },
  { name: 'ceremony' },
  { name: 'signing_key', without: ['private_key', 'taken_in_at'], shared: '"id" IN (SELECT "key_id" FROM "certificate" WHERE "event_id" = $1::uuid)' },
  { name: 'certificate_plan' },
  // One that replaces another refers to it.
  { name: 'certificate', order: ['event_id', 'contest_id', 'serial'] },
  { name: 'certificate_revocation' },
  { name: 'post_qualification' },
  { name: 'qualification_suspension' },
  { name: 'register_entry' },
  { name: 'survey' },
  { name: 'survey_subject' },
  { name: 'survey_answer' },
  // Without them a device could answer once more in a round that is put back.
  { name: 'survey_device' },
  { name: 'demonstration_round' },
  { name: 'demonstration_application' },
  { name: 'demonstration_item' },
  { name: 'demonstration_file' },
  { name: 'demonstration_decision' },
  { name: 'demonstration_objection' },
  { name: 'plaque' },
  { name: 'plaque_check' },
  { name: 'plaque_withdrawal' },
];

/** Tables with an event's id that stay where they are. */
export const WITHHELD: Readonly<Record<string, string>> = {
  account: 'people who sign in belong to the installation, and their passwords to them',
  sign_in_link: 'a secret; links are made anew',
  session: 'a secret; tablets are paired, phones opened and people signed in anew',
  pairing_code: 'a secret; codes are made anew',
  display: 'a screen belongs to the hall it stands in',
  api_token: 'a secret, of whoever has an account here',
  webhook: 'a secret; where results are told is said anew where the event goes',
  webhook_delivery: 'says what this installation told',
  backup_state: 'says when this installation was backed up',
};
