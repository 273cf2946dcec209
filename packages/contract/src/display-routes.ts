/** Routes of screens: making oneself known, and what the pages show that are no board. */
import { z } from 'zod';
import { everyone } from './basics.ts';
import { HallState } from './hall.ts';
import { none, route } from './route.ts';

/** As the server makes it: 256 bits. */
export const DisplayToken = z.string().regex(/^[\w-]{43}$/);

export const displayRoutes = {
  /** A browser that is a screen already is told its token again; another one becomes a new screen with a number. */
  'POST /api/displays': route(everyone, none, z.object({ token: DisplayToken })),
  'GET /api/events/:eventId/hall': route(everyone, none, HallState),
} as const;
