/** Sends an event file as it lies in its folder. */
import type { Response } from 'express';
import type { DescribedFile } from '../event-file/folder.ts';

export function sendArchive(res: Response, { path, createdAt, manifest }: DescribedFile): Promise<void> {
  const day = createdAt.slice(0, 16).replaceAll(/[-:]/g, '');
  res.set('Cache-Control', 'no-store').type('application/zip');
  res.attachment(`${manifest.event.name.zh.replaceAll(/[^\p{L}\p{N} ]/gu, '')}-${day}.leitai.zip`);
  return new Promise((resolve) => res.sendFile(path, { cacheControl: false, dotfiles: 'allow' }, () => resolve()));
}
