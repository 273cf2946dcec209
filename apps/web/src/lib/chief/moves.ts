/** Which sheets may change places: the same judge's, for entrants who are neither out nor confirmed. The server decides again. */
import type { ChiefDesk, Sheet } from '@leitai/contract';
import { isOver, type QueueEntrant } from './queue.ts';

export const movable = ({ state }: Sheet): boolean => state === 'open' || state === 'submitted' || state === 'returned';

/** The other entrants to whose sheet of this judge this one can be moved, in order of appearance. */
export function targetsOf(desk: Pick<ChiefDesk, 'entrants' | 'sheets' | 'recusals'>, sheet: Sheet): { readonly entrant: QueueEntrant; readonly sheet: Sheet }[] {
  const { judgeId, entrantId } = sheet;
  const recused = new Set(desk.recusals.filter((one) => one.judgeId === judgeId).map((one) => one.entrantId));
  if (recused.has(entrantId)) return [];
  return desk.entrants
    .filter((entrant) => entrant.id !== entrantId && !isOver(entrant) && !recused.has(entrant.id))
    .flatMap((entrant) => {
      const other = desk.sheets.find((one) => one.judgeId === judgeId && one.entrantId === entrant.id && one.attempt === entrant.attempt && movable(one));
      return other ? [{ entrant, sheet: other }] : [];
    });
}
