/** A person's record over the years (人员档案), by employee number: qualifications, practical checks, competitions, weak points. Of published results alone. */
import type { CheckLine, PersonRecord, Text } from '@leitai/contract';
import { awardsOf, outOf, Refused, standingsOf, type Database } from '@leitai/database';
import { addMonths, checkOutcome, earnedRate, formatFixed } from '@leitai/scoring';
import { scoreDigits } from '../projection/digits.ts';
import { gradeName } from './check-outcomes.ts';
import { settingsOf, type Settings } from './check-settings.ts';
import { postQualifications } from './qualifications.ts';
import { recordList } from './record-list.ts';
import { houseDay } from './today.ts';
import { criteriaEarned, postContests, weakPoints, type PostContest } from './weak-points.ts';

/** Weak points look back so far. */
const MONTHS = 36;
type View = { /** A unit's Chinese name: only its own people. */ readonly organisation?: string; /** Results below which no mean is told. */ readonly least?: number };

/** @throws Refused 'event.not-found', 'record.not-found', also for another unit's person. */
export async function personRecord(db: Database, { eventId, key }: { readonly eventId: string; readonly key: string }, { organisation, least = 1 }: View = {}): Promise<PersonRecord> {
  const list = (await recordList(db, eventId, organisation)).rows;
  const row = list.find((one) => one.key === key);
  if (!row) throw new Refused('record.not-found');
  const today = await houseDay(db);
  const own = new Set((await db.person.findMany({ where: { employeeNo: key, event: { practice: false } }, select: { id: true } })).map(({ id }) => id));
  const contests = (await Promise.all(row.posts.map(({ code }) => postContests(db, code)))).flat();
  const since = addMonths(today, -MONTHS);
  const earned = contests.filter(({ day }) => day >= since).flatMap(criteriaEarned);
  const unit = list.filter((one) => one.organisation.zh === row.organisation.zh && one.posts.some(({ code }) => code === row.posts[0]?.code));
  const place = unit.findIndex((one) => one.key === key);
  return {
    key, name: row.name, organisation: row.organisation, today, posts: row.posts,
    qualifications: await postQualifications(db, { employeeNo: key }, today),
    lines: await linesOf(db, contests.filter(({ kind }) => kind === 'practicalCheck'), own, least),
    competitions: contests.filter(({ kind }) => kind === 'competition').flatMap((one) => competitionOf(one, own)).sort((a, b) => b.year - a.year),
    weak: weakPoints(earned, ({ personId }) => own.has(personId), least),
    before: unit[place - 1]?.key ?? null, after: unit[place + 1]?.key ?? null,
  };
}

/** One line for each post that was checked, over the years; bands are those of the latest check. */
async function linesOf(db: Database, contests: readonly PostContest[], own: ReadonlySet<string>, least: number): Promise<CheckLine[]> {
  const settings = new Map((await db.checkSetting.findMany({ where: { contestId: { in: contests.map(({ facts }) => facts.contestId) } }, include: { contest: { include: { post: true } } } })).map((row) => [row.contestId, { ...settingsOf(row, ''), post: row.contest.post.name as Text }]));
  const lines = Map.groupBy(contests.filter(({ facts }) => settings.has(facts.contestId)), ({ facts }) => facts.postCode);
  return [...lines].flatMap(([postCode, held]): CheckLine[] => {
    const checks = held.flatMap((one) => checkOf(one, settings.get(one.facts.contestId)!, held, own, least));
    const latest = checks.at(-1);
    if (!latest) return [];
    const { rules: { grades }, post } = settings.get(latest.contestId)!;
    return [{ postCode, post, bands: grades.bands.map(({ name, from }) => ({ name, from: grades.of === 'percent' ? (from ?? null) : from === undefined ? null : earnedRate([{ points: from, max: latest.max }]) })), checks }];
  });
}

function checkOf({ facts, day }: PostContest, { rules }: Settings, held: readonly PostContest[], own: ReadonlySet<string>, least: number): CheckLine['checks'] {
  const entrant = facts.entrants.find(({ personId }) => own.has(personId));
  const score = facts.results.find(({ entrantId }) => entrantId === entrant?.id)?.score;
  if (!entrant || score?.status !== 'scored' || outOf(entrant).out) return [];
  const { eventId, contestId, eventName } = facts;
  const outcome = checkOutcome(rules, facts.scheme, score);
  const together = held.filter((one) => one.facts.eventId === eventId).flatMap((one) => one.facts.results).flatMap((one) => (one.score.status === 'scored' ? [{ points: one.score.total, max: one.score.max }] : []));
  return [{
    eventId, contestId, event: eventName, day, score: formatFixed(score.total, scoreDigits(facts.rules)), max: score.max,
    percent: earnedRate([{ points: score.total, max: score.max }]) ?? '0', mean: together.length < least ? null : earnedRate(together), passed: outcome.passed, grade: gradeName(rules, outcome),
  }];
}

function competitionOf({ facts, day }: PostContest, own: ReadonlySet<string>): PersonRecord['competitions'] {
  const entrant = facts.entrants.find(({ personId }) => own.has(personId));
  if (!entrant) return [];
  const standings = standingsOf(facts);
  const standing = standings.find(({ entrantId }) => entrantId === entrant.id);
  return [{
    eventId: facts.eventId, contestId: facts.contestId, year: Number(day.slice(0, 4)), event: facts.eventName, post: facts.name,
    score: standing ? formatFixed(standing.total, scoreDigits(facts.rules)) : null, rank: standing?.rank ?? null, of: standings.length,
    award: awardsOf(facts, standings).get(entrant.id) ?? null, final: facts.state === 'final',
  }];
}
