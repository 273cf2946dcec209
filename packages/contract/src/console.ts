/** What the organiser's console shows, live, and what it sends. */
import { z } from 'zod';
import { AccountRole, BoardNames, ContestState, EntrantState, EventKind, Id, Instant, PublicNames, Text } from './basics.ts';
import { AskedSubstitute } from './chief-desk.ts';
import { SentBroadcast } from './broadcast.ts';
import { PairedDevice } from './desk.ts';
import { LiveSchedule } from './schedule.ts';

/** `unit`: a leader's organisation, or the one an arbitrator was made known with. */
export const Account = z.object({
  id: Id, name: z.string(), role: AccountRole, unit: Text.nullable(), createdAt: Instant,
  /** Since when nobody signs in with it. */
  closedAt: Instant.nullable(),
  /** Where it is signed in now, the latest first; `own` is the asker's. */
  sessions: z.array(z.object({ device: z.string(), since: Instant, seenAt: Instant, own: z.boolean() })),
});
export type Account = z.infer<typeof Account>;

/** What happened at the door: somebody came in, was turned away, made the account, left, had every session ended, or may not come in any more. */
export const DoorEntry = z.object({
  at: Instant,
  what: z.enum(['signed-in', 'turned-away', 'made', 'signed-out', 'ended', 'closed']),
  /** Empty where the name that was tried is nobody's. */
  name: z.string(), role: z.string(),
  /** Who shut somebody out; empty: the account's own doing. */
  by: z.string(), address: z.string(), device: z.string(),
});
export type DoorEntry = z.infer<typeof DoorEntry>;

/** A one-time link that makes an account of a role. */
export const AccountLink = z.object({ role: AccountRole, unit: Text.nullable(), url: z.string(), expiresAt: Instant });
export type AccountLink = z.infer<typeof AccountLink>;

export const EventSummary = z.object({
  id: Id,
  kind: EventKind,
  name: Text,
  demo: z.boolean(),
  /** A copy to practise with. */
  practice: z.boolean(),
  createdAt: Instant,
  contests: z.int(),
  entrants: z.int(),
  confirmed: z.int(),
});
export type EventSummary = z.infer<typeof EventSummary>;

export const SeatState = z.object({
  judgeId: Id,
  seat: z.int(),
  role: z.enum(['judge', 'chief']),
  name: z.string(),
  organisation: Text.nullable(),
  device: z.object({ id: Id, label: z.string(), pairedAt: Instant, online: z.boolean() }).nullable(),
  lastAckAt: Instant.nullable(),
  /** All tablets paired to this judge, `device` among them. */
  devices: z.array(PairedDevice),
  /** An unused pairing code exists until then. */
  codeUntil: Instant.nullable(),
});
export type SeatState = z.infer<typeof SeatState>;

/** An entrant who has performed and whose result waits: for sheets, for judges who lie too far apart, or for a veto to be decided. */
export const HeldUp = z.object({
  entrantId: Id,
  code: z.string(),
  why: z.enum(['missing', 'spread', 'veto']),
  /** Whose sheets are missing; empty for the others. */
  judges: z.array(z.object({ judgeId: Id, seat: z.int() })),
});
export type HeldUp = z.infer<typeof HeldUp>;

export const ControlContest = z.object({
  id: Id,
  letter: z.string(),
  name: Text,
  state: ContestState,
  /** Null unless the public's view is frozen. */
  frozenSince: Instant.nullable(),
  boardNames: BoardNames,
  confirmed: z.int(),
  entrants: z.int(),
  /** The blind code now on stage. */
  onStage: z.string().nullable(),
  /** Sheets handed in and waiting for the chief. */
  awaiting: z.int(),
  /** Recusals made. */
  recusals: z.int(),
  /** Entrants for whom the chief asks a substitute. */
  substitutes: z.array(AskedSubstitute),
  /** Appeals: all that keep the results from being final, and those of them nobody has accepted or rejected yet. */
  appeals: z.object({ open: z.int(), filed: z.int() }),
  /** Certificates: all that were issued, and those whose revocation a supervisor is to decide. */
  certificates: z.object({ issued: z.int(), asked: z.int() }),
  /** Why it stands still, and since when; null while it does not. */
  paused: z.object({ since: Instant, reason: z.string() }).nullable(),
  /** Who has come to the call room, and who was called three times in vain. */
  checkedIn: z.object({ arrived: z.int(), missing: z.int() }),
  /** Both steps of a sealed draw are drawn, whether it has been unsealed or not. */
  drawn: z.boolean(),
  /** What holds an entrant's result up; empty while the draw is sealed, where no code is told beside a judge. */
  held: z.array(HeldUp),
  /** Before the opening: entrants whom recusal by organisation leaves with fewer judges than the quorum, so that it will not open. */
  conflicts: z.int(),
  seats: z.array(SeatState),
});
export type ControlContest = z.infer<typeof ControlContest>;

/** The control room, complete: small enough to send whole, coalesced. */
export const ControlState = z.object({
  event: EventSummary,
  publicNames: PublicNames,
  /** The last backup on the timer, or before an import, and why it failed if it did; null before the first. */
  backup: z.object({ madeAt: Instant.nullable(), failure: z.string().nullable() }).nullable(),
  /** Webhooks that were switched off after a day of failures, or by hand. */
  webhooksOff: z.int(),
  at: Instant,
  contests: z.array(ControlContest),
  schedule: LiveSchedule,
  /** Not taken back yet, newest first. */
  broadcasts: z.array(SentBroadcast),
});
export type ControlState = z.infer<typeof ControlState>;

/** A row of an uploaded roster as read, with what is wrong with it. */
export const RosterRow = z.object({
  line: z.int(),
  name: z.string(),
  organisation: z.string(),
  post: z.string(),
  employeeNo: z.string(),
  gender: z.string(),
  faults: z.array(z.object({ column: z.string(), code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional() })),
});
export type RosterRow = z.infer<typeof RosterRow>;

export const RosterPreview = z.object({
  importId: Id,
  fileName: z.string(),
  rows: z.array(RosterRow),
  faulty: z.int(),
  /** What confirming would do. */
  adds: z.int(),
  already: z.int(),
  /** What the file says otherwise of people known by their number. */
  changes: z.array(z.object({ line: z.int(), name: z.string(), column: z.enum(['organisation', 'gender']), from: z.string(), to: z.string() })),
  /** Entries this file does not name; they stay. */
  missing: z.array(z.object({ name: z.string(), organisation: Text, letter: z.string() })),
  newOrganisations: z.array(z.string()),
  byPost: z.array(z.object({ letter: z.string(), name: Text, adds: z.int() })),
});
export type RosterPreview = z.infer<typeof RosterPreview>;

export const PairingCard = z.object({
  judgeId: Id,
  name: z.string(),
  seat: z.int(),
  role: z.enum(['judge', 'chief']),
  contest: Text,
  code: z.string(),
  url: z.string(),
  expiresAt: Instant,
});
export type PairingCard = z.infer<typeof PairingCard>;

/** While the contest's draw is sealed: who they are and no more, under the person's id, so that nothing else can be joined to it. */
export const ContestEntrant = z.object({
  id: Id,
  code: z.string().nullable(),
  position: z.int().nullable(),
  name: z.string(),
  organisation: Text,
  state: EntrantState.nullable(),
  rank: z.int().nullable(),
  total: z.string().nullable(),
  award: Text.nullable(),
  /** Its index among all awards of the rules: 0 is gold. */
  awardPlace: z.int().nullable(),
});

/** `code` is null, and `entrantId` the person's, while the contest's draw is sealed. */
export const Badge = z.object({ entrantId: Id, code: z.string().nullable(), name: z.string(), organisation: Text, resultCode: z.string(), url: z.string() });
export type Badge = z.infer<typeof Badge>;
