/** How far the sealed draws of an event are, for anybody: commitments while sealed, the whole draw once unsealed. */
import { staff, type ContestDraw, type DrawnEntrant, type EventDraws, type Text } from '@leitai/contract';
import { drawNumbers, listHash, Refused, sha256, type Database, type DrawModel, type Listed, type Prisma } from '@leitai/database';
import type { Identity } from '../access/identity.ts';

const parts = { post: true, draw: true, voidedDraws: { orderBy: { at: 'asc' } }, entrants: { select: { code: true }, orderBy: { position: 'asc' } } } satisfies Prisma.ContestInclude;
type Parts = Prisma.ContestGetPayload<{ include: typeof parts }>;

/** @throws Refused 'event.not-found'. */
export async function eventDraws(db: Database, me: Identity, eventId: string): Promise<EventDraws> {
  const event = await db.event.findUnique({ where: { id: eventId }, include: { contests: { include: parts, orderBy: { post: { letter: 'asc' } } } } });
  if (!event) throw new Refused('event.not-found');
  return { eventName: event.name as Text, contests: event.contests.map((contest) => contestDraw(contest, me)) };
}

function contestDraw({ id, post, state, boardNames, draw, voidedDraws, entrants }: Parts, me: Identity): ContestDraw {
  const account = 'accountId' in me ? me.accountId : null;
  const named = boardNames === 'name' || staff.includes(me.role) || me.role === 'anonymiser';
  return {
    contestId: id, letter: post.letter, name: post.shortName as Text, state, entrants: entrants.length,
    draw: draw && {
      seedHash: sha256(draw.seed),
      listHash: listHash(draw.list as Listed[]),
      prepared: { name: draw.preparedBy, at: draw.preparedAt.toISOString() },
      first: done(draw.firstBy, draw.firstAt),
      second: done(draw.secondBy, draw.secondAt),
      opened: done(draw.openedBy, draw.openedAt),
      witnessed: done(draw.witnessedBy, draw.unsealedAt),
      seed: draw.unsealedAt ? draw.seed : null,
      list: draw.unsealedAt ? drawnList(draw, entrants.map(({ code }) => code), named) : null,
    },
    voided: voidedDraws.map(({ by, at, reason, seed }) => ({ name: by, at: at.toISOString(), reason, seed, seedHash: sha256(seed) })),
    mine: account === null || !draw ? null : draw.firstAccountId === account ? 'first' : draw.secondAccountId === account ? 'second' : null,
  };
}

const done = (name: string | null, at: Date | null) => (name !== null && at ? { name, at: at.toISOString() } : null);

/** Drawn anew from the seed, as anybody may: the audit holds it against what stands. */
function drawnList({ seed, list }: DrawModel, codes: readonly string[], named: boolean): DrawnEntrant[] {
  const people = list as Listed[];
  const [numbers, stations] = [drawNumbers(seed, 'contestant', people.length), drawNumbers(seed, 'station', people.length)];
  return people.map(({ name, organisation }, index) => {
    const number = numbers[index]!;
    const station = stations[number - 1]!;
    return { place: index + 1, name: named ? name : null, organisation: named ? organisation : null, number, station, code: codes[station - 1]! };
  });
}
