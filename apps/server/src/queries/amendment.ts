/** What a correction makes of a result: the corrected marks through the engine once more, and whose outcome it moves. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { CorrectionChange, Moved } from '@leitai/contract';
import { Refused, withPoints, type ContestFacts, type EntrantModel, type FactsResult } from '@leitai/database';
import { checkMark, judgedRules, scoreEntrant, type EntrantScore, type MarkValue, type SheetInput } from '@leitai/scoring';
import { entrantState } from './enum-names.ts';
import { movedBy } from './moved.ts';
import { marksOf, type StoredSheet } from './sheet.ts';

export type Amendment = {
  readonly result: FactsResult;
  readonly score: EntrantScore;
  readonly sheets: readonly SheetInput[];
  /** What is read in place of what, and the mark's new version. */
  readonly marks: readonly { sheetId: string; criterionId: string; before: MarkValue | null; after: MarkValue | null; version: number }[];
  readonly confirmedVetoes: readonly string[];
  readonly entrant: Pick<EntrantModel, 'state' | 'outReason'>;
  readonly moved: readonly Moved[];
};

/**
 * @param entrant as it stands; `sheets` are all of its sheets, with their marks.
 * @throws Refused 'entrant.not-found' for one without a result, 'correction.stale' (details: what stands now), 'sheet.not-found' for a sheet
 * that was not counted, 'mark.invalid', 'request.invalid' (details.vetoes that nobody raised), 'result.veto-undecided', 'result.incomplete',
 * 'entrant.bad-state', 'correction.empty' where nothing would change.
 */
export function amend(facts: ContestFacts, entrant: EntrantModel, sheets: readonly StoredSheet[], change: CorrectionChange, reason: string): Amendment {
  const result = facts.results.find(({ entrantId }) => entrantId === entrant.id);
  if (!result) throw new Refused('entrant.not-found');
  if (result.revision !== change.resultRevision) throw new Refused('correction.stale', { resultRevision: result.revision });
  const counted = countedSheets(result, sheets);
  const marks = change.marks.map((mark) => changedMark(facts, counted, mark));
  const inputs = result.sheets.map((input) => {
    const sheet = counted.find(({ judgeId }) => judgeId === input.judgeId)!;
    const mine = marks.filter(({ sheetId }) => sheetId === sheet.id);
    const kept = Object.entries(marksOf(sheet)).filter(([id]) => !mine.some(({ criterionId }) => criterionId === id));
    return { ...input, marks: Object.fromEntries([...kept, ...mine.flatMap(({ criterionId, after }) => (after === null ? [] : [[criterionId, after] as const]))]) };
  });
  const confirmedVetoes = decidedVetoes(facts, result, inputs, change);
  const score = scoreEntrant(facts.scheme, judgedRules(facts.rules), inputs, { confirmedVetoes, derived: facts.derived[entrant.id] ?? {} });
  if (score.status === 'incomplete') throw new Refused('result.incomplete', { reason: score.reason });
  const next = nextState(entrant, score, change, reason);
  const idle = marks.every(({ before, after }) => isDeepStrictEqual(before, after))
    && isDeepStrictEqual([...confirmedVetoes].sort(), [...vetoesOf(result)].sort()) && change.disqualified === undefined;
  if (idle) throw new Refused('correction.empty');
  const after = withPoints({
    ...facts,
    entrants: facts.entrants.map((one) => (one.id === entrant.id ? { ...one, state: entrantState(next.state) } : one)),
    results: facts.results.map((one) => (one === result ? { ...one, judged: score, score, sheets: inputs } : one)),
  });
  return { result, score, sheets: inputs, marks, confirmedVetoes, entrant: next, moved: movedBy(facts, after, entrant.id) };
}

export const vetoesOf = ({ judged: score }: Pick<FactsResult, 'judged'>): readonly string[] => ('vetoes' in score ? score.vetoes : []);

/** The sheets a result was made of. */
export const countedSheets = ({ sheets: inputs }: FactsResult, sheets: readonly StoredSheet[]): StoredSheet[] =>
  inputs.map(({ judgeId }) => sheets.find((sheet) => sheet.judgeId === judgeId && sheet.state === 'confirmed')!);

function changedMark({ scheme }: ContestFacts, counted: readonly StoredSheet[], mark: CorrectionChange['marks'][number]): Amendment['marks'][number] {
  const { sheetId, criterionId, value, expectedVersion } = mark;
  const sheet = counted.find(({ id }) => id === sheetId);
  if (!sheet) throw new Refused('sheet.not-found');
  const stands = sheet.marks.find((one) => one.criterionId === criterionId);
  const version = stands?.version ?? 0;
  if (version !== expectedVersion) throw new Refused('correction.stale', { sheetId, criterionId, version, value: stands?.value ?? null });
  const clears = value === null && scheme.vetoes.some(({ id }) => id === criterionId);
  const issues = clears ? [] : checkMark(scheme, criterionId, value);
  if (issues.length > 0) throw new Refused('mark.invalid', { criterionId, issues });
  return { sheetId, criterionId, before: (stands?.value as MarkValue | null | undefined) ?? null, after: value, version: version + 1 };
}

/** VETO-1: who raises a veto anew says whether it counts; those decided before stay as they were decided unless changed. */
function decidedVetoes({ scheme }: ContestFacts, result: FactsResult, inputs: readonly SheetInput[], { vetoes }: CorrectionChange): string[] {
  const raisedIn = (sheets: readonly SheetInput[]): string[] => scheme.vetoes.map(({ id }) => id).filter((id) => sheets.some(({ marks }) => marks[id] !== undefined));
  const raised = raisedIn(inputs);
  const unknown = Object.keys(vetoes).filter((id) => !raised.includes(id));
  if (unknown.length > 0) throw new Refused('request.invalid', { vetoes: unknown });
  const undecided = raised.filter((id) => vetoes[id] === undefined && !raisedIn(result.sheets).includes(id));
  if (undecided.length > 0) throw new Refused('result.veto-undecided', { vetoes: undecided });
  return raised.filter((id) => vetoes[id] ?? vetoesOf(result).includes(id));
}

/** What the chief ordered stays until it is lifted; otherwise the score says whether a veto disqualifies. */
function nextState(entrant: EntrantModel, score: EntrantScore, { disqualified }: CorrectionChange, reason: string): Amendment['entrant'] {
  const { state, outReason } = entrant;
  const ordered = outReason !== null;
  if (disqualified === true) {
    if (ordered || state === 'disqualified') throw new Refused('entrant.bad-state', { state: entrantState(state) });
    return { state: 'disqualified', outReason: reason };
  }
  if (disqualified === false && !ordered) throw new Refused('entrant.bad-state', { state: entrantState(state) });
  if (ordered && disqualified === undefined) return { state, outReason };
  return { state: score.status === 'disqualified' ? 'disqualified' : 'confirmed', outReason: null };
}
