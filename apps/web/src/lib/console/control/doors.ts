/** Pages of an event's console, and what can be done from the control room: what Ctrl K offers besides people. */
import { m } from '#lib/paraglide/messages.js';

export type Doing = 'broadcast' | 'pause' | 'switch' | 'freeze';
export const DOINGS: readonly Doing[] = ['broadcast', 'pause', 'switch', 'freeze'];

type Entry = { readonly href: string; readonly words: () => string; readonly command: boolean };

export function doorsOf(base: string): Entry[] {
  const page = (path: string, words: () => string): Entry => ({ href: `${base}${path}`, words, command: false });
  const command = (doing: Doing, words: () => string): Entry => ({ href: `${base}?do=${doing}`, words, command: true });
  return [
    command('broadcast', m.day_broadcast), command('pause', m.day_pause), command('switch', m.day_switch), command('freeze', m.freeze_on_many),
    page('', m.console_nav_control), page('/schedule', m.schedule_title), page('/people', m.people_title), page('/import', m.console_nav_import), page('/judges', m.pool_title), page('/seats', m.console_nav_seats),
    page('/draw', m.draw_title), page('/screens', m.screens_title), page('/results', m.results_title), page('/ceremony', m.ceremony_heading),
    page('/appeals', m.appeals_title), page('/access', m.access_title), { href: base.replace('/console/', '/call/'), words: m.call_title, command: false },
    { href: base.replace('/console/', '/timetable/'), words: m.schedule_timetable, command: false },
  ];
}
