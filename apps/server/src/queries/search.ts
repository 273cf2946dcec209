/** Looks somebody up for the organiser: people, codes, judges. Of a sealed contest a person is found without a code, or a code without anybody. */
import type { Found, Text } from '@leitai/contract';
import { Refused, type Database } from '@leitai/database';

/** Of each kind. */
const MOST = 20;

type Row = { contestId: string; letter: string; contest: Text; code: string; name: string; organisation: Text; sealed: boolean; byName: boolean; byCode: boolean };

/** Parts of names, organisations' names, and the beginning of codes; in any case. @throws Refused 'event.not-found'. */
export async function search(db: Database, eventId: string, query: string): Promise<Found[]> {
  if (!(await db.event.findUnique({ where: { id: eventId } }))) throw new Refused('event.not-found');
  const literal = query.replace(/[\\%_]/g, String.raw`\$&`);
  const [part, start] = [`%${literal}%`, `${literal}%`];
  const entrants = await db.$queryRaw<Row[]>`
    SELECT * FROM (
      SELECT e.contest_id::text AS "contestId", p.letter, p.short_name AS contest, e.code, pe.name, o.name AS organisation, e.position,
        d.contest_id IS NOT NULL AS sealed,
        (pe.name ILIKE ${part} OR o.name->>'zh' ILIKE ${part} OR o.name->>'en' ILIKE ${part}) AS "byName", e.code ILIKE ${start} AS "byCode"
      FROM entrant e
      JOIN contest c ON c.event_id = e.event_id AND c.id = e.contest_id
      JOIN post p ON p.event_id = c.event_id AND p.id = c.post_id
      JOIN person pe ON pe.event_id = e.event_id AND pe.id = e.person_id
      JOIN organisation o ON o.event_id = e.event_id AND o.id = e.organisation_id
      LEFT JOIN draw d ON d.event_id = e.event_id AND d.contest_id = e.contest_id AND d.unsealed_at IS NULL
      WHERE e.event_id = ${eventId}::uuid
    ) found WHERE "byName" OR "byCode"
    ORDER BY letter COLLATE "C", CASE WHEN NOT sealed THEN position END, CASE WHEN "byName" THEN name ELSE code END LIMIT ${MOST}`;
  const judges = await db.judge.findMany({
    where: { eventId, endedAt: null, person: { name: { contains: literal, mode: 'insensitive' } } },
    include: { person: true, contest: { include: { post: true } } }, orderBy: [{ contest: { post: { letter: 'asc' } } }, { role: 'desc' }, { seat: 'asc' }], take: MOST,
  });
  // One answer never holds people and codes of what is sealed: side by side they might be put together.
  const named = entrants.some(({ sealed, byName }) => sealed && byName);
  return [
    ...entrants.filter(({ sealed, byName }) => !sealed || byName || !named).map(entrantFound),
    ...judges.map(({ contestId, seat, role, person, contest: { post } }): Found =>
      ({ kind: 'judge', contestId, letter: post.letter, contest: post.shortName as Text, seat, role, name: person.name })),
  ];
}

function entrantFound({ contestId, letter, contest, code, name, organisation, sealed, byName }: Row): Found {
  const place = { kind: 'entrant', contestId, letter, contest } as const;
  if (!sealed) return { ...place, code, name, organisation };
  return byName ? { ...place, code: null, name, organisation } : { ...place, code, name: null, organisation: null };
}
