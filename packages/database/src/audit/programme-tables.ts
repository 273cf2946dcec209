/** The tables whose every change is an event of the programme's record: key (event_id, id), each row as the last event that names it left it. */
export const PROGRAMME_TABLES = [
  'finding', 'finding_settings', 'year_evaluation',
  'register_entry', 'survey', 'survey_subject',
  'demonstration_round', 'demonstration_application', 'demonstration_item', 'demonstration_file', 'demonstration_decision', 'demonstration_objection', 'plaque', 'plaque_check', 'plaque_withdrawal',
] as const satisfies readonly string[];
export type ProgrammeTable = (typeof PROGRAMME_TABLES)[number];
