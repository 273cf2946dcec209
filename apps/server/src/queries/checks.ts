/** The cohorts of a practical check as the organiser prepares them, and whom the post's roster offers. */
import type { CheckCandidate, Checks, Text } from '@leitai/contract';
import { Refused, type Database, type Transaction } from '@leitai/database';
import { allCriteria, repeatBar, type Scheme } from '@leitai/scoring';
import { checkAt, settingsOf } from './check-settings.ts';
import { earlierChecks } from './earlier-checks.ts';
import type { Place } from './sealed.ts';
import { houseDay, isoDay } from './today.ts';

/** @throws Refused 'event.not-found'. */
export async function checks(db: Database, eventId: string): Promise<Checks> {
  const event = await db.event.findUnique({
    where: { id: eventId },
    include: { contests: { include: { post: true, scheme: true, check: true, _count: { select: { entrants: true, certificates: true } } }, orderBy: { post: { letter: 'asc' } } } },
  });
  if (!event) throw new Refused('event.not-found');
  const today = await houseDay(db);
  const contests = event.kind === 'practicalCheck' ? event.contests : [];
  return {
    today,
    cohorts: contests.map(({ id, post, scheme, state, check, _count }) => {
      const body = scheme.body as unknown as Scheme;
      return {
        contestId: id, letter: post.letter, name: post.shortName as Text, postCode: post.code, post: post.name as Text, state,
        settings: structuredClone(settingsOf(check, today)) as Checks['cohorts'][number]['settings'], saved: check?.saved ?? 0, savedBy: check?.savedBy ?? '',
        max: body.max,
        criteria: allCriteria(body).map(({ id: criterionId, no, name, max }) => ({ id: criterionId, no, name, max })),
        vetoes: body.vetoes.map(({ id: vetoId, name }) => ({ id: vetoId, name })),
        entrants: _count.entrants, issued: _count.certificates,
      };
    }),
  };
}

export type RosterPerson = { readonly key: string; readonly name: string; readonly gender: string; readonly organisation: Text };

/** Everybody with an employee number who was ever entered for the post in a practical check, as the latest event has them. */
export async function rosterOf(db: Database | Transaction, postCode: string): Promise<RosterPerson[]> {
  const entrants = await db.entrant.findMany({
    where: { person: { employeeNo: { not: null } }, contest: { post: { code: postCode }, event: { kind: 'practicalCheck', practice: false } } },
    select: { person: true, organisation: true }, orderBy: { contest: { event: { createdAt: 'asc' } } },
  });
  return [...new Map(entrants.map(({ person, organisation }): [string, RosterPerson] =>
    [person.employeeNo!, { key: person.employeeNo!, name: person.name, gender: person.gender, organisation: organisation.name as Text }])).values()];
}

/** @throws Refused 'contest.not-found', 'check.kind'. */
export async function candidates(db: Database, place: Place): Promise<CheckCandidate[]> {
  const { contest, settings: { rules, day } } = await checkAt(db, place);
  const roster = await rosterOf(db, contest.post.code);
  const earlier = await earlierChecks(db, contest.post.code, roster.map(({ key }) => ({ personId: null, employeeNo: key })), place.contestId);
  const held = await db.postQualification.findMany({ where: { postCode: contest.post.code, employeeNo: { in: roster.map(({ key }) => key) }, certificate: { revocations: { none: { state: 'approved' } }, contest: { event: { practice: false } } } }, orderBy: { validUntil: 'asc' } });
  const until = new Map(held.map(({ employeeNo, validUntil }) => [employeeNo, isoDay(validUntil)]));
  const entered = new Set((await db.entrant.findMany({ where: place, select: { person: { select: { employeeNo: true } } } })).map(({ person }) => person.employeeNo));
  return roster.map(({ key, name, organisation }) => {
    const past = earlier.get(key) ?? [];
    return { key, name, organisation, entered: entered.has(key), until: until.get(key) ?? null, last: past.toSorted((a, b) => (a.day < b.day ? 1 : -1))[0] ?? null, bar: repeatBar(rules, past, day) };
  }).sort((a, b) => a.organisation.zh.localeCompare(b.organisation.zh, 'zh-CN') || a.name.localeCompare(b.name, 'zh-CN'));
}
