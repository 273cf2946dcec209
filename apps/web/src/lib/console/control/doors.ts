/** Pages of an event's console, and what can be done from the control room: what Ctrl K offers besides people. */
import type { EventKind } from '@leitai/contract';
import { m } from '#lib/paraglide/messages.js';
import { has, PLACES } from '../places.ts';

export type Doing = 'broadcast' | 'pause' | 'switch' | 'freeze';
export const DOINGS: readonly Doing[] = ['broadcast', 'pause', 'switch', 'freeze'];

type Entry = { readonly href: string; readonly words: () => string; readonly command: boolean };

export function doorsOf(base: string, kind: EventKind | undefined): Entry[] {
  const page = (path: string, words: () => string): Entry => ({ href: `${base}${path}`, words, command: false });
  const command = (doing: Doing, words: () => string): Entry => ({ href: `${base}?do=${doing}`, words, command: true });
  return [
    command('broadcast', m.day_broadcast), command('pause', m.day_pause), command('switch', m.day_switch), command('freeze', m.freeze_on_many),
    ...PLACES.filter((place) => has(place, kind)).map(({ path, words }) => page(path, words)), page('/import', m.console_nav_import), { href: base.replace('/console/', '/call/'), words: m.call_title, command: false },
    { href: base.replace('/console/', '/timetable/'), words: m.schedule_timetable, command: false },
  ];
}
