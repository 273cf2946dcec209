/** Makes a file fit for an appeal: photographs as the judges' are made, on the device they were taken with; a PDF as it is. */
import { NotAPicture, shrinkPhoto } from '#lib/judge/evidence/shrink.ts';

/** Null: neither a picture this browser can read nor a PDF. */
export async function asEvidence(file: File): Promise<File | null> {
  if ((await file.slice(0, 5).text()) === '%PDF-') return file;
  try {
    const { bytes } = await shrinkPhoto(file);
    return new File([bytes], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: bytes.type });
  } catch (error) {
    if (error instanceof NotAPicture) return null;
    throw error;
  }
}
