/** What the console tells one, several or all screens. What is told stays, over reloads and restarts. */
import type { MessageInput } from '@leitai/contract';
import { Refused, type Prisma } from '@leitai/database';
import { serverTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { displayState, everyEvent } from '../queries/displays.ts';

const IDENTIFY_MS = 10_000;

type Told = { readonly eventId: string; readonly displayIds: readonly string[] };

/** Screens of another event are not this console's. */
const within = (eventId: string, ids: readonly string[]) => ({ id: { in: [...new Set(ids)] }, OR: [{ eventId }, { eventId: null }] });

/** All of them or none. @throws Refused 'event.not-found', 'display.unknown'. */
async function tell(ctx: Context, { eventId, displayIds }: Told, data: Prisma.DisplayUncheckedUpdateManyInput, which: Prisma.DisplayWhereInput = {}): Promise<void> {
  const { rows, waited } = await ctx.db.$transaction(async (tx) => {
    if ((await tx.event.count({ where: { id: eventId } })) === 0) throw new Refused('event.not-found');
    const found = await tx.display.findMany({ where: within(eventId, displayIds), select: { eventId: true } });
    if (found.length < new Set(displayIds).size) throw new Refused('display.unknown');
    const rows = await tx.display.updateManyAndReturn({
      where: { AND: [within(eventId, displayIds), which] }, data: { ...data, eventId, revision: { increment: 1 } },
    });
    return { rows, waited: found.some((one) => one.eventId === null) };
  });
  for (const row of rows) ctx.notices.displayChanged(displayState(row));
  // A screen that waited leaves the lists of all other events.
  for (const id of waited ? await everyEvent(ctx.db) : [eventId]) ctx.notices.displaysChanged(id);
}

export const showOn = (ctx: Context, { playlist, ...told }: MessageInput<'display:show'>): Promise<void> =>
  tell(ctx, told, { playlist, blankSince: null });

/** Since when a screen is black does not change by saying it again. */
export const blankDisplays = (ctx: Context, { blank, ...told }: MessageInput<'display:blank'>): Promise<void> =>
  blank ? tell(ctx, told, { blankSince: serverTime() }, { blankSince: null }) : tell(ctx, told, { blankSince: null });

export const identifyDisplays = (ctx: Context, told: MessageInput<'display:identify'>): Promise<void> =>
  tell(ctx, told, { identifyUntil: new Date(serverTime().getTime() + IDENTIFY_MS) });

export const reloadDisplays = (ctx: Context, { reloadId, ...told }: MessageInput<'display:reload'>): Promise<void> => tell(ctx, told, { reloadId });

export const setDisplays = (ctx: Context, { settings, ...told }: MessageInput<'display:set'>): Promise<void> => tell(ctx, told, { settings });

export const nameDisplay = (ctx: Context, { eventId, displayId, name, place }: MessageInput<'display:name'>): Promise<void> =>
  tell(ctx, { eventId, displayIds: [displayId] }, { name, place });

/** What is gone already stays gone. */
export async function removeDisplays(ctx: Context, { eventId, displayIds }: MessageInput<'display:remove'>): Promise<void> {
  const rows = await ctx.db.display.findMany({ where: within(eventId, displayIds), select: { id: true } });
  await ctx.db.display.deleteMany({ where: within(eventId, rows.map(({ id }) => id)) });
  await gone(ctx, rows.map(({ id }) => id));
}

/** The machine that answers to `by` takes this screen over; the one that had it becomes nobody. @throws Refused 'display.unknown'. */
export async function replaceDisplay(ctx: Context, { eventId, displayId, by }: MessageInput<'display:replace'>): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const rows = await tx.display.findMany({ where: within(eventId, [displayId, by]) });
    const machine = rows.find(({ id }) => id === by);
    if (!machine || rows.length < 2) throw new Refused('display.unknown');
    await tx.display.delete({ where: { id: by } });
    const { tokenHash, width, height, lastSeenAt } = machine;
    await tx.display.update({ where: { id: displayId }, data: { tokenHash, width, height, lastSeenAt, eventId, revision: { increment: 1 } } });
  });
  await gone(ctx, [displayId, by]);
}

async function gone(ctx: Context, ids: readonly string[]): Promise<void> {
  for (const id of ids) ctx.notices.displayGone(id);
  for (const eventId of ids.length > 0 ? await everyEvent(ctx.db) : []) ctx.notices.displaysChanged(eventId);
}
