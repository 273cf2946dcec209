/** Codes as people read them aloud. */

/** "K7M-2QX": groups of `size`, whether or not the code came with dashes. */
export function grouped(code: string, size: number): string {
  return code.replace(/[^A-Z0-9]/gi, '').match(new RegExp(`.{1,${size}}`, 'g'))?.join('-') ?? '';
}
