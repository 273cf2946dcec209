/** Which page of its playlist a screen shows: decided by the server's clock alone, so that all screens with one playlist turn together. */
import type { ContestState, HallState, OverviewState, Playlist, PlaylistItem, ScreenPage } from '@leitai/contract';

/** As much of the public states as decides; null while it is not known yet. */
export type Known = {
  readonly overview: { readonly contests: readonly { readonly contestId: string; readonly state: ContestState }[]; readonly organisations: OverviewState['organisations'] } | null;
  readonly hall: Pick<HallState, 'contests' | 'medals'> | null;
};

/** A board of every running contest becomes one item for each, in the contests' order. */
export function spread(playlist: Playlist, { overview }: Known): Playlist {
  return playlist.flatMap((item): PlaylistItem[] => {
    if (item.page.kind !== 'board' || item.page.contestId !== null || overview === null) return [item];
    const running = overview.contests.filter(({ state }) => state === 'running');
    return running.map(({ contestId }) => ({ ...item, page: { kind: 'board', contestId } }));
  });
}

/** Whether a page has nothing to show now. What is not known yet counts as full: a screen that just started skips nothing. */
export function isEmpty(page: ScreenPage, { overview, hall }: Known): boolean {
  switch (page.kind) {
    case 'board': return overview !== null && !overview.contests.some(({ contestId, state }) => contestId === page.contestId && state !== 'setup');
    case 'overview': return overview?.contests.length === 0;
    case 'organisations': return overview?.organisations.length === 0;
    case 'medals': return hall?.medals.rows.length === 0;
    case 'stage': return hall !== null && !within(hall, page.contestId).some(({ onStage }) => onStage !== null);
    case 'schedule': return hall !== null && !within(hall, page.contestId).some(({ order }) => order.length > 0);
    case 'ceremony':
    case 'notice': return false;
    default: return page satisfies never;
  }
}

const within = ({ contests }: Pick<HallState, 'contests'>, contestId: string | null) =>
  contests.filter((contest) => contestId === null || contest.contestId === contestId);

/**
 * The page at `now`, milliseconds of the server's clock. Each item has its time in every round, whatever has to show; an empty one leaves its time
 * to the next that is not, so that filling or emptying a page moves no other. @returns null for an empty playlist; the item itself when all are empty.
 */
export function pageAt(playlist: Playlist, known: Known, now: number): ScreenPage | null {
  const items = spread(playlist, known);
  const first = items[0] ?? playlist[0];
  if (!first) return null;
  const round = items.reduce((sum, { seconds }) => sum + seconds * 1000, 0);
  let left = round === 0 ? 0 : now % round;
  let turn = 0;
  for (; turn < items.length - 1 && left >= items[turn]!.seconds * 1000; turn += 1) left -= items[turn]!.seconds * 1000;
  const inOrder = [...items.slice(turn), ...items.slice(0, turn)];
  return (inOrder.find(({ page }) => !isEmpty(page, known)) ?? inOrder[0] ?? first).page;
}
