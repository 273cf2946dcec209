/** Everybody with an employee number who was entered, as the latest event has them: of one competition or check those entered in it, of other events everybody. */
import type { RecordList, RecordRow, Text } from '@leitai/contract';
import { Refused, type Database } from '@leitai/database';
import { earnedRate, type Scheme } from '@leitai/scoring';
import { postQualifications } from './qualifications.ts';
import { houseDay, isoDay } from './today.ts';

/** By unit, post and name. @param organisation a unit's Chinese name: only its own people; absent: all. @throws Refused 'event.not-found'. */
export async function recordList(db: Database, eventId: string, organisation?: string): Promise<RecordList> {
  const event = await db.event.findUnique({ where: { id: eventId } });
  if (!event) throw new Refused('event.not-found');
  const within = event.kind === 'competition' || event.kind === 'practicalCheck';
  const entrants = await db.entrant.findMany({
    where: { person: { employeeNo: { not: null } }, contest: { event: { kind: { in: ['competition', 'practicalCheck'] }, practice: false }, NOT: { draw: { unsealedAt: null } } } },
    select: {
      eventId: true, person: { select: { employeeNo: true, name: true } }, organisation: { select: { name: true } },
      contestId: true, contest: { select: { post: { select: { code: true, name: true } } } },
      result: { select: { total: true } },
    },
    orderBy: { contest: { event: { createdAt: 'desc' } } },
  });
  const finished = await finishedChecks(db);
  const qualifications = Map.groupBy(await postQualifications(db), ({ key }) => key);
  const people = [...Map.groupBy(entrants, ({ person }) => person.employeeNo!)].filter(([, all]) => !within || all.some((one) => one.eventId === eventId));
  const rows = people.map(([key, all]): RecordRow => {
    const checks = all.flatMap(({ contestId, contest: { post }, result }) => {
      const check = finished.get(contestId);
      return check && result?.total ? [{ day: check.day, post: post.name as Text, percent: earnedRate([{ points: result.total, max: check.max }]) ?? '0' }] : [];
    }).sort((a, b) => (a.day < b.day ? 1 : -1));
    const posts = new Map(all.map(({ contest: { post } }) => [post.code, { code: post.code, name: post.name as Text }]));
    const held = (qualifications.get(key) ?? []).find(({ state }) => state !== 'withdrawn' && state !== 'superseded');
    return {
      key, name: all[0]!.person.name, organisation: all[0]!.organisation.name as Text, posts: [...posts.values()],
      qualification: held ? { post: held.post, state: held.state, until: held.until, left: held.left } : null, last: checks[0] ?? null,
    };
  });
  const shown = rows.filter((one) => organisation === undefined || one.organisation.zh === organisation);
  return {
    today: await houseDay(db),
    rows: shown.sort((a, b) => a.organisation.zh.localeCompare(b.organisation.zh, 'zh-CN') || (a.posts[0]!.code < b.posts[0]!.code ? -1 : a.posts[0]!.code > b.posts[0]!.code ? 1 : a.name.localeCompare(b.name, 'zh-CN'))),
  };
}

/** Each once: a scheme is large, and those who were checked by it are many. */
async function finishedChecks(db: Database): Promise<ReadonlyMap<string, { readonly day: string; readonly max: string }>> {
  const contests = await db.contest.findMany({
    where: { state: 'final', check: { isNot: null }, event: { kind: 'practicalCheck', practice: false } }, select: { id: true, check: { select: { day: true } }, scheme: { select: { body: true } } },
  });
  return new Map(contests.map(({ id, check, scheme }) => [id, { day: isoDay(check!.day), max: (scheme.body as unknown as Scheme).max }]));
}
