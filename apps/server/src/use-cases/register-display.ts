/** A browser becomes a screen of the hall: it is given a token and the smallest number that is free. */
import { randomUUID } from 'node:crypto';
import type { DisplaySettings } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { hashOf, newToken } from '../access/secrets.ts';
import type { Context } from '../context.ts';
import { everyEvent } from '../queries/displays.ts';

/** Screens that no console has told anything yet; more than any hall has. */
const MOST_WAITING = 100;
/** How many more may wait where somebody of the house is: as many as one address registers in a quarter of an hour. */
const KEPT_FREE = 60;
/** A screen nobody uses that was not seen for so long is forgotten, in milliseconds. */
const FORGOTTEN = 24 * 3_600_000;
const SETTINGS: Omit<DisplaySettings, 'locale'> = { overscan: 0, plain: false };

/** Whether a screen has this token. */
export const isDisplay = async ({ db }: Context, token: string): Promise<boolean> =>
  (await db.display.count({ where: { tokenHash: hashOf(token) } })) > 0;

/** @param home it is where somebody of the house has come in. @param locale what it speaks until a console sets another. @returns its token. @throws Refused 'display.too-many' while too many wait. */
export async function registerDisplay(ctx: Context, home: boolean, locale: DisplaySettings['locale']): Promise<string> {
  const token = newToken();
  await ctx.db.$transaction(async (tx) => {
    // Numbers are given one after the other.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('leitai display number'))::text`;
    await tx.display.deleteMany({ where: { eventId: null, lastSeenAt: { lt: new Date(Date.now() - FORGOTTEN) } } });
    const displays = await tx.display.findMany({ select: { number: true, eventId: true } });
    if (displays.filter(({ eventId }) => eventId === null).length >= MOST_WAITING + (home ? KEPT_FREE : 0)) throw new Refused('display.too-many');
    const taken = new Set(displays.map(({ number }) => number));
    let number = 1;
    while (taken.has(number)) number += 1;
    await tx.display.create({ data: { id: randomUUID(), tokenHash: hashOf(token), number, settings: { ...SETTINGS, locale }, playlist: [] } });
  });
  for (const eventId of await everyEvent(ctx.db)) ctx.notices.displaysChanged(eventId);
  return token;
}
