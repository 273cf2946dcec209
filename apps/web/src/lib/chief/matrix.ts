/** The chief's matrix: judges × criteria for one entrant, and the result the panel would give, all from the engine. */
import type { ChiefDesk, PanelJudge, Sheet, SheetState } from '@leitai/contract';
import { judgedRules, scoreEntrant, scoreSheet, spreads, type EntrantScore, type Marks, type SheetScore, type Spreads, type Use, type Veto } from '@leitai/scoring';

export type MatrixRow = {
  readonly judge: PanelJudge;
  readonly sheet: Sheet | null;
  /** `none`: the judge has not opened the sheet. */
  readonly state: SheetState | 'none';
  readonly score: SheetScore;
  /** Whether the total counts; null while the sheet is not handed in or there is no result yet. */
  readonly use: Use | null;
  /** The same of each criterion, by id, where the panel combines below the sheet. */
  readonly uses: ReadonlyMap<string, Use>;
};
export type RaisedVeto = { readonly veto: Veto; readonly raised: readonly { readonly judge: PanelJudge; readonly reason: string }[] };

/** What still keeps the result from being confirmed, in the order the chief deals with it. */
export type Blocker =
  | { readonly type: 'sheets-missing'; readonly judges: readonly PanelJudge[] }
  | { readonly type: 'veto-undecided'; readonly vetoes: readonly Veto[] }
  | { readonly type: 'incomplete'; readonly reason: Extract<EntrantScore, { status: 'incomplete' }>['reason'] };

export type Matrix = {
  readonly rows: readonly MatrixRow[];
  /** The sheets that count: handed in, or already confirmed. */
  readonly counted: readonly Sheet[];
  readonly missing: readonly PanelJudge[];
  readonly vetoes: readonly RaisedVeto[];
  /** A mark was given: until then nothing is missing, the entrant has only not been judged yet. */
  readonly begun: boolean;
  /** How far apart the counted sheets lie (SPREAD-1, SPREAD-2). */
  readonly spreads: Spreads;
  /** Null while no sheet counts. */
  readonly score: EntrantScore | null;
  readonly blockers: readonly Blocker[];
};

/** What the chief has decided so far about this entrant: judges left out by id, vetoes that stand or fall by id. */
export type Decisions = { readonly without: readonly string[]; readonly vetoes: Readonly<Record<string, boolean>> };

/** @param attempt the entrant's, from 1. */
export function matrixOf(desk: Pick<ChiefDesk, 'scheme' | 'rules' | 'judges' | 'sheets' | 'recusals' | 'entrants'>, entrantId: string, attempt: number, decisions: Decisions): Matrix {
  const judges = [...desk.judges].sort((a, b) => a.seat - b.seat);
  const sheets = judges.map((judge) => desk.sheets.find((one) => one.entrantId === entrantId && one.attempt === attempt && one.judgeId === judge.id) ?? null);
  const counted = sheets.filter((sheet): sheet is Sheet => sheet !== null && counts(sheet));
  const recused = new Set(desk.recusals.filter((one) => one.entrantId === entrantId).map((one) => one.judgeId));
  const missing = judges.filter((judge, index) => !recused.has(judge.id) && !counted.includes(sheets[index] as Sheet));
  const vetoes = raisedVetoes(desk.scheme.vetoes, judges, counted);
  const confirmedVetoes = vetoes.map(({ veto }) => veto.id).filter((id) => decisions.vetoes[id] === true);
  const { derived = {} } = desk.entrants.find(({ id }) => id === entrantId) ?? {};
  const score =
    counted.length === 0
      ? null
      : scoreEntrant(desk.scheme, judgedRules(desk.rules), counted.map((sheet) => ({ judgeId: sheet.judgeId, marks: marksOf(sheet) })), { confirmedVetoes, derived });
  const uses = new Map(score?.status === 'scored' ? score.judges.values.map((value) => [value.judgeId, value.use]) : []);
  const rows = judges.map((judge, index): MatrixRow => {
    const sheet = sheets[index] ?? null;
    return { judge, sheet, state: recused.has(judge.id) ? 'recused' : (sheet?.state ?? 'none'), score: scoreSheet(desk.scheme, sheet ? marksOf(sheet) : {}, { derived }), use: uses.get(judge.id) ?? null, uses: usesBelow(desk.rules, score, judge.id) };
  });
  return {
    rows,
    counted,
    missing,
    vetoes,
    spreads: spreads(desk.scheme, desk.rules, counted.map((sheet) => ({ judgeId: sheet.judgeId, marks: marksOf(sheet) }))),
    begun: rows.some((row) => row.score.marked > 0 || row.score.vetoes.length > 0),
    score,
    blockers: blockersOf(missing.filter((judge) => !decisions.without.includes(judge.id)), vetoes, score, decisions),
  };
}

/** Empty where whole sheets combine: then it is the total that is dropped. */
function usesBelow(rules: ChiefDesk['rules'], score: EntrantScore | null, judgeId: string): ReadonlyMap<string, Use> {
  if (rules.panel.level === 'sheet' || score?.status !== 'scored') return new Map();
  return new Map(score.criteria.flatMap(({ id, judges }) => judges.values.filter((value) => value.judgeId === judgeId).map(({ use }) => [id, use] as const)));
}

/** What stands beside one mark. */
export const besideOf = ({ sheet }: MatrixRow, criterionId: string) => ({
  note: sheet?.notes.find((note) => note.criterionId === criterionId)?.text ?? '', evidence: (sheet?.evidence ?? []).filter((one) => one.criterionId === criterionId),
});

/** What each judge who lies too far out is asked to look at again, by judge id. */
export function outliers(criteria: Spreads['criteria']): ReadonlyMap<string, readonly string[]> {
  const asked = new Map<string, string[]>();
  for (const { id, exceeded, high, low } of criteria) {
    for (const judgeId of exceeded ? [...high, ...low] : []) asked.set(judgeId, [...(asked.get(judgeId) ?? []), id]);
  }
  return asked;
}

const counts = (sheet: Sheet): boolean => sheet.state === 'submitted' || sheet.state === 'confirmed';

export const marksOf = (sheet: Sheet): Marks =>
  Object.fromEntries(sheet.marks.flatMap((mark) => (mark.value === null ? [] : [[mark.criterionId, mark.value]])));

function raisedVetoes(vetoes: readonly Veto[], judges: readonly PanelJudge[], sheets: readonly Sheet[]): RaisedVeto[] {
  return vetoes.flatMap((veto) => {
    const raised = judges.flatMap((judge) => {
      const value = sheets.find((sheet) => sheet.judgeId === judge.id)?.marks.find((mark) => mark.criterionId === veto.id)?.value;
      return value?.type === 'veto' ? [{ judge, reason: value.reason }] : [];
    });
    return raised.length > 0 ? [{ veto, raised }] : [];
  });
}

function blockersOf(missing: readonly PanelJudge[], vetoes: readonly RaisedVeto[], score: EntrantScore | null, decisions: Decisions): Blocker[] {
  const undecided = vetoes.map(({ veto }) => veto).filter((veto) => decisions.vetoes[veto.id] === undefined);
  return [
    ...(missing.length > 0 ? [{ type: 'sheets-missing', judges: missing } as const] : []),
    ...(undecided.length > 0 ? [{ type: 'veto-undecided', vetoes: undecided } as const] : []),
    ...(missing.length === 0 && score === null ? [{ type: 'incomplete', reason: 'quorum' } as const] : []),
    ...(missing.length === 0 && score?.status === 'incomplete' ? [{ type: 'incomplete', reason: score.reason } as const] : []),
  ];
}
