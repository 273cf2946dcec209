/** Screens in the hall: what one shows and how, and what the console knows of each. */
import { z } from 'zod';
import { Id, Instant, Plain } from './basics.ts';

/** Both languages; without English the Chinese stands for it. */
export const NoticeText = z.strictObject({ zh: Plain.trim().min(1).max(300), en: Plain.trim().max(300) });

/** An uploaded picture: bytes at most, pixels of its longer side at most, and how many an event keeps. */
export const MOST_PICTURE_BYTES = 12_000_000;
export const MOST_PICTURE_SIDE = 10_000;
export const MOST_PICTURES = 60;

/** What a screen can show: a closed union. `contestId: null` means every contest that is running. */
export const ScreenPage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('board'), contestId: Id.nullable() }),
  z.strictObject({ kind: z.literal('overview') }),
  z.strictObject({ kind: z.literal('organisations') }),
  z.strictObject({ kind: z.literal('medals') }),
  z.strictObject({ kind: z.literal('stage'), contestId: Id.nullable() }),
  z.strictObject({ kind: z.literal('schedule'), contestId: Id.nullable() }),
  z.strictObject({ kind: z.literal('ceremony') }),
  z.strictObject({ kind: z.literal('notice'), title: NoticeText, body: NoticeText.nullable(), /** Its title says what it shows. */ picture: Id.exactOptional() }),
]);
export type ScreenPage = z.infer<typeof ScreenPage>;

export const PlaylistItem = z.strictObject({ page: ScreenPage, seconds: z.int().min(5).max(600) });
export type PlaylistItem = z.infer<typeof PlaylistItem>;
/** Turned by the server's clock. One item stands still; none: the screen waits with its number. */
export const Playlist = z.array(PlaylistItem).max(20);
export type Playlist = z.infer<typeof Playlist>;

export const DisplaySettings = z.strictObject({
  locale: z.enum(['zh', 'en']),
  /** Safe margin on every side, in percent of the picture. */
  overscan: z.int().min(0).max(5),
  /** For weak machines: nothing moves. */
  plain: z.boolean(),
});
export type DisplaySettings = z.infer<typeof DisplaySettings>;

/** A screen, complete. It has no rights: all it shows is public. */
export const DisplayState = z.object({
  id: Id,
  revision: z.int(),
  number: z.int(),
  name: z.string(),
  place: z.string(),
  /** Null until a console told it something. */
  eventId: Id.nullable(),
  settings: DisplaySettings,
  playlist: Playlist,
  blankSince: Instant.nullable(),
  /** Until then its number fills the wall. */
  identifyUntil: Instant.nullable(),
  /** A page that was loaded under another one loads itself again. */
  reloadId: Id.nullable(),
});
export type DisplayState = z.infer<typeof DisplayState>;

export const DisplayCard = DisplayState.extend({ online: z.boolean(), lastSeenAt: Instant, width: z.int(), height: z.int() });
export type DisplayCard = z.infer<typeof DisplayCard>;

/** The event's screens and those that wait for one, by number. */
export const DisplaysState = z.object({ eventId: Id, at: Instant, displays: z.array(DisplayCard) });
export type DisplaysState = z.infer<typeof DisplaysState>;
