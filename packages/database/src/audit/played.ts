/** What the events of a contest, played again, say of its rows. */
import type { MarkValue } from '@leitai/scoring';

/** What an event of before the columns were sealed does not say is undefined, and is not compared. */
type PlayedMark = { readonly seq: number; readonly value: MarkValue | null; readonly version: number; readonly at: string | undefined };
type PlayedNote = { readonly seq: number; readonly text: string | null; readonly version: number; readonly at: string };
/** `removed_at` and `hash_of_bytes` as columns, so that they are compared by name. */
type PlayedEvidence = {
  readonly seq: number; readonly criterion_id: string; readonly hash: string; readonly type: string; readonly width: number; readonly height: number;
  readonly at: string; readonly taken_at: string | null; readonly removed_at: string | null; readonly hash_of_bytes: string; readonly bytes: number;
};
export type PlayedSheet = {
  readonly seq: number;
  readonly version: number;
  readonly state: 'open' | 'submitted' | 'returned' | 'confirmed' | 'recused' | 'superseded';
  readonly judgeId: string | undefined;
  readonly entrantId: string | undefined;
  /** Known of a sheet that was moved or made for a repeat. */
  readonly attempt: number | undefined;
  readonly submittedAt: string | null | undefined;
  readonly amendedAt: string | null;
  readonly returned: { readonly reason: string; readonly items: readonly string[]; readonly at: string | undefined } | null;
  /** What the last step of a paper sheet said; null where there was none, or it was set aside. */
  readonly paper: object | null;
  readonly marks: ReadonlyMap<string, PlayedMark>;
  readonly notes: ReadonlyMap<string, PlayedNote>;
  /** By their ids, removed ones too. */
  readonly evidence: ReadonlyMap<string, PlayedEvidence>;
};
export type PlayedJudge = { readonly seq: number; readonly seat: number; readonly role: string; readonly person: string | undefined; readonly endedAt: string | null };
/** `hash` is the signature's SHA-256, `returned` the return that was open when it was given. */
export type PlayedSignature = { readonly seq: number; readonly hash: string; readonly returned: PlayedSheet['returned'] };
export type PlayedRecusal = { readonly seq: number; readonly cause: string; readonly reason: string; readonly at: string };
/** A result as an event made it stand: by its confirmation, or by a correction. */
export type Made = {
  readonly seq: number;
  readonly at: string;
  readonly entrantId: string;
  readonly status: string;
  readonly total: string | null;
  readonly vetoes: Readonly<Record<string, boolean>>;
  readonly note: string | null;
  /** Null for a confirmation. */
  readonly correctionId: string | null;
  /** The counted sheets as they stood at that moment, in the order they were counted. */
  readonly sheets: readonly (PlayedSheet & { readonly id: string })[];
};

/** A sheet no event has spoken of. */
export const blank: PlayedSheet = {
  seq: 0, version: 0, state: 'open', judgeId: undefined, entrantId: undefined, attempt: undefined, submittedAt: null, amendedAt: null, returned: null, paper: null, marks: new Map(), notes: new Map(), evidence: new Map(),
};
