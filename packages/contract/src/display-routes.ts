/** Routes of screens: making oneself known, and what the pages show that are no board. */
import { z } from 'zod';
import { everyone, Id } from './basics.ts';
import { HallState } from './hall.ts';
import { none, organiser, route } from './route.ts';

/** As the server makes it: 256 bits. */
export const DisplayToken = z.string().regex(/^[\w-]{43}$/);

export const displayRoutes = {
  /** A browser that is a screen already is told its token again; another one becomes a new screen with a number. */
  'POST /api/displays': route(everyone, none, z.object({ token: DisplayToken })),
  'GET /api/events/:eventId/hall': route(everyone, none, HallState),
  /** Multipart, one file: JPEG, PNG or WebP by its content. It is drawn anew, no larger than a wall. The same picture is kept once. */
  'POST /api/events/:eventId/pictures': route(organiser, z.any(), z.object({ pictureId: Id, width: z.int(), height: z.int() })),
  /** The bytes themselves, WebP: what is on a wall is public. */
  'GET /api/events/:eventId/pictures/:pictureId': route(everyone, none, z.custom<Uint8Array>()),
} as const;
