/** display:join — a screen comes in, and goes: who it is, how large its picture is, when it was last here. */
import type { DisplayState } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { hashOf } from '../access/secrets.ts';
import type { Context } from '../context.ts';
import { displayState, eventsOf } from '../queries/displays.ts';

/** @throws Refused 'display.unknown' for a token that is no screen's. */
export async function displayOf({ db }: Context, token: string): Promise<string> {
  const display = await db.display.findUnique({ where: { tokenHash: hashOf(token) }, select: { id: true } });
  if (!display) throw new Refused('display.unknown');
  return display.id;
}

/** Of a screen that was removed meanwhile nothing is kept. @throws Refused 'display.unknown'. */
export async function seeDisplay(ctx: Context, id: string, picture: { width: number; height: number } | null): Promise<DisplayState> {
  const [row] = await ctx.db.display.updateManyAndReturn({ where: { id }, data: { ...picture, lastSeenAt: new Date() } });
  if (!row) throw new Refused('display.unknown');
  for (const eventId of await eventsOf(ctx.db, row)) ctx.notices.displaysChanged(eventId);
  return displayState(row);
}
