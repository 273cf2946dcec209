/** A contest's corrections, newest first, and the sheets a new one starts from. Codes only for the chief, and for everybody while the draw is sealed. */
import type { Correction, CorrectionGround, Corrections, MarkValue, Moved, Role, Text } from '@leitai/contract';
import { contestFacts, Refused, type ContestFacts, type CorrectionModel, type Database } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import type { Identity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { amend, countedSheets, vetoesOf } from './amendment.ts';
import type { KeptMove } from './moved.ts';
import type { Place } from './sealed.ts';
import { readSheets, type StoredSheet } from './sheet.ts';

/** As `proposeCorrection` keeps it. */
type Change = Parameters<typeof amend>[3] & { readonly before: readonly { readonly sheetId: string; readonly criterionId: string; readonly value: MarkValue | null }[] };

/** @throws Refused 'contest.not-found'. */
export async function corrections({ db }: Context, me: Identity, { eventId, contestId }: Place): Promise<Corrections> {
  const facts = await contestFacts(db, eventId, contestId);
  if (!facts) throw new Refused('contest.not-found');
  const { headHash } = await db.contest.findUniqueOrThrow({ where: { eventId_id: { eventId, id: contestId } }, select: { headHash: true } });
  const rows = await db.correction.findMany({ where: { eventId, contestId }, orderBy: [{ proposedAt: 'desc' }, { id: 'asc' }] });
  const sheets = await readSheets(db, { eventId, entrantId: { in: rows.map(({ entrantId }) => entrantId) } });
  const list = await Promise.all(rows.map((row) => toCorrection(db, facts, sheets, row)));
  return {
    contest: { id: contestId, eventId, letter: facts.letter, name: facts.name, state: facts.state, head: headHash },
    eventName: facts.eventName,
    criteria: [...allCriteria(facts.scheme)],
    vetoes: facts.scheme.vetoes.map(({ id, name }) => ({ id, name })),
    corrections: me.role === 'chief' || facts.sealed ? list.map(byCode) : list,
  };
}

async function toCorrection(db: Database, facts: ContestFacts, sheets: readonly StoredSheet[], row: CorrectionModel): Promise<Correction> {
  const change = row.change as unknown as Change;
  const entrant = facts.entrants.find(({ id }) => id === row.entrantId)!;
  const { code, name, organisation } = entrant;
  const seatOf = (sheetId: string): number => facts.seats.get(sheets.find(({ id }) => id === sheetId)?.judgeId ?? '') ?? 0;
  const before = (sheetId: string, criterionId: string) => change.before.find((one) => one.sheetId === sheetId && one.criterionId === criterionId)?.value ?? null;
  return {
    id: row.id, entrantId: row.entrantId, code, name, organisation,
    appealId: row.appealId, state: row.state, reason: row.reason,
    proposed: { name: row.proposedBy, at: row.proposedAt.toISOString(), role: row.proposedRole as Role },
    decided: row.decidedBy !== null && row.decidedAt ? { name: row.decidedBy, at: row.decidedAt.toISOString(), reason: row.rejection } : null,
    marks: change.marks
      .map(({ sheetId, criterionId, value }) => ({ seat: seatOf(sheetId), criterionId, before: before(sheetId, criterionId), after: value }))
      .sort((a, b) => a.seat - b.seat),
    vetoes: Object.entries(change.vetoes).map(([id, counts]) => ({ id, counts })),
    disqualified: change.disqualified ?? null,
    moved: row.state === 'proposed' ? await wouldMove(db, facts, sheets, row, change) : ((row.moved as unknown as KeptMove[] | null) ?? []).map((one) => named(facts, one)),
    until: row.until?.toISOString() ?? null,
  };
}

function named({ entrants }: ContestFacts, move: KeptMove): Moved {
  const { code, name, organisation } = entrants.find(({ id }) => id === move.entrantId)!;
  return { ...move, code, name, organisation };
}

/** Null when the proposal no longer fits what stands. */
async function wouldMove(db: Database, facts: ContestFacts, sheets: readonly StoredSheet[], { eventId, entrantId, reason }: CorrectionModel, change: Change): Promise<Moved[] | null> {
  const entrant = await db.entrant.findUniqueOrThrow({ where: { eventId_id: { eventId, id: entrantId } } });
  try {
    return [...amend(facts, entrant, sheets.filter((sheet) => sheet.entrantId === entrantId), { ...change, entrantId }, reason).moved];
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

const hidden = { name: null, organisation: null } satisfies { name: string | null; organisation: Text | null };
const byCode = (correction: Correction): Correction => ({ ...correction, ...hidden, moved: correction.moved && codesOnly(correction.moved) });
/** Whom a correction moves, without names. */
export const codesOnly = (moved: readonly Moved[]): Moved[] => moved.map((one) => ({ ...one, ...hidden }));

/** @throws Refused 'contest.not-found', 'entrant.not-found' for one of another contest or without a result. */
export async function entrantGround({ db }: Context, { eventId, contestId, entrantId }: Place & { readonly entrantId: string }): Promise<CorrectionGround> {
  const facts = await contestFacts(db, eventId, contestId);
  if (!facts) throw new Refused('contest.not-found');
  const entrant = facts.entrants.find(({ id }) => id === entrantId);
  const result = facts.results.find((one) => one.entrantId === entrantId);
  if (!entrant || !result) throw new Refused('entrant.not-found');
  const { outReason } = await db.entrant.findUniqueOrThrow({ where: { eventId_id: { eventId, id: entrantId } }, select: { outReason: true } });
  const raised = (id: string): boolean => result.sheets.some(({ marks }) => marks[id] !== undefined);
  return {
    entrantId, code: entrant.code, state: entrant.state, ordered: outReason !== null, resultRevision: result.revision,
    criteria: [...allCriteria(facts.scheme)],
    vetoes: facts.scheme.vetoes.map(({ id, name }) => ({ id, name, counts: raised(id) ? vetoesOf(result).includes(id) : null })),
    sheets: countedSheets(result, await readSheets(db, { eventId, entrantId }))
      .map(({ id, judgeId, marks }) => ({
        id, seat: facts.seats.get(judgeId) ?? 0,
        marks: marks.map(({ criterionId, value, version }) => ({ criterionId, value: value as MarkValue | null, version })),
      }))
      .sort((a, b) => a.seat - b.seat),
  };
}
