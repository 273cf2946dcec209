/** The hall's screens as they themselves and the console see them. */
import type { DisplaysState, DisplayState } from '@leitai/contract';
import { Refused, type Database, type DisplayModel } from '@leitai/database';
import type { Context } from '../context.ts';

export function displayState(row: DisplayModel): DisplayState {
  const { id, revision, number, name, place, eventId, reloadId } = row;
  return {
    id, revision, number, name, place, eventId, reloadId,
    settings: row.settings as DisplayState['settings'],
    playlist: row.playlist as DisplayState['playlist'],
    blankSince: row.blankSince?.toISOString() ?? null,
    identifyUntil: row.identifyUntil?.toISOString() ?? null,
  };
}

/** The event's own and those that wait. @throws Refused 'event.not-found'. */
export async function displaysState({ db, screensOnline }: Pick<Context, 'db' | 'screensOnline'>, eventId: string): Promise<DisplaysState> {
  const at = new Date().toISOString();
  const [event, rows, online] = await Promise.all([
    db.event.count({ where: { id: eventId } }),
    db.display.findMany({ where: { OR: [{ eventId }, { eventId: null }] }, orderBy: { number: 'asc' } }),
    screensOnline(),
  ]);
  if (event === 0) throw new Refused('event.not-found');
  const displays = rows.map((row) => ({
    ...displayState(row), online: online.has(row.id), lastSeenAt: row.lastSeenAt.toISOString(), width: row.width, height: row.height,
  }));
  return { eventId, at, displays };
}

/** Whose consoles list a screen: its event's, or everybody's while it waits. */
export const eventsOf = async (db: Database, { eventId }: { eventId: string | null }): Promise<string[]> =>
  eventId === null ? everyEvent(db) : [eventId];

export const everyEvent = async (db: Database): Promise<string[]> => (await db.event.findMany({ select: { id: true } })).map(({ id }) => id);
