/** What may stand beside a mark: a note in words, and photographs. */
import { z } from 'zod';
import { Id, Instant } from './basics.ts';

/** Versioned like a mark; a cleared one keeps its version. */
export const Note = z.object({ criterionId: z.string(), text: z.string().nullable(), version: z.int(), at: Instant });
export type Note = z.infer<typeof Note>;

export const PhotoType = z.enum(['image/jpeg', 'image/png', 'image/webp']);
export type PhotoType = z.infer<typeof PhotoType>;

/** Hexadecimal, in small letters. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * When a photograph was taken, by the clock of the device, beside when it arrived (`at`). Null where that clock cannot be right, and of photographs of before it was kept.
 * The record keeps what the device said in any case.
 */
export const TakenAt = Instant.nullable().default(null);

/** A photograph on a sheet. Its id is that of the command that brought it; its bytes are read by the id, and hash to `hash`. */
export const Evidence = z.object({ id: Id, criterionId: z.string(), hash: Sha256, type: PhotoType, width: z.int(), height: z.int(), at: Instant, takenAt: TakenAt });
export type Evidence = z.infer<typeof Evidence>;
