/** How a cohort of a practical check is judged as passed: what was saved, or else the engine's own rules on the database's today. */
import type { CheckSettings } from '@leitai/contract';
import { Refused, type CheckSettingModel, type Database, type Transaction } from '@leitai/database';
import { DEFAULT_CHECK, type CheckRules } from '@leitai/scoring';
import type { Place } from './sealed.ts';

export type Settings = Omit<CheckSettings, 'rules'> & { readonly rules: CheckRules };

export const isoDay = (day: Date): string => day.toISOString().slice(0, 10);

export async function todayOf(db: Database | Transaction): Promise<string> {
  const [row] = await db.$queryRaw<{ day: string }[]>`SELECT current_date::text AS day`;
  return row!.day;
}

export const settingsOf = (row: CheckSettingModel | null, today: string): Settings =>
  row ? { rules: row.rules as unknown as CheckRules, day: isoDay(row.day), site: row.site } : { rules: DEFAULT_CHECK, day: today, site: '' };

/** @throws Refused 'contest.not-found', 'check.kind' for a contest that is no practical check. */
export async function checkAt(db: Database | Transaction, { eventId, contestId: id }: Place) {
  const contest = await db.contest.findUnique({ where: { eventId_id: { eventId, id } }, include: { event: true, post: true, scheme: true, check: true } });
  if (!contest) throw new Refused('contest.not-found');
  if (contest.event.kind !== 'practicalCheck') throw new Refused('check.kind');
  return { contest, settings: settingsOf(contest.check, await todayOf(db)) };
}
