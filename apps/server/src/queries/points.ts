/** Points that are brought in: an uploaded file as it would be, the imports so far, and who still lacks them. */
import type { PointsImports, PointsPreview, PointsRow, Text } from '@leitai/contract';
import { contestFacts, pointsOf, Refused, type ContestFacts, type Database, type Transaction } from '@leitai/database';
import { compareExact, isDecimal } from '@leitai/scoring';
import { readTable } from '../roster/read-table.ts';
import { MOST_ROWS } from '../roster/table.ts';
import { pointsRows, type PointsLine } from '../roster/points-rows.ts';
import type { Place } from './sealed.ts';

type PersonIn = { readonly personId: string; readonly who: string; readonly employeeNo: string | null; readonly organisation: Text };

/** The contest's contestants as people, by name: no code is said, which a sealed draw keeps apart. */
export async function peopleIn(db: Database | Transaction, place: Place): Promise<PersonIn[]> {
  const entrants = await db.entrant.findMany({ where: place, include: { person: true, organisation: true }, orderBy: [{ person: { name: 'asc' } }, { personId: 'asc' }] });
  return entrants.map(({ personId, person, organisation }) => ({ personId, who: person.name, employeeNo: person.employeeNo, organisation: organisation.name as Text }));
}

/** What is wrong with points out of so many; null when nothing is. */
export function pointsFault(points: string, max: string): 'not-a-number' | 'over-max' | null {
  if (!isDecimal(points) || points.startsWith('-')) return 'not-a-number';
  return compareExact(points, max) > 0 ? 'over-max' : null;
}

/** @param stop nobody waits for it any more. @throws Refused 'contest.not-found', 'points.stage', 'import.unreadable', 'import.too-many-rows', 'import.missing-column'. */
export async function previewPoints(db: Database, place: Place, stageId: string, bytes: Uint8Array, stop?: AbortSignal): Promise<PointsPreview> {
  const facts = await contestFacts(db, place.eventId, place.contestId);
  if (!facts) throw new Refused('contest.not-found');
  const stage = facts.rules.stages?.stages.find(({ id }) => id === stageId)?.broughtIn;
  if (!stage) throw new Refused('points.stage', { stageId });
  const people = await peopleIn(db, place);
  const lines = pointsRows(await readTable(bytes, stop));
  if (lines.length > MOST_ROWS) throw new Refused('import.too-many-rows', { most: MOST_ROWS });
  const seen = new Map<string, number>();
  const rows = lines.map((line) => rowOf(line, facts, stageId, stage.max, people, seen));
  const brought = new Set(rows.map(({ personId }) => personId));
  const without = people.filter(({ personId }) => !brought.has(personId) && pointsOf(facts, stageId, personId) === undefined);
  return { rows, without: without.map(({ who, organisation }) => ({ who, organisation })) };
}

type Row = PointsPreview['rows'][number];

function rowOf(line: PointsLine, facts: ContestFacts, stageId: string, max: string, people: readonly PersonIn[], seen: Map<string, number>): Row {
  const found = people.filter((one) => (line.employeeNo === '' ? one.who === line.name : one.employeeNo === line.employeeNo));
  const [person] = found;
  const faults: Row['faults'] = [];
  if (line.formula) faults.push({ column: 'points', code: 'formula' });
  else if (line.points === '') faults.push({ column: 'points', code: 'required' });
  else {
    const fault = pointsFault(line.points, max);
    if (fault) faults.push({ column: 'points', code: fault, params: { max } });
  }
  if (line.employeeNo === '' && line.name === '') faults.push({ column: 'who', code: 'required' });
  else if (!person) faults.push({ column: 'who', code: 'unknown-person' });
  else if (found.length > 1) faults.push({ column: 'who', code: 'ambiguous' });
  else if (line.name !== '' && person.who !== line.name) faults.push({ column: 'who', code: 'other-name', params: { name: person.who } });
  else if (seen.has(person.personId)) faults.push({ column: 'who', code: 'duplicate', params: { line: seen.get(person.personId)! } });
  else seen.set(person.personId, line.line);
  const known = found.length === 1 ? person : undefined;
  return {
    line: line.line, personId: known?.personId ?? null, who: line.name || (known?.who ?? line.employeeNo), organisation: known?.organisation ?? null,
    before: known ? (pointsOf(facts, stageId, known.personId) ?? null) : null, after: line.points, faults,
  };
}

/** @throws Refused 'contest.not-found'. */
export async function pointsImports(db: Database, place: Place): Promise<PointsImports> {
  const facts = await contestFacts(db, place.eventId, place.contestId);
  if (!facts) throw new Refused('contest.not-found');
  const people = await peopleIn(db, place);
  const names = new Map(people.map((one) => [one.personId, one]));
  const imports = await db.pointsImport.findMany({ where: place, orderBy: [{ proposedAt: 'desc' }, { id: 'asc' }] });
  const gone = await db.person.findMany({
    where: { eventId: place.eventId, id: { in: imports.flatMap(({ rows }) => (rows as unknown as PointsRow[]).map(({ personId }) => personId)).filter((id) => !names.has(id)) } },
  });
  const nameOf = (id: string) => names.get(id)?.who ?? gone.find((one) => one.id === id)?.name ?? '—';
  return {
    stages: (facts.rules.stages?.stages ?? []).flatMap(({ id, name, weight, broughtIn }) => (broughtIn
      ? [{ id, name, weight, max: broughtIn.max, have: people.filter(({ personId }) => pointsOf(facts, id, personId) !== undefined).length, of: people.length }]
      : [])),
    imports: imports.map((one) => ({
      id: one.id, stageId: one.stageId, reason: one.reason, state: one.state,
      proposed: { name: one.proposedBy, at: one.proposedAt.toISOString() },
      decided: one.decidedBy !== null && one.decidedAt ? { name: one.decidedBy, at: one.decidedAt.toISOString(), reason: one.rejection } : null,
      rows: (one.rows as unknown as PointsRow[]).map((row) => ({ ...row, who: nameOf(row.personId), organisation: names.get(row.personId)?.organisation ?? null })),
    })),
  };
}

/** Who of the contest, and not out of it, lacks points that a result needs. */
export async function lackingPoints(db: Database | Transaction, facts: Pick<ContestFacts, 'rules' | 'points'>, place: Place): Promise<string[]> {
  const stages = (facts.rules.stages?.stages ?? []).filter(({ broughtIn, whenMissing }) => broughtIn && whenMissing === 'no-result');
  if (stages.length === 0) return [];
  const entrants = await db.entrant.findMany({ where: { ...place, state: { notIn: ['absent', 'withdrawn', 'disqualified'] } }, include: { person: true }, orderBy: { person: { name: 'asc' } } });
  return entrants.filter(({ personId }) => stages.some(({ id }) => pointsOf(facts, id, personId) === undefined)).map(({ person }) => person.name);
}
