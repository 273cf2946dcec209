/** A picture for the screens: looked at, drawn anew no larger than a wall and without whatever else was in the file, and kept once. */
import { randomUUID } from 'node:crypto';
import { MOST_PICTURE_SIDE, MOST_PICTURES, type RouteOutput } from '@leitai/contract';
import { Refused, sha256 } from '@leitai/database';
import type { Context } from '../context.ts';
import { notAPhoto, openPicture } from './inspect-photo.ts';

/** Pixels of a wall. */
const [WIDTH, HEIGHT] = [1920, 1080];
const QUALITY = 88;

/** @throws Refused 'event.not-found', 'picture.too-many' (details.most), and what `openPicture` refuses. */
export async function addPicture({ db }: Context, eventId: string, file: Uint8Array): Promise<RouteOutput<'POST /api/events/:eventId/pictures'>> {
  const { picture } = await openPicture(file, MOST_PICTURE_SIDE);
  const drawn = picture.autoOrient().resize({ width: WIDTH, height: HEIGHT, fit: 'inside', withoutEnlargement: true }).webp({ quality: QUALITY });
  const { data, info: { width, height } } = await drawn.toBuffer({ resolveWithObject: true }).catch(notAPhoto);
  const hash = sha256(data);
  return db.$transaction(async (tx) => {
    const [event] = await tx.$queryRaw<unknown[]>`SELECT 1 FROM event WHERE id = ${eventId}::uuid FOR NO KEY UPDATE`;
    if (!event) throw new Refused('event.not-found');
    const known = await tx.screenPicture.findUnique({ where: { eventId_hash: { eventId, hash } }, select: { id: true } });
    if (known) return { pictureId: known.id, width, height };
    if ((await tx.screenPicture.count({ where: { eventId } })) >= MOST_PICTURES) throw new Refused('picture.too-many', { most: MOST_PICTURES });
    const pictureId = randomUUID();
    await tx.screenPicture.create({ data: { eventId, id: pictureId, hash, bytes: new Uint8Array(data), width, height } });
    return { pictureId, width, height };
  });
}
