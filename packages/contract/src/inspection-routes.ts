/** Routes of inspections: plans, visits and their records, what has to be decided. */
import { z } from 'zod';
import { Id, Plain, staff } from './basics.ts';
import { MOST_ROUNDS_AT_ONCE } from './inspection-periods.ts';
import { InspectionVisitRecord, InspectorDevices, InspectorVisits, PlanFields, PlansDesk, PlanSubject, VisitRow } from './inspections.ts';
import { command, Reason, Version } from './message.ts';
import { Paper } from './paper.ts';
import { checkers, done, none, organiser, route } from './route.ts';

export const inspectionRoutes = {
  'GET /api/events/:eventId/plans': route(staff, none, PlansDesk),
  /** `planId` is the sender's own, and `basedOn` 0, for a new one. What a round was opened with stays; 'plan.stale' when `basedOn` is not the latest. Opens what is due. */
  'POST /api/events/:eventId/plans/:planId': route(organiser, z.strictObject({ ...PlanFields.shape, basedOn: z.int().min(0) }), z.object({ revision: z.int() })),
  /** Opens nothing more from it. */
  'POST /api/events/:eventId/plans/:planId/end': route(organiser, none, done),
  /** What one inspector has not inspected yet goes to another, in the rounds that go on and in those to come. */
  'POST /api/events/:eventId/plans/:planId/handover': route(organiser, z.strictObject({ from: Id, to: Id, reason: Reason }), z.object({ visits: z.int() })),
  'GET /api/events/:eventId/inspectors': route(staff, none, z.array(InspectorDevices)),
  'GET /api/events/:eventId/plans/:planId/visits': route(staff, none, z.array(VisitRow)),
  /** An unannounced inspection, at once: of the named subjects, which need not be among the plan's. Safe to repeat. */
  'POST /api/events/:eventId/plans/:planId/visits': route(
    ['organiser', 'inspector'], z.strictObject({ ...command, subjects: z.array(PlanSubject).min(1).max(50) }), z.object({ contestId: Id, visits: z.array(Id) }),
  ),
  /** Of the own visits of whoever inspects; of the own unit's for its leader. */
  'GET /api/events/:eventId/visits/:entrantId': route([...staff, 'inspector', 'leader'], none, InspectionVisitRecord),
  'GET /api/events/:eventId/visits/:entrantId/papers/inspection-record': route([...staff, 'inspector', 'leader'], none, Paper),
  'GET /api/events/:eventId/visits/:entrantId/papers/inspection-record.xlsx': route([...staff, 'inspector', 'leader'], none, z.any()),
  /** The unit takes note of a result that stands. */
  'POST /api/events/:eventId/visits/:entrantId/acknowledgement': route(['leader'], z.strictObject(command), done),
  /** Makes a result stand that could not by itself: says of every raised veto whether it counts, and why inspectors who lie apart are right. */
  'POST /api/events/:eventId/visits/:entrantId/decision': route(
    checkers,
    z.strictObject({ ...command, sheets: z.array(z.strictObject({ sheetId: Id, version: Version })).max(5), vetoes: z.record(Plain.max(60), z.boolean()), note: Reason }),
    z.object({ total: z.string().nullable(), revision: z.int() }),
  ),
  /** Gives one sheet back to its inspector. */
  'POST /api/events/:eventId/visits/:entrantId/return': route(
    checkers, z.strictObject({ ...command, sheetId: Id, reason: Reason, items: z.array(Plain.min(1).max(60)).min(1).max(200) }), done,
  ),
  /** Not visited after all, and why. */
  'POST /api/events/:eventId/visits/:entrantId/drop': route(checkers, z.strictObject({ ...command, reason: Reason }), done),
  /**
   * Ends rounds, all of them or none: each visit is done, or gets its reason why it was not; the results are final and signed by whoever ends them.
   * Each round's command is answered once. 'round.unfinished' (details.visits) where a visit has no reason, or waits for a decision.
   */
  'POST /api/events/:eventId/rounds/end': route(
    checkers, z.strictObject({ rounds: z.array(z.strictObject({ ...command, contestId: Id })).min(1).max(MOST_ROUNDS_AT_ONCE), reasons: z.record(Id, Reason) }), done,
  ),
  'GET /api/inspections': route(['inspector'], none, InspectorVisits),
} as const;
