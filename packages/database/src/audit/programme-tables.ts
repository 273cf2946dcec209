/** The tables whose every change is an event of the programme's record: key (event_id, id), each row as the last event that names it left it. */
export const PROGRAMME_TABLES = ['finding', 'finding_settings'] as const satisfies readonly string[];
export type ProgrammeTable = (typeof PROGRAMME_TABLES)[number];
