/** From when on places and awards are public, kept apart from the schemas so that every page may ask. */
import type { ContestState } from './basics.ts';

/** Provisional results (公示) are public with their deadline; only final ones feed certificates. */
export const PUBLISHED: readonly ContestState[] = ['provisional', 'final'];
export const isPublished = (state: ContestState): boolean => PUBLISHED.includes(state);
