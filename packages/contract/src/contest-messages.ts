/** Messages by which a chief runs a contest: entrants, the station's timer, sheets and judges, recusals, results. */
import { z } from 'zod';
import { Id, OutState, Plain } from './basics.ts';
import { command, message, Reason, Version } from './message.ts';
import { Recusal, RecusalReason } from './recusal.ts';
import { StationTimer } from './timer.ts';

const Timing = z.strictObject({ ...command, entrantId: Id });
const Timed = z.object({ timer: StationTimer, revision: z.int() });

export const contestMessages = {
  'entrant:call': message(['chief'], z.strictObject({ ...command, entrantId: Id }), z.object({ revision: z.int() })),
  /** Out of the contest, before or after the result was confirmed: sheets are locked, and nobody ranks or awards the entrant. */
  'entrant:out': message(
    ['chief'],
    z.strictObject({ ...command, entrantId: Id, state: OutState, reason: Reason }),
    z.object({ revision: z.int() }),
  ),
  /** Asks the control room for a substitute: names are the organiser's, so the chief gives the reason only. */
  'entrant:ask-substitute': message(['chief'], z.strictObject({ ...command, entrantId: Id, reason: Reason }), z.object({ revision: z.int() })),
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
  /** The entrant begins anew (STAGE-2): sheets of the attempt before close as they stand, and the panel gets new ones. */
  'attempt:grant': message(['chief'], z.strictObject({ ...command, entrantId: Id, reason: Reason }), z.object({ attempt: z.int(), revision: z.int() })),
  /** A sheet marked for the wrong entrant: it changes places with the same judge's sheet for the right one, with all that is on it. */
  'sheet:move': message(
    ['chief'],
    z.strictObject({ ...command, sheetId: Id, toEntrantId: Id, reason: Reason }),
    z.object({ revision: z.int() }),
  ),
  /** Asks a judge to finish a sheet. Told to the judge's tablets, kept nowhere; `reached` says whether one of them has it on its screen. */
  'judge:nudge': message(['chief', 'organiser'], z.strictObject({ judgeId: Id, entrantId: Id }), z.object({ reached: z.boolean() })),
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
