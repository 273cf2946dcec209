/** Makes a photograph small enough to send and strips what it tells beside the picture, on the device it was taken with. */

/** Pixels of the longer side, and the JPEG's quality: text on a sheet of paper stays readable. */
const LONGEST = 1600;
const QUALITY = 0.82;

/** Null when the browser cannot read it as a picture. */
export async function smallPhoto(file: File): Promise<File | null> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (!picture) return null;
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  return blob && new File([blob], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg' });
}

/** Photographs made small, PDF as it is. Null: neither of the two. */
export async function asEvidence(file: File): Promise<File | null> {
  return (await file.slice(0, 5).text()) === '%PDF-' ? file : smallPhoto(file);
}
