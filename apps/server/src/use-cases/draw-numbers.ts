/** The two steps of a sealed draw: persons draw contestant numbers, and these draw stations, each before an anonymiser of its own. */
import { randomUUID } from 'node:crypto';
import { drawNumbers, Refused, type DrawModel, type Listed, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import { sameName } from '../access/same-name.ts';
import type { Context } from '../context.ts';
import type { Place } from '../queries/sealed.ts';
import { drawStep } from './draw-step.ts';

type Step = 'prepare' | 'first' | 'second' | 'done';
const nextStep = (draw: DrawModel | null): Step => (!draw ? 'prepare' : !draw.firstAt ? 'first' : !draw.secondAt ? 'second' : 'done');

/** @throws Refused 'draw.bad-step' (details.next). */
function requireStep(draw: DrawModel | null, step: Step): DrawModel {
  const next = nextStep(draw);
  if (!draw || next !== step) throw new Refused('draw.bad-step', { next });
  return draw;
}

/** 一次加密. */
export function drawFirst(ctx: Context, me: AccountIdentity, place: Place): Promise<void> {
  return drawStep(ctx, me, place, 'setup', 'draw:first', async (tx, drawing) => {
    const { seed, list } = requireStep(drawing.draw, 'first');
    const people = (list as Listed[]).map(({ personId }) => personId);
    await tx.$executeRaw`
      UPDATE entrant SET contestant_number = drawn.number
      FROM unnest(${people}::uuid[], ${drawNumbers(seed, 'contestant', people.length)}::int[]) AS drawn (person, number)
      WHERE event_id = ${place.eventId}::uuid AND contest_id = ${place.contestId}::uuid AND person_id = drawn.person`;
    await tx.draw.update({ where: { eventId_contestId: place }, data: { firstAccountId: me.accountId, firstBy: me.name, firstAt: drawing.now } });
    return {};
  });
}

/**
 * 二次加密. Entrants get codes, places in the order of appearance, and ids anew: an id somebody has seen beside a name leads nowhere.
 * @throws Refused 'draw.same-officer' for who made the first register.
 */
export function drawSecond(ctx: Context, me: AccountIdentity, place: Place): Promise<void> {
  return drawStep(ctx, me, place, 'setup', 'draw:second', async (tx, drawing) => {
    const draw = requireStep(drawing.draw, 'second');
    if (draw.firstAccountId === me.accountId || sameName(draw.firstBy ?? '', me.name)) throw new Refused('draw.same-officer');
    await giveStations(tx, place, draw.seed);
    await tx.draw.update({ where: { eventId_contestId: place }, data: { secondAccountId: me.accountId, secondBy: me.name, secondAt: drawing.now } });
    return {};
  });
}

async function giveStations(tx: Transaction, { eventId, contestId }: Place, seed: string): Promise<void> {
  const entrants = await tx.entrant.findMany({ where: { eventId, contestId }, orderBy: { position: 'asc' } });
  const drawn = drawNumbers(seed, 'station', entrants.length);
  const given = entrants.map(({ id, contestantNumber }) => {
    const { position, code } = entrants[drawn[contestantNumber! - 1]! - 1]!;
    return { id, fresh: randomUUID(), position, code };
  });
  // Out of the way first: no two may share a place or a code on the way.
  await tx.$executeRaw`UPDATE entrant SET position = -position, code = id::text WHERE event_id = ${eventId}::uuid AND contest_id = ${contestId}::uuid`;
  await tx.$executeRaw`
    UPDATE entrant SET id = given.fresh, position = given.position, code = given.code
    FROM unnest(${given.map(({ id }) => id)}::uuid[], ${given.map(({ fresh }) => fresh)}::uuid[], ${given.map(({ position }) => position)}::int[],
      ${given.map(({ code }) => code)}::text[]) AS given (id, fresh, position, code)
    WHERE entrant.event_id = ${eventId}::uuid AND entrant.id = given.id`;
}
