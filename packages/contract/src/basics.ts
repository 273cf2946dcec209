/** The small shapes every message is made of: ids, texts, decimals, roles. */
import { z } from 'zod';
import { visible } from './visible.ts';

/** Written one way only, as the database writes it: ids are compared and name rooms and boards. */
export const Id = z.uuid().toLowerCase();
/** Text the database can hold: no NUL, no half of a character. What nobody would see of it is taken out. */
export const Plain = z.string().regex(/^[^\0\p{Surrogate}]*$/u).overwrite(visible);
export const Text = z.strictObject({ zh: Plain.trim().min(1).max(200), en: Plain.trim().min(1).max(200) });
export type Text = z.infer<typeof Text>;

/** A rational in canonical form, as the engine returns it. */
export const Exact = z.string().max(200);
export const Instant = z.iso.datetime({ offset: true });

/** Who signs in with name and password: the one list of such roles. */
export const AccountRole = z.enum(['organiser', 'supervisor', 'arbitrator', 'auditor', 'anonymiser', 'steward', 'inspector', 'leader']);
export type AccountRole = z.infer<typeof AccountRole>;
/** All but the unit's leader (领队), who is bound to one event and one organisation. */
export const HouseRole = AccountRole.exclude(['leader']);
export type HouseRole = z.infer<typeof HouseRole>;

export const Role = z.enum(['public', ...AccountRole.options, 'chief', 'judge', 'contestant']);
export type Role = z.infer<typeof Role>;
export const everyone: readonly Role[] = Role.options;
/** Who looks after an event without being on a panel: all of them may read what its results are made of. The anonymiser keeps codes and names apart, and is not one of them. */
export const staff: readonly Role[] = ['organiser', 'supervisor', 'arbitrator', 'auditor'];

export const ContestState = z.enum(['setup', 'running', 'closed', 'signed', 'provisional', 'final']);
export type ContestState = z.infer<typeof ContestState>;

export const EntrantState = z.enum(['waiting', 'on-stage', 'performed', 'confirmed', 'absent', 'withdrawn', 'disqualified']);
export type EntrantState = z.infer<typeof EntrantState>;

/** Without a place, and why (RANK-8). */
export const OutState = EntrantState.extract(['absent', 'withdrawn', 'disqualified']);
export type OutState = z.infer<typeof OutState>;

/** `superseded`: of an attempt that was repeated; it stays as it was and does not count. */
export const SheetState = z.enum(['open', 'submitted', 'returned', 'confirmed', 'recused', 'superseded']);
export type SheetState = z.infer<typeof SheetState>;

export const EventKind = z.enum(['competition', 'practical-check', 'inspection', 'demonstration']);
export type EventKind = z.infer<typeof EventKind>;

/** What a public board calls an entrant: the blind code alone, or the name once confirmed. */
export const BoardNames = z.enum(['code', 'name']);
export type BoardNames = z.infer<typeof BoardNames>;

/** What the public results site calls people: the full name, one with a character hidden, or the code alone. */
export const PublicNames = z.enum(['full', 'masked', 'code']);
export type PublicNames = z.infer<typeof PublicNames>;
