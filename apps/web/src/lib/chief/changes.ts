/** What the chief's desk becomes when the server tells of a change: pure, and deaf to anything older than what is shown. */
import type { ChiefDesk, Mark, ServerMessages, Sheet } from '@leitai/contract';

/** `gap` means something in between was missed: ask for the snapshot again. */
export type Applied = { readonly desk: ChiefDesk; readonly gap: boolean };

export function applyMark(desk: ChiefDesk, change: ServerMessages['mark:changed']): Applied {
  const sheet = desk.sheets.find((one) => one.id === change.sheetId);
  if (change.contestId !== desk.contest.id) return { desk, gap: false };
  if (!sheet) return { desk, gap: true };
  const marks = withMark(sheet.marks, change.mark);
  if (marks === sheet.marks) return { desk, gap: false };
  return advance(withSheet(desk, { ...sheet, marks, version: Math.max(sheet.version, change.sheetVersion) }), desk, change.revision);
}

export function applySheet(desk: ChiefDesk, change: ServerMessages['sheet:changed']): Applied {
  if (change.contestId !== desk.contest.id) return { desk, gap: false };
  const known = desk.sheets.find((one) => one.id === change.sheet.id);
  if (known && known.version > change.sheet.version) return { desk, gap: false };
  return advance(withSheet(desk, change.sheet), desk, change.revision);
}

/** Totals come only in the chief's room; an entrant told of without one keeps the total already known. */
export function applyContest(desk: ChiefDesk, change: ServerMessages['contest:changed']): Applied {
  if (change.contest.id !== desk.contest.id || change.contest.revision < desk.contest.revision) return { desk, gap: false };
  const known = new Map(desk.entrants.map((entrant) => [entrant.id, entrant]));
  const entrants = change.entrants.map((entrant) => ({ total: known.get(entrant.id)?.total ?? null, outReason: known.get(entrant.id)?.outReason ?? null, substitute: known.get(entrant.id)?.substitute ?? null, arrived: known.get(entrant.id)?.arrived ?? null, ...entrant }));
  // Opening lays out the sheets and fixes the rules.
  return { desk: { ...desk, contest: change.contest, entrants, arrivals: change.arrivals ?? desk.arrivals }, gap: desk.contest.state !== change.contest.state };
}

export function applyJudges(desk: ChiefDesk, change: ServerMessages['judges:changed']): Applied {
  if (change.contestId !== desk.contest.id) return { desk, gap: false };
  return { desk: { ...desk, judges: change.judges }, gap: false };
}

export function applyRecusal(desk: ChiefDesk, { contestId, recusal }: ServerMessages['recusal:made']): Applied {
  if (contestId !== desk.contest.id) return { desk, gap: false };
  const others = desk.recusals.filter(({ judgeId, entrantId }) => judgeId !== recusal.judgeId || entrantId !== recusal.entrantId);
  return { desk: { ...desk, recusals: [...others, recusal] }, gap: false };
}

function withMark(marks: readonly Mark[], mark: Mark): Mark[] {
  const known = marks.find((one) => one.criterionId === mark.criterionId);
  if (known && known.version >= mark.version) return marks as Mark[];
  return known ? marks.map((one) => (one === known ? mark : one)) : [...marks, mark];
}

function withSheet(desk: ChiefDesk, sheet: Sheet): ChiefDesk {
  const known = desk.sheets.some((one) => one.id === sheet.id);
  return { ...desk, sheets: known ? desk.sheets.map((one) => (one.id === sheet.id ? sheet : one)) : [...desk.sheets, sheet] };
}

function advance(next: ChiefDesk, before: ChiefDesk, revision: number): Applied {
  const known = before.contest.revision;
  return { desk: { ...next, contest: { ...next.contest, revision: Math.max(known, revision) } }, gap: revision > known + 1 };
}
