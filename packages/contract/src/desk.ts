/** What judges and chiefs see of a contest: codes, never names. A judge sees own sheets only. */
import { z } from 'zod';
import type { Rules, Scheme } from '@leitai/scoring';
import { ContestState, EntrantState, Id, Instant, SheetState, Text } from './basics.ts';
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
  state: SheetState,
  version: z.int(),
  submittedAt: Instant.nullable(),
  returned: Returned.nullable(),
  marks: z.array(Mark),
});
export type Sheet = z.infer<typeof Sheet>;

export const DeskEntrant = z.object({
  id: Id,
  code: z.string(),
  position: z.int(),
  state: EntrantState,
  /** Of the attempt in hand; null until the entrant is called. */
  timer: StationTimer.nullable(),
});
export type DeskEntrant = z.infer<typeof DeskEntrant>;

export const DeskContest = z.object({
  id: Id,
  eventId: Id,
  eventName: Text,
  letter: z.string(),
  name: Text,
  state: ContestState,
  revision: z.int(),
  schemeVersion: z.int(),
});
export type DeskContest = z.infer<typeof DeskContest>;

const scheme = z.custom<Scheme>((v) => typeof v === 'object' && v !== null);
const rules = z.custom<Rules>((v) => typeof v === 'object' && v !== null);

/** A judge's whole desk: enough to mark the session through. */
export const JudgeDesk = z.object({
  me: z.object({ judgeId: Id, seat: z.int(), name: z.string(), role: z.enum(['judge', 'chief']) }),
  contest: DeskContest,
  chief: z.string().nullable(),
  scheme,
  entrants: z.array(DeskEntrant),
  sheets: z.array(Sheet),
  serverTime: Instant,
});
export type JudgeDesk = z.infer<typeof JudgeDesk>;

export const PanelJudge = z.object({
  id: Id,
  seat: z.int(),
  name: z.string(),
  online: z.boolean(),
  lastAckAt: Instant.nullable(),
});
export type PanelJudge = z.infer<typeof PanelJudge>;

/** The chief's desk: every judge's sheet of the contest. */
export const ChiefDesk = z.object({
  me: z.object({ judgeId: Id.nullable(), name: z.string() }),
  contest: DeskContest,
  scheme,
  rules,
  judges: z.array(PanelJudge),
  entrants: z.array(DeskEntrant.extend({ total: z.string().nullable(), outReason: z.string().nullable() })),
  sheets: z.array(Sheet),
  serverTime: Instant,
});
export type ChiefDesk = z.infer<typeof ChiefDesk>;
