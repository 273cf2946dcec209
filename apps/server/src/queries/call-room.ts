/** The call room of one contest: who has come, by code and name, or by contestant number alone while the draw is sealed. */
import { CALLS_TO_MISSING, type CallRoom, type CheckInRow, type Text } from '@leitai/contract';
import { Refused, type Database, type Prisma, type Transaction } from '@leitai/database';
import { isSealed, requireDrawn, type Place } from './sealed.ts';

const parts = { person: true, organisation: true, checkIn: true } satisfies Prisma.EntrantInclude;
type Read = Prisma.EntrantGetPayload<{ include: typeof parts }>;

/** Who still may come: out of the contest is out of the call room. @throws Refused 'contest.not-found', 'draw.unfinished'. */
export async function callRoom(db: Database, place: Place): Promise<CallRoom> {
  return db.$transaction(async (tx) => {
    if (!(await tx.contest.findUnique({ where: { eventId_id: { eventId: place.eventId, id: place.contestId } } }))) throw new Refused('contest.not-found');
    await requireDrawn(tx, place);
    const sealed = await isSealed(tx, place);
    // Whoever is out of a sealed contest stays listed: that a number goes would tell whose code the chief has just named.
    const out = sealed ? {} : { state: { notIn: ['absent', 'withdrawn', 'disqualified'] as Read['state'][] } };
    const entrants = await tx.entrant.findMany({ where: { ...place, ...out }, include: parts, orderBy: sealed ? { contestantNumber: 'asc' } : { position: 'asc' } });
    return { contestId: place.contestId, at: new Date().toISOString(), sealed, rows: entrants.map((entrant) => rowOf(entrant, sealed)) };
  });
}

/** Somebody of this contest by code, or by contestant number while it is sealed. @throws Refused 'draw.unfinished', 'entrant.not-found'. */
export async function findTag(tx: Transaction, place: Place, tag: string): Promise<{ entrant: Read; sealed: boolean }> {
  await requireDrawn(tx, place);
  const sealed = await isSealed(tx, place);
  const number = /^\d{1,6}$/.test(tag) ? Number(tag) : -1;
  const entrant = await tx.entrant.findFirst({ where: { ...place, ...(sealed ? { contestantNumber: number } : { code: tag.toUpperCase() }) }, include: parts });
  if (!entrant) throw new Refused('entrant.not-found');
  return { entrant, sealed };
}

export const tagOf = ({ code, contestantNumber }: Pick<Read, 'code' | 'contestantNumber'>, sealed: boolean): string => (sealed ? `${contestantNumber}` : code);

/** What somebody did before giving the place to a substitute does not count for the substitute. */
export function rowOf(entrant: Read, sealed: boolean): CheckInRow {
  const { person, organisation, position, checkIn, substitutedAt } = entrant;
  const counts = (at: Date): boolean => substitutedAt === null || at > substitutedAt;
  const arrivedAt = checkIn?.arrivedAt && counts(checkIn.arrivedAt) ? checkIn.arrivedAt : null;
  const calls = (checkIn?.calls ?? []).filter(counts);
  return {
    tag: tagOf(entrant, sealed),
    name: sealed ? null : person.name,
    organisation: sealed ? null : (organisation.name as Text),
    position: sealed ? null : position,
    state: arrivedAt ? 'arrived' : calls.length >= CALLS_TO_MISSING ? 'missing' : 'expected',
    arrivedAt: arrivedAt?.toISOString() ?? null,
    calls: calls.map((at) => at.toISOString()),
  };
}
