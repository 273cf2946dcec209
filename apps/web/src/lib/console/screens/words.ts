/** Words for what screens show. */
import type { ControlContest, DisplayCard, ScreenPage } from '@leitai/contract';
import { t } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

export const kinds = ['board', 'overview', 'organisations', 'medals', 'stage', 'schedule', 'ceremony', 'notice'] as const satisfies readonly ScreenPage['kind'][];

export function kindWord(kind: ScreenPage['kind']): string {
  switch (kind) {
    case 'board': return m.screens_page_board();
    case 'overview': return m.screens_page_overview();
    case 'organisations': return m.screens_page_organisations();
    case 'medals': return m.screens_page_medals();
    case 'stage': return m.screens_page_stage();
    case 'schedule': return m.screens_page_schedule();
    case 'ceremony': return m.ceremony_title();
    case 'notice': return m.screens_page_notice();
    default: return kind satisfies never;
  }
}

/** A page of a kind as an organiser begins with it. */
export function blankPage(kind: ScreenPage['kind']): ScreenPage {
  switch (kind) {
    case 'board':
    case 'stage':
    case 'schedule': return { kind, contestId: null };
    case 'notice': return { kind, title: { zh: '', en: '' }, body: null };
    case 'overview':
    case 'organisations':
    case 'medals':
    case 'ceremony': return { kind };
    default: return kind satisfies never;
  }
}

function pageWord(page: ScreenPage, contests: readonly ControlContest[]): string {
  if (page.kind === 'notice') return `${kindWord(page.kind)} ${page.title.zh}`;
  if (!('contestId' in page)) return kindWord(page.kind);
  const contest = contests.find(({ id }) => id === page.contestId);
  return `${kindWord(page.kind)} ${contest ? t(contest.name) : page.kind === 'board' ? m.screens_running() : m.screens_all_contests()}`;
}

/** What a screen was told to show: one page, or how many in turn. */
export function showsWord({ playlist }: DisplayCard, contests: readonly ControlContest[]): string {
  const [first] = playlist;
  if (!first) return m.screens_waits();
  return playlist.length === 1 ? pageWord(first.page, contests) : m.screens_in_turn({ count: playlist.length });
}
