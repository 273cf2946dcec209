/** The order of appearance as the chief works through it. */
import type { ChiefDesk, EntrantState, Sheet } from '@leitai/contract';

export type QueueEntrant = ChiefDesk['entrants'][number];
export type QueueCounts = { readonly confirmed: number; readonly returned: number; readonly waiting: number };

const OUT: readonly EntrantState[] = ['absent', 'withdrawn', 'disqualified'];

/** Taken out of the contest; a confirmed veto disqualifies too, but gives no reason in words. */
export const isOut = (entrant: QueueEntrant): boolean => OUT.includes(entrant.state);
export const isOver = (entrant: QueueEntrant): boolean => entrant.state === 'confirmed' || isOut(entrant);

export function countsOf(entrants: readonly QueueEntrant[], sheets: readonly Sheet[]): QueueCounts {
  const returned = new Set(sheets.filter((sheet) => sheet.state === 'returned').map((sheet) => sheet.entrantId));
  return {
    confirmed: entrants.filter((entrant) => entrant.state === 'confirmed').length,
    returned: returned.size,
    waiting: entrants.filter((entrant) => entrant.state === 'waiting').length,
  };
}

/** The one to look at when nobody was chosen: on stage, else performed and not confirmed, else the first still waiting, else the last. */
export function currentOf(entrants: readonly QueueEntrant[]): QueueEntrant | undefined {
  const inState = (state: EntrantState): QueueEntrant | undefined => entrants.find((entrant) => entrant.state === state);
  return inState('on-stage') ?? inState('performed') ?? inState('waiting') ?? entrants.at(-1);
}

/** Who is called after this one: the next still waiting in order of appearance, from the top again if need be. */
export function nextOf(entrants: readonly QueueEntrant[], after: QueueEntrant | undefined): QueueEntrant | undefined {
  const waiting = entrants.filter((entrant) => entrant.state === 'waiting' && entrant.id !== after?.id);
  return waiting.find((entrant) => entrant.position > (after?.position ?? 0)) ?? waiting[0];
}
