/** How a cohort of a practical check is judged as passed: what was saved, or else the engine's own rules on the database's today. */
import type { CheckSettings } from '@leitai/contract';
import { Refused, type CheckSettingModel, type Database, type Transaction } from '@leitai/database';
import { DEFAULT_CHECK, type CheckRules } from '@leitai/scoring';
import type { Place } from './sealed.ts';
import { houseDay, isoDay } from './today.ts';

export type Settings = Omit<CheckSettings, 'rules'> & { readonly rules: CheckRules };

/** @param otherwise the day of one that was not saved. */
export const settingsOf = (row: CheckSettingModel | null, otherwise: string): Settings =>
  row ? { rules: row.rules as unknown as CheckRules, day: isoDay(row.day), site: row.site } : { rules: DEFAULT_CHECK, day: otherwise, site: '' };

/** @throws Refused 'contest.not-found', 'check.kind' for a contest that is no practical check. */
export async function checkAt(db: Database | Transaction, { eventId, contestId: id }: Place) {
  const contest = await db.contest.findUnique({ where: { eventId_id: { eventId, id } }, include: { event: true, post: true, scheme: true, check: true } });
  if (!contest) throw new Refused('contest.not-found');
  if (contest.event.kind !== 'practicalCheck') throw new Refused('check.kind');
  return { contest, settings: settingsOf(contest.check, await houseDay(db)) };
}
