/** Messages of an inspector: one sign-in, all own visits. Marks, notes, photographs and hand-ins are those of judges' sheets. */
import { z } from 'zod';
import { Id } from './basics.ts';
import { DeviceReport } from './desk.ts';
import { InspectorVisits, VisitDesk, VisitHead } from './inspections.ts';
import { command, message, Version } from './message.ts';

export const inspectionMessages = {
  /** The own visits; 'visits:changed' is heard from then on. */
  'visits:join': message(['inspector'], z.strictObject({}), InspectorVisits),
  /** What is still on the phone, of all visits: as 'desk:report' of a tablet, to every event in which the account inspects. */
  'visits:report': message(['inspector'], z.strictObject(DeviceReport.shape), z.strictObject({})),
  /** One round's desk: what 'desk:join' is to a judge. The first device to come is the active one. */
  'visit:join': message(['inspector'], z.strictObject({ contestId: Id }), VisitDesk),
  'visit:take-over': message(['inspector'], z.strictObject({ ...command, contestId: Id }), z.object({ revision: z.int() })),
  /** The record's head, whole; 'visit.conflict' with the one that stands where another was written. */
  'visit:put': message(
    ['inspector'], z.strictObject({ ...command, entrantId: Id, expectedVersion: Version, head: VisitHead }), z.object({ version: z.int(), revision: z.int() }),
  ),
} as const;
