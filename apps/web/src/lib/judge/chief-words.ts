/** What the chief did that this judge must know of: asked for a sheet, exchanged two, granted a repeat. Shown until the judge has seen it. */
import type { JudgeDesk, Sheet } from '@leitai/contract';

/** By entrant. */
export type ChiefWord =
  | { readonly type: 'nudge'; readonly entrantId: string }
  | { readonly type: 'moved'; readonly entrantId: string; readonly other: string }
  | { readonly type: 'repeat'; readonly entrantId: string; readonly attempt: number };

/** What a sheet as the server has it now says beside the one known here; null where the judge did it, or nothing of note. */
export function wordOf(known: JudgeDesk, fresh: Sheet): ChiefWord | null {
  const before = known.sheets.find(({ id }) => id === fresh.id);
  if (before && before.entrantId !== fresh.entrantId) return { type: 'moved', entrantId: fresh.entrantId, other: before.entrantId };
  if (!before && fresh.attempt > 1 && fresh.state === 'open') return { type: 'repeat', entrantId: fresh.entrantId, attempt: fresh.attempt };
  return null;
}

/** The latest last; what is said again, or of the other of two exchanged sheets, is said once. */
export function withWord(words: readonly ChiefWord[], word: ChiefWord): readonly ChiefWord[] {
  const same = (one: ChiefWord): boolean =>
    one.type === word.type && (one.entrantId === word.entrantId || (one.type === 'moved' && word.type === 'moved' && one.entrantId === word.other && one.other === word.entrantId));
  return word.type === 'moved' && words.some(same) ? words : [...words.filter((one) => !same(one)), word];
}
