/** Every socket message, once: what goes in, what the acknowledgement carries, who may send it. */
import { z } from 'zod';
import { everyone, Id, Instant, OutState, Plain, type Role, staff } from './basics.ts';
import { BoardState, OverviewState } from './board.ts';
import { ControlState } from './console.ts';
import { ChiefDesk, DeviceReport, JudgeDesk, Sheet, type DeskContest, type DeskEntrant, type Mark, type PanelJudge } from './desk.ts';
import { Recusal, RecusalReason } from './recusal.ts';
import { MarkValue } from './scheme.ts';
import { StationTimer } from './timer.ts';

const message = <I extends z.ZodType, O>(allow: readonly Role[], input: I, output: z.ZodType<O>) => ({ allow, input, output });

/** A command is safe to repeat: the same id gets the stored answer, whoever lost the first one. */
const command = { commandId: Id, at: Instant };
/** Of a sheet or a mark, as far as the database counts. */
const Version = z.int32().min(0);

const Reason = Plain.trim().min(1).max(500);
const Timing = z.strictObject({ ...command, entrantId: Id });
const Timed = z.object({ timer: StationTimer, revision: z.int() });

export const messages = {
  /** Joining acknowledges with the snapshot. */
  'board:join': message(everyone, z.strictObject({ contestId: Id }), BoardState),
  'overview:join': message(everyone, z.strictObject({ eventId: Id }), OverviewState),
  'desk:join': message(['judge', 'chief'], z.strictObject({}), JudgeDesk),
  'contest:join': message(['chief', 'organiser'], z.strictObject({ contestId: Id }), ChiefDesk),
  'control:join': message(staff, z.strictObject({ eventId: Id }), ControlState),
  'room:leave': message(everyone, z.strictObject({ room: z.enum(['board', 'overview', 'contest', 'control']), id: Id }), z.strictObject({})),

  /** What is still on the tablet: every five seconds while something is, and when that changes. Kept in the live store, not in the database. */
  'desk:report': message(['judge', 'chief'], z.strictObject(DeviceReport.shape), z.strictObject({})),
  /** This device becomes the judge's active one; the other turns read-only, and what it has not sent stays on it. */
  'desk:take-over': message(['judge'], z.strictObject(command), z.object({ revision: z.int() })),

  /** `value: null` clears the mark; the cleared mark keeps its version. */
  'mark:put': message(
    ['judge'],
    z.strictObject({
      ...command,
      sheetId: Id,
      criterionId: Plain.min(1).max(60),
      value: MarkValue.nullable(),
      expectedVersion: Version,
    }),
    z.object({ version: z.int(), sheetVersion: z.int(), revision: z.int(), recordedAt: Instant }),
  ),
  'sheet:submit': message(
    ['judge'],
    z.strictObject({ ...command, sheetId: Id, expectedVersion: Version }),
    z.object({ sheet: Sheet, revision: z.int() }),
  ),
  'sheet:return': message(
    ['chief'],
    z.strictObject({
      ...command,
      sheetId: Id,
      reason: Plain.trim().min(1).max(500),
      items: z.array(Plain.min(1).max(60)).min(1).max(200),
    }),
    z.object({ sheet: Sheet, revision: z.int() }),
  ),
  'entrant:call': message(['chief'], z.strictObject({ ...command, entrantId: Id }), z.object({ revision: z.int() })),
  /** Out of the contest, before or after the result was confirmed: sheets are locked, and nobody ranks or awards the entrant. */
  'entrant:out': message(
    ['chief'],
    z.strictObject({ ...command, entrantId: Id, state: OutState, reason: Reason }),
    z.object({ revision: z.int() }),
  ),
  /** Back from absence, withdrawal or disqualification by the chief; a veto that was confirmed stays. */
  'entrant:reinstate': message(['chief'], z.strictObject({ ...command, entrantId: Id, reason: Reason }), z.object({ revision: z.int() })),
  /** The station's timer, by the server's clock; only for the entrant on stage. */
  'timer:start': message(['chief'], Timing, Timed),
  'timer:pause': message(['chief'], Timing, Timed),
  /** Stopping keeps the time with the attempt; starting again goes on from it. */
  'timer:stop': message(['chief'], Timing, Timed),
  /** Back to nothing counted and nothing added. */
  'timer:reset': message(['chief'], Timing, Timed),
  'timer:extend': message(['chief'], Timing.extend({ seconds: z.int().min(1).max(3600) }), Timed),
  /** A judge's own word: an interest in whoever has this code. It stands at once and cannot be taken back. */
  'recusal:declare': message(
    ['judge'], z.strictObject({ ...command, entrantId: Id, reason: RecusalReason }), z.object({ recusal: Recusal, revision: z.int() }),
  ),
  'recusal:order': message(
    ['chief'], z.strictObject({ ...command, judgeId: Id, entrantId: Id, reason: RecusalReason }), z.object({ recusal: Recusal, revision: z.int() }),
  ),
  /**
   * The chief makes the entrant's result stand. `without` names judges whose unsubmitted sheets do not count;
   * `vetoes` says of each raised veto whether it stands.
   */
  'result:confirm': message(
    ['chief'],
    z.strictObject({
      ...command,
      entrantId: Id,
      /** The versions the chief looked at; a sheet changed since is refused as stale. */
      sheets: z.array(z.strictObject({ sheetId: Id, version: Version })).max(50),
      without: z.array(Id).max(50),
      vetoes: z.record(Plain.max(60), z.boolean()),
      /** Needed where judges lie further apart than the rules allow. */
      note: Reason.exactOptional(),
    }),
    z.object({ total: z.string().nullable(), revision: z.int() }),
  ),
} as const;

export type MessageName = keyof typeof messages;
export type MessageInput<N extends MessageName> = z.infer<(typeof messages)[N]['input']>;
export type MessageOutput<N extends MessageName> = z.infer<(typeof messages)[N]['output']>;

/** What the server tells without being asked. Each is a complete small state or one changed row, with a revision. */
export type ServerMessages = {
  'board:changed': BoardState;
  'overview:changed': OverviewState;
  'control:changed': ControlState;
  /** To the chief's room: one mark of one judge, live. */
  'mark:changed': { contestId: string; sheetId: string; judgeId: string; mark: Mark; sheetVersion: number; revision: number };
  /** To the judge whose sheet it is, and to the chief's room. */
  'sheet:changed': { contestId: string; sheet: Sheet; revision: number };
  /** To judges and chief: state of the contest and its entrants. `total` and `outReason` only in the chief's room. */
  'contest:changed': { contest: DeskContest; entrants: (DeskEntrant & { total?: string | null; outReason?: string | null })[] };
  /** To the judge it keeps from marking, and to the chief's room. */
  'recusal:made': { contestId: string; recusal: Recusal; revision: number };
  'judges:changed': { contestId: string; judges: PanelJudge[] };
  /** Another device of this judge has taken over: this one is read-only until it takes over again. */
  'device:inactive': { at: string };
  /** The device was revoked: forget everything and go to pairing. */
  'device:revoked': { at: string };
};
