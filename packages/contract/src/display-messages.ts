/** Messages of screens: how one comes in, and what the console tells one, several or all of them. */
import { z } from 'zod';
import { everyone, Id, Plain } from './basics.ts';
import { DisplaySettings, DisplaysState, DisplayState, Playlist } from './displays.ts';
import { DisplayToken } from './display-routes.ts';
import { HallState } from './hall.ts';
import { message } from './message.ts';
import { organiser } from './route.ts';

const pixels = z.int().min(0).max(100_000);
/** A screen nobody told anything yet belongs to the event from then on. Sending the same again changes nothing more. */
const Told = z.strictObject({ eventId: Id, displayIds: z.array(Id).min(1).max(200) });
const nothing = z.strictObject({});

export const displayMessages = {
  /** The screen says by its token which one it is; the acknowledgement is its complete state. */
  'display:join': message(everyone, z.strictObject({ token: DisplayToken, width: pixels, height: pixels }), DisplayState),
  'hall:join': message(everyone, z.strictObject({ eventId: Id }), HallState),

  'displays:join': message(organiser, z.strictObject({ eventId: Id }), DisplaysState),
  'display:show': message(organiser, Told.extend({ playlist: Playlist }), nothing),
  'display:blank': message(organiser, Told.extend({ blank: z.boolean() }), nothing),
  /** The number fills the wall for ten seconds. */
  'display:identify': message(organiser, Told, nothing),
  /** Once per id. */
  'display:reload': message(organiser, Told.extend({ reloadId: Id }), nothing),
  'display:set': message(organiser, Told.extend({ settings: DisplaySettings }), nothing),
  'display:name': message(
    organiser, z.strictObject({ eventId: Id, displayId: Id, name: Plain.trim().max(40), place: Plain.trim().max(60) }), nothing,
  ),
  /** Forgotten with number and name; a machine that is still on comes back as a new screen. */
  'display:remove': message(organiser, Told, nothing),
  /** The machine of `by` goes on as this screen, with its number, name and page; what `by` was is gone. */
  'display:replace': message(organiser, z.strictObject({ eventId: Id, displayId: Id, by: Id }), nothing),
} as const;
