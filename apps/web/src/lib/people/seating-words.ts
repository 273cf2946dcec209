/** Why somebody sits there, why a place stays empty, and what would help, in words. Call these in a template. */
import type { ControlContest, PlannedSeat, SeatHelp, SeatShortage } from '@leitai/contract';
import { listOf } from '#lib/console/words.ts';
import { t } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

export function seatReason({ organisation, level, until, colleagues, places }: PlannedSeat): string {
  return [
    m.seating_qualified({ level: level === '' ? m.seating_level_none() : level, until: until ?? m.seating_until_none() }),
    organisation === null ? m.seating_no_unit() : m.seating_no_conflict({ unit: t(organisation) }),
    colleagues === 0 ? m.seating_no_colleague() : m.seating_colleagues({ count: colleagues }),
    m.seating_places({ count: places }),
  ].join(m.seating_separator());
}

export function shortageWords({ role, missing, qualified, barred, here, full, fullIn }: SeatShortage, contests: readonly ControlContest[]): string {
  const head = role === 'chief' ? m.seating_missing_chief() : m.seating_missing({ count: missing });
  if (qualified === 0) return `${head}${m.seating_colon()}${m.seating_none_qualified()}`;
  const letters = contests.filter(({ id }) => fullIn.includes(id)).map(({ letter }) => letter);
  const parts = [
    barred.recused > 0 && m.seating_recused({ count: barred.recused }),
    barred.away > 0 && m.seating_away({ count: barred.away }),
    barred.expired > 0 && m.seating_expired({ count: barred.expired }),
    barred['not-chief'] > 0 && m.seating_not_chief({ count: barred['not-chief'] }),
    here > 0 && m.seating_here({ count: here }),
    full > 0 && m.seating_full({ count: full, letters: letters.join(' ') }),
  ].filter((part) => part !== false);
  return `${head}${m.seating_colon()}${m.seating_of_qualified({ count: qualified })} ${listOf(parts)}`;
}

const helps: { readonly [L in SeatHelp['loosen']]: (count: { readonly fills: number }) => string } = {
  places: m.seating_help_places,
  away: m.seating_help_away,
  expired: m.seating_help_expired,
  'not-chief': m.seating_help_not_chief,
  recused: m.seating_help_recused,
};
export const helpWords = ({ loosen, fills }: SeatHelp): string => helps[loosen]({ fills });
