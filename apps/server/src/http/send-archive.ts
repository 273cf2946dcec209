/** Sends an event file as it lies in its folder. */
import { Refused } from '@leitai/database';
import type { Response } from 'express';
import type { DescribedFile } from '../event-file/folder.ts';

/** What breaks off on the way is cut off, so that nobody takes half of it for the whole. @throws Refused 'event-file.not-found' when it has gone meanwhile. */
export async function sendArchive(res: Response, { path, createdAt, manifest }: DescribedFile): Promise<void> {
  const day = createdAt.slice(0, 16).replaceAll(/[-:]/g, '');
  res.set('Cache-Control', 'no-store').type('application/zip');
  res.attachment(`${manifest.event.name.zh.replaceAll(/[^\p{L}\p{N} ]/gu, '')}-${day}.leitai.zip`);
  const failure = await new Promise<Error | undefined>((resolve) => res.sendFile(path, { cacheControl: false, dotfiles: 'allow' }, resolve));
  if (failure === undefined) return;
  if (res.headersSent) return void res.destroy();
  res.removeHeader('Content-Disposition');
  throw new Refused('event-file.not-found');
}
