/** Rows of registers that figures are made of: only lines that stand, each with its id, so that whoever is shown a figure can be shown its rows. */
import type { RegisterKind } from '@leitai/contract/register-kinds';
import type { Database, Transaction } from '@leitai/database';

/** Of an organisation's post, days included at both ends, as YYYY-MM-DD. No post: the whole organisation. */
export type RowsOf = { readonly eventId: string; readonly organisationId: string; readonly postId: string | null; readonly from: string; readonly until: string };
export type Line = { readonly id: string; readonly day: string | null; readonly organisationId: string | null; readonly postId: string | null; readonly body: Readonly<Record<string, string>> };

export async function standingLines(db: Database | Transaction, eventId: string, register: RegisterKind): Promise<Line[]> {
  const rows = await db.registerEntry.findMany({ where: { eventId, register, state: 'stands' }, orderBy: [{ day: 'asc' }, { id: 'asc' }] });
  return rows.map(({ id, day, organisationId, postId, body }) => ({ id, day: day?.toISOString().slice(0, 10) ?? null, organisationId, postId, body: body as Line['body'] }));
}

const theirs = ({ organisationId, postId }: RowsOf) => (line: Line): boolean => line.organisationId === organisationId && (postId === null || line.postId === postId);
const within = ({ from, until }: RowsOf) => ({ day }: Line): boolean => day !== null && day >= from && day <= until;

async function linesOf(db: Database | Transaction, of: RowsOf, register: RegisterKind): Promise<Line[]> {
  return (await standingLines(db, of.eventId, register)).filter((line) => theirs(of)(line) && within(of)(line));
}

/** People on post on the last day: of each post the latest line until then. */
export async function headcount(db: Database | Transaction, of: RowsOf): Promise<{ count: number; rows: Line[] }> {
  const lines = (await standingLines(db, of.eventId, 'staffing')).filter((line) => theirs(of)(line) && line.day! <= of.until);
  const rows = [...new Map(lines.map((line) => [line.postId, line])).values()];
  return { count: rows.reduce((sum, { body }) => sum + Number(body['headcount']), 0), rows };
}

export type Attendance = Line & { readonly session: Line; readonly person: string };

/** Who was trained in sessions of the period. `people` counts each once, by number, or by name where there is none. */
export async function training(db: Database | Transaction, of: RowsOf): Promise<{ attendances: number; people: number; headcount: number; rows: Attendance[] }> {
  const rows = (await attendances(db, of.eventId)).filter((row) => theirs(of)(row) && within(of)(row.session));
  return { attendances: rows.length, people: new Set(rows.map(({ person }) => person)).size, headcount: (await headcount(db, of)).count, rows };
}

/** Every attendance with its session; one whose session was struck counts nowhere. */
export async function attendances(db: Database | Transaction, eventId: string): Promise<Attendance[]> {
  const sessions = new Map((await standingLines(db, eventId, 'sessions')).map((session) => [session.body['number'], session]));
  return (await standingLines(db, eventId, 'attendance')).flatMap((line) => {
    const session = sessions.get(line.body['session']);
    return session ? [{ ...line, session, person: personOf(line) }] : [];
  });
}

/** The number says who it is; without one, organisation and name do. */
export const personOf = ({ organisationId, body }: Line): string => body['employeeNo'] || `${organisationId}\n${body['name']}`;

/** Of what was at the workplace at the last check in the period, which editions were valid on the day of that check. */
export async function standardsInUse(db: Database | Transaction, of: RowsOf): Promise<{ valid: number; inUse: number; rows: (Line & { readonly valid: boolean })[] }> {
  const editions = new Map((await standingLines(db, of.eventId, 'standards')).map((line) => [`${line.body['standard']}\n${line.body['edition']}`, line]));
  const checks = new Map((await linesOf(db, of, 'standard-use')).map((line) => [`${line.postId}\n${line.body['standard']}`, line]));
  const rows = [...checks.values()].map((line) => {
    const edition = editions.get(`${line.body['standard']}\n${line.body['edition']}`);
    const until = edition?.body['until'] ?? '';
    return { ...line, valid: edition !== undefined && edition.day! <= line.day! && (until === '' || line.day! < until) };
  });
  return { valid: rows.filter(({ valid }) => valid).length, inUse: rows.length, rows };
}

/** Which of the six kinds of documents (规划、记录、计划、自查、考核、成果) were made in the period. */
export async function documents(db: Database | Transaction, of: RowsOf): Promise<{ kinds: number; rows: Line[] }> {
  const rows = await linesOf(db, of, 'documents');
  return { kinds: new Set(rows.map(({ body }) => body['kind'])).size, rows };
}

export async function quiz(db: Database | Transaction, of: RowsOf): Promise<{ asked: number; right: number; rows: Line[] }> {
  const rows = await linesOf(db, of, 'quiz');
  const sum = (field: string): number => rows.reduce((total, { body }) => total + Number(body[field]), 0);
  return { asked: sum('asked'), right: sum('right'), rows };
}

/** A line without a post is the whole organisation's, and counts for each of its posts. */
const theirsOrWhole = (of: RowsOf) => (line: Line): boolean => theirs(of)(line) || (line.organisationId === of.organisationId && line.postId === null);
async function orWhole(db: Database | Transaction, of: RowsOf, register: RegisterKind): Promise<Line[]> {
  return (await standingLines(db, of.eventId, register)).filter((line) => theirsOrWhole(of)(line) && within(of)(line));
}

export async function awards(db: Database | Transaction, of: RowsOf): Promise<{ count: number; rows: Line[] }> {
  const rows = await orWhole(db, of, 'awards');
  return { count: rows.length, rows };
}

/** Only what a second person has confirmed. An accident is a veto. */
export async function incidents(db: Database | Transaction, of: RowsOf): Promise<{ complaints: number; accidents: number; unreported: number; rows: Line[] }> {
  const rows = await orWhole(db, of, 'incidents');
  const count = (field: string, value: string): number => rows.filter(({ body }) => body[field] === value).length;
  return { complaints: count('kind', 'complaint'), accidents: count('kind', 'accident'), unreported: count('reported', 'no'), rows };
}
