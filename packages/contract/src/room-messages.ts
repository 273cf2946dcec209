/** Messages of rooms: coming in, going out, and what a device says of itself. */
import { z } from 'zod';
import { everyone, Id, staff } from './basics.ts';
import { BoardState, OverviewState } from './board.ts';
import { ControlState } from './console.ts';
import { ChiefDesk, DeviceReport, JudgeDesk } from './desk.ts';
import { LEFT_ROOMS } from './left-rooms.ts';
import { command, message } from './message.ts';

export const roomMessages = {
  /** Joining acknowledges with the snapshot. */
  'board:join': message(everyone, z.strictObject({ contestId: Id }), BoardState),
  'overview:join': message(everyone, z.strictObject({ eventId: Id }), OverviewState),
  'desk:join': message(['judge', 'chief'], z.strictObject({}), JudgeDesk),
  'contest:join': message(['chief', 'organiser'], z.strictObject({ contestId: Id }), ChiefDesk),
  'control:join': message(staff, z.strictObject({ eventId: Id }), ControlState),
  'room:leave': message(everyone, z.strictObject({ room: z.enum(LEFT_ROOMS), id: Id }), z.strictObject({})),

  /** What is still on the tablet: every five seconds while something is, and when that changes. Kept in the live store, not in the database. */
  'desk:report': message(['judge', 'chief'], z.strictObject(DeviceReport.shape), z.strictObject({})),
  /** This device becomes the judge's active one; the other turns read-only, and what it has not sent stays on it. */
  'desk:take-over': message(['judge'], z.strictObject(command), z.object({ revision: z.int() })),
} as const;
