/** A picture for the screens, as it is sent. */
import { Refused, type Database } from '@leitai/database';
import type { Photo } from './evidence.ts';

/** @throws Refused 'picture.not-found'. */
export async function readPicture(db: Database, eventId: string, id: string): Promise<Photo> {
  const picture = await db.screenPicture.findUnique({ where: { eventId_id: { eventId, id } } });
  if (!picture) throw new Refused('picture.not-found');
  return { hash: picture.hash, type: 'image/webp', bytes: picture.bytes, lasting: true };
}
