/** Routes of practical checks, post qualifications and people's records. */
import { z } from 'zod';
import { Id, staff, Text, type Role } from './basics.ts';
import { command, request } from './message.ts';
import { CheckCandidate, CheckChange, CheckOutcomes, Checks, EmployeeNo, PersonRecord, QualificationRegister, RecordList, SuspensionAsked } from './qualifications.ts';
import { done, none, organiser, route } from './route.ts';

const leader: readonly Role[] = ['leader'];
/** Who may look anybody up; the arbitrator rules on appeals and needs no records. */
const overseers: readonly Role[] = ['organiser', 'supervisor', 'auditor'];

export const qualificationRoutes = {
  'GET /api/events/:eventId/checks': route(staff, none, Checks),
  /** Until marking begins. */
  'POST /api/events/:eventId/contests/:contestId/check': route(organiser, CheckChange, done),
  /** Another cohort of the same post, with its scheme, rules and settings. */
  'POST /api/events/:eventId/contests/:contestId/cohorts': route(organiser, z.strictObject({ ...command, name: Text }), z.object({ contestId: Id })),
  'GET /api/events/:eventId/contests/:contestId/candidates': route(organiser, none, z.array(CheckCandidate)),
  /** Enters people of the post's roster; those not in the event yet come with their organisation. */
  'POST /api/events/:eventId/contests/:contestId/candidates': route(organiser, z.strictObject({ keys: z.array(EmployeeNo).min(1).max(500) }), z.object({ entered: z.int() })),
  /** What issuing certificates would do, and for whom it would not. */
  'GET /api/events/:eventId/contests/:contestId/outcomes': route(staff, none, CheckOutcomes),

  /** Over all events, as of the database's today. */
  'GET /api/events/:eventId/qualifications': route(overseers, none, QualificationRegister),
  'POST /api/events/:eventId/qualifications/:certificateId/suspension': route(organiser, SuspensionAsked, done),
  /** By somebody who did not ask for it. */
  'POST /api/events/:eventId/qualifications/:certificateId/suspension/approve': route(['supervisor'], z.strictObject(request), done),
  'POST /api/events/:eventId/qualifications/:certificateId/suspension/reject': route(['supervisor'], z.strictObject(request), done),
  /** The suspension that was read, and no other. */
  'POST /api/events/:eventId/qualifications/:certificateId/suspension/lift': route(['supervisor'], SuspensionAsked.extend(request), done),

  'GET /api/events/:eventId/records': route(overseers, none, RecordList),
  'GET /api/events/:eventId/records/:key': route(overseers, none, PersonRecord),
  /** Of the own unit's people alone. */
  'GET /api/events/:eventId/unit/qualifications': route(leader, none, QualificationRegister),
  'GET /api/events/:eventId/unit/records': route(leader, none, RecordList),
  'GET /api/events/:eventId/unit/records/:key': route(leader, none, PersonRecord),
  'GET /api/my/record': route(['contestant'], none, PersonRecord),
} as const;
