/** An event's organisations, people, posts and judges' pool, as the organiser keeps them. */
import { z } from 'zod';
import { ContestState, Id, Plain, Text } from './basics.ts';

/** A post of the library a contest can be made from. */
export const LibraryPost = z.object({ code: z.string(), letter: z.string(), name: Text, shortName: Text });
export type LibraryPost = z.infer<typeof LibraryPost>;

const Code = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/);
const Letter = z.string().regex(/^[A-Z][A-Z0-9]{0,2}$/);
/** Posts of the library by code, or one of the event's own, which starts with a scheme of a single criterion of 100 points. */
export const NewPosts = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('library'), codes: z.array(z.string().max(40)).min(1).max(40) }),
  z.strictObject({ from: z.literal('own'), code: Code, letter: Letter, name: Text, shortName: Text }),
]);
export type NewPosts = z.infer<typeof NewPosts>;

export const Gender = z.enum(['', '男', '女']);
export type Gender = z.infer<typeof Gender>;

export const PersonInput = z.strictObject({
  name: Plain.trim().min(1).max(60),
  gender: Gender,
  /** Empty: none. */
  employeeNo: Plain.trim().max(40),
  organisationId: Id,
});
export type PersonInput = z.infer<typeof PersonInput>;

/** Where somebody competes. While the contest's draw is sealed `code` is null and `ref` the person's id, as everywhere. */
export const PersonEntry = z.object({ contestId: Id, ref: Id, code: z.string().nullable() });
export type PersonEntry = z.infer<typeof PersonEntry>;

export const EventPerson = z.object({
  id: Id,
  name: z.string(),
  gender: z.string(),
  employeeNo: z.string(),
  organisationId: Id.nullable(),
  entries: z.array(PersonEntry),
});
export type EventPerson = z.infer<typeof EventPerson>;

export const EventOrganisation = z.object({ id: Id, name: Text, people: z.int(), entrants: z.int() });
export type EventOrganisation = z.infer<typeof EventOrganisation>;

/** `open`: people may still be entered and taken out: in set-up, with no draw begun. */
export const EventPost = z.object({ contestId: Id, postId: Id, code: z.string(), letter: z.string(), name: Text, shortName: Text, state: ContestState, open: z.boolean() });
export type EventPost = z.infer<typeof EventPost>;

/** Contestants, and people entered nowhere yet; judges are in the pool. */
export const EventPeople = z.object({ posts: z.array(EventPost), organisations: z.array(EventOrganisation), people: z.array(EventPerson) });
export type EventPeople = z.infer<typeof EventPeople>;

const Day = z.iso.date();
const Qualification = z.strictObject({
  postId: Id,
  level: Plain.trim().max(40),
  /** The last day it holds; null: without end. */
  until: Day.nullable(),
});
const Former = z.strictObject({ organisation: Plain.trim().min(1).max(100), since: Day, until: Day });

export const PoolJudgeInput = z.strictObject({
  name: Plain.trim().min(1).max(60),
  gender: Gender,
  employeeNo: Plain.trim().max(40),
  /** By its name in either language, made where it is new; empty: none. */
  organisation: Plain.trim().max(100),
  /** Whether the judge may head a panel. */
  chief: z.boolean(),
  /** The days the judge can come; none: every day. */
  days: z.array(Day).max(60),
  qualifications: z.array(Qualification).max(60),
  /** Former organisations; those known already stay. */
  former: z.array(Former).max(20),
});
export type PoolJudgeInput = z.infer<typeof PoolJudgeInput>;

export const PoolJudge = z.object({
  personId: Id,
  name: z.string(),
  gender: z.string(),
  employeeNo: z.string(),
  organisation: Text.nullable(),
  chief: z.boolean(),
  days: z.array(Day),
  qualifications: z.array(Qualification),
  former: z.array(z.object({ organisation: Text, since: Day, until: Day })),
  /** The panels the judge sits on now. */
  seats: z.array(z.object({ contestId: Id, role: z.enum(['judge', 'chief']), seat: z.int() })),
});
export type PoolJudge = z.infer<typeof PoolJudge>;
