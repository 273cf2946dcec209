/** What judges and chiefs see of a contest: codes, never names. A judge sees own sheets only. */
import { z } from 'zod';
import type { Rules, Scheme } from '@leitai/scoring';
import { ContestState, EntrantState, Id, Instant, Plain, SheetState, Text } from './basics.ts';
import { Derived } from './indicators.ts';
import { Evidence, Note } from './evidence.ts';
import { PaperOnSheet } from './paper-entry.ts';
import { Recusal } from './recusal.ts';
import { MarkValue } from './scheme.ts';
import { StationTimer } from './timer.ts';

export const Mark = z.object({ criterionId: z.string(), value: MarkValue.nullable(), version: z.int(), at: Instant });
export type Mark = z.infer<typeof Mark>;

/** What the chief asks to be looked at again. Only these items are unlocked. */
export const Returned = z.object({ reason: z.string(), items: z.array(z.string()), at: Instant });
export type Returned = z.infer<typeof Returned>;

export const Sheet = z.object({
  id: Id,
  entrantId: Id,
  judgeId: Id,
  /** From 1; only sheets of the entrant's last attempt count (STAGE-2). */
  attempt: z.int(),
  state: SheetState,
  version: z.int(),
  submittedAt: Instant.nullable(),
  returned: Returned.nullable(),
  /** Where it was marked on paper; absent on a desk that was kept from before. */
  paper: PaperOnSheet.nullable().exactOptional(),
  marks: z.array(Mark),
  notes: z.array(Note),
  /** Without those that were removed. */
  evidence: z.array(Evidence),
});
export type Sheet = z.infer<typeof Sheet>;

export const DeskEntrant = z.object({
  id: Id,
  code: z.string(),
  position: z.int(),
  state: EntrantState,
  /** The attempt in hand, from 1; more than 1 where the chief granted a repeat. */
  attempt: z.int(),
  /** Of the attempt in hand; null until the entrant is called. */
  timer: StationTimer.nullable(),
  /** What records feed derived criteria with, by criterion; absent where there is none. */
  derived: z.record(z.string(), Derived).exactOptional(),
});
export type DeskEntrant = z.infer<typeof DeskEntrant>;

/** A substitute the chief asked for, or one who has taken the place under the same code. */
export const SubstituteState = z.enum(['asked', 'done']);
export type SubstituteState = z.infer<typeof SubstituteState>;

export const DeskContest = z.object({
  id: Id,
  eventId: Id,
  eventName: Text,
  /** Of a practice copy: said on the tablet, with or without a network. */
  practice: z.boolean(),
  letter: z.string(),
  name: Text,
  state: ContestState,
  revision: z.int(),
  schemeVersion: z.int(),
  /** Why the contest stands still, and since when: nobody is called and no timer runs; what was performed may be marked and confirmed. */
  paused: z.object({ since: Instant, reason: z.string() }).nullable(),
});
export type DeskContest = z.infer<typeof DeskContest>;

const scheme = z.custom<Scheme>((v) => typeof v === 'object' && v !== null);
const rules = z.custom<Rules>((v) => typeof v === 'object' && v !== null);

/** What a tablet says of itself. Connected is not current: marks may still be on it. */
export const DeviceReport = z.object({
  /** Commands no server has acknowledged. */
  unsent: z.int().min(0).max(100_000),
  oldestUnsentAt: Instant.nullable(),
  lastAckAt: Instant.nullable(),
  /** Milliseconds to add to the tablet's clock to get the server's. */
  clockOffsetMs: z.int().min(-1e13).max(1e13),
  appVersion: Plain.max(60),
});
export type DeviceReport = z.infer<typeof DeviceReport>;

/** A tablet paired to a judge. One of them is active: only its commands are taken. */
export const PairedDevice = z.object({
  id: Id,
  label: z.string(),
  pairedAt: Instant,
  active: z.boolean(),
  online: z.boolean(),
  /** The last one, with the server's time of its arrival: what a tablet that is offline holds may have grown since. */
  report: DeviceReport.extend({ at: Instant }).nullable(),
});
export type PairedDevice = z.infer<typeof PairedDevice>;

/** A judge's whole desk: enough to mark the session through. */
export const JudgeDesk = z.object({
  me: z.object({ judgeId: Id, seat: z.int(), name: z.string(), role: z.enum(['judge', 'chief']) }),
  /** Whether this is the judge's active device, and the one that is when it is not. */
  device: z.object({ active: z.boolean(), other: PairedDevice.nullable() }),
  contest: DeskContest,
  chief: z.string().nullable(),
  scheme,
  entrants: z.array(DeskEntrant),
  sheets: z.array(Sheet),
  /** The own ones: whom this judge does not mark. */
  recusals: z.array(Recusal),
  serverTime: Instant,
});
export type JudgeDesk = z.infer<typeof JudgeDesk>;

export const PanelJudge = z.object({
  id: Id,
  seat: z.int(),
  name: z.string(),
  online: z.boolean(),
  lastAckAt: Instant.nullable(),
  devices: z.array(PairedDevice),
});
export type PanelJudge = z.infer<typeof PanelJudge>;

/** The chief's desk: every judge's sheet of the contest. */
export const ChiefDesk = z.object({
  me: z.object({ judgeId: Id.nullable(), name: z.string() }),
  contest: DeskContest,
  scheme,
  rules,
  judges: z.array(PanelJudge),
  entrants: z.array(DeskEntrant.extend({
    total: z.string().nullable(), outReason: z.string().nullable(), substitute: SubstituteState.nullable(),
    /** Whether the call room has seen them; null while the draw is sealed: who came would lead from the number to the code. */
    arrived: z.boolean().nullable(),
  })),
  /** How many the call room has seen. */
  arrivals: z.int(),
  sheets: z.array(Sheet),
  recusals: z.array(Recusal),
  serverTime: Instant,
});
export type ChiefDesk = z.infer<typeof ChiefDesk>;
