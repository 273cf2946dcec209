/** Answers the routes of screens. */
import { MOST_PICTURE_BYTES, type displayRoutes } from '@leitai/contract';
import { asAccount } from '../access/as-role.ts';
import { consume, isHome, uploading } from '../access/limits.ts';
import { readHall } from '../projection/read.ts';
import { readPicture } from '../queries/picture.ts';
import { addPicture } from '../use-cases/add-picture.ts';
import { isDisplay, registerDisplay } from '../use-cases/register-display.ts';
import { receiveFile } from './receive-file.ts';
import { cookieOf, place } from './visitor.ts';
import type { Handlers } from './register.ts';

/** Of its own, so that a screen signs nobody out: the machine may also be somebody's. Browsers keep a cookie for 400 days at most. */
const SCREEN_COOKIE = 'leitai-screen';
const SCREEN_COOKIE_MS = 400 * 24 * 3_600_000;

export const displayHandlers: Pick<Handlers, keyof typeof displayRoutes> = {
  'POST /api/displays': async (call) => {
    const { ctx, limits, req, res } = call;
    const known = new RegExp(`(?:^|;\\s*)${SCREEN_COOKIE}=([\\w-]{43})(?:;|$)`).exec(req.headers.cookie ?? '')?.[1];
    if (known !== undefined && (await isDisplay(ctx, known))) return { token: known };
    // Here what succeeds is what could flood: what comes from elsewhere leaves room for the hall's own.
    const home = await isHome(limits, place(call));
    await consume(limits.display.each, place(call));
    if (!home) await consume(limits.display.all, 'all');
    // The product's first language for a browser that wants neither.
    const token = await registerDisplay(ctx, home, req.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh');
    res.cookie(SCREEN_COOKIE, token, cookieOf(req, SCREEN_COOKIE_MS));
    return { token };
  },
  'GET /api/events/:eventId/hall': ({ ctx, params }) => readHall(ctx, params.eventId),
  'POST /api/events/:eventId/pictures': async ({ ctx, limits, identity, params, req }) => {
    const { bytes } = await uploading(limits, asAccount(identity).accountId, () => receiveFile(req, { mostBytes: MOST_PICTURE_BYTES, tooLarge: 'evidence.too-large' }));
    return addPicture(ctx, params.eventId, bytes);
  },
  'GET /api/events/:eventId/pictures/:pictureId': ({ ctx, params }) => readPicture(ctx.db, params.eventId, params.pictureId),
};
