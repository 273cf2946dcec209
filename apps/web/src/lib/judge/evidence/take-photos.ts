/** Takes what a camera or a choice of files gave: each picture made small on the device, while there is room for it. */
import { m } from '#lib/paraglide/messages.js';
import { deviceRoom } from './room.ts';

/** As `shrinkPhoto` made it. */
export type Made = { readonly bytes: Blob; readonly sha256: string };
export type Taking = { readonly most: number; readonly onadd: (photo: Made) => Promise<void>; /** Empty: none any more. */ readonly ontrouble: (words: string) => void };

export async function takePhotos(input: HTMLInputElement, { most, onadd, ontrouble }: Taking): Promise<void> {
  const files = [...(input.files ?? [])].slice(0, most);
  ontrouble('');
  try {
    const { NotAPicture, shrinkPhoto } = await import('./shrink.ts');
    for (const file of files) {
      if ((await deviceRoom())?.full) return ontrouble(m.evidence_no_room());
      try {
        await onadd(await shrinkPhoto(file));
      } catch (error) {
        if (!(error instanceof NotAPicture)) throw error;
        ontrouble(m.evidence_unreadable({ name: file.name }));
      }
    }
  } finally {
    // The same picture may be chosen again.
    input.value = '';
  }
}
