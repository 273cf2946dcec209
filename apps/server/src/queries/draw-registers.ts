/** The two registers of a sealed draw, each for who made it alone until the contest is unsealed. */
import type { FirstRegister, SecondRegister, Text } from '@leitai/contract';
import { Refused, type Database } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Place } from './sealed.ts';

/** @throws Refused 'draw.bad-step' before it is made, 'draw.not-yours' for everybody but its maker while sealed. */
async function requireReader(db: Database, me: AccountIdentity, place: Place, step: 'first' | 'second'): Promise<void> {
  const draw = await db.draw.findUnique({ where: { eventId_contestId: place } });
  const maker = step === 'first' ? draw?.firstAccountId : draw?.secondAccountId;
  if (draw && draw.unsealedAt === null && maker !== null && maker !== me.accountId) throw new Refused('draw.not-yours');
  if (!draw || maker === null) {
    if (!(await db.contest.findUnique({ where: { eventId_id: { eventId: place.eventId, id: place.contestId } } }))) throw new Refused('contest.not-found');
    throw new Refused('draw.bad-step', { next: draw ? step : 'prepare' });
  }
}

/** In the order of contestant numbers. */
export async function firstRegister(db: Database, me: AccountIdentity, place: Place): Promise<FirstRegister> {
  await requireReader(db, me, place, 'first');
  const entrants = await db.entrant.findMany({ where: place, orderBy: { contestantNumber: 'asc' }, include: { person: true, organisation: true } });
  return entrants.map(({ contestantNumber, person, organisation }) => ({ number: contestantNumber!, name: person.name, organisation: organisation.name as Text }));
}

/** In the order of stations. */
export async function secondRegister(db: Database, me: AccountIdentity, place: Place): Promise<SecondRegister> {
  await requireReader(db, me, place, 'second');
  const entrants = await db.entrant.findMany({ where: place, orderBy: { position: 'asc' } });
  return entrants.map(({ contestantNumber, code }, index) => ({ number: contestantNumber!, station: index + 1, code }));
}
