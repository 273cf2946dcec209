/** Routes of demonstration rounds: the organiser's desk, the unit's application, and what everybody may see. */
import { z } from 'zod';
import { everyone, Id, staff, type Role } from './basics.ts';
import {
  Admission, Application, ApplicationFiling, DecisionProposing, Demonstration, ItemSaving, ItemVerifying, ObjectionAnswer, ObjectionFiling, PlainStep, PlaqueChecking,
  PlaquePause, PublicPlaques, Rectification, RoundSaving, StepDeciding, UnitDemonstration, WithdrawalAsked, WithdrawalDeciding,
} from './demonstration.ts';
import { Comparison } from './demonstration-comparison.ts';
import { Paper } from './paper.ts';
import { checkers, done, none, organiser, route } from './route.ts';

const leader: readonly Role[] = ['leader'];
const supervisor: readonly Role[] = ['supervisor'];
const readers: readonly Role[] = [...staff, 'leader'];

export const demonstrationRoutes = {
  'GET /api/events/:eventId/demonstration': route(staff, none, Demonstration),
  /** Every reviewed team of every real round, to choose from. */
  'GET /api/events/:eventId/demonstration/comparison': route(staff, none, Comparison),
  /** What is chosen, as a workbook. */
  'GET /api/events/:eventId/demonstration/comparison/:choice/table.xlsx': route(staff, none, z.any()),
  /** Sets the round up, with the contest its panel judges, or changes it. */
  'POST /api/events/:eventId/demonstration': route(organiser, RoundSaving, done),
  /** A leader sees the own unit's, and the review once it is decided on. */
  'GET /api/events/:eventId/demonstration/applications/:applicationId': route(readers, none, Application),
  /** 评定表, to print and as a workbook. */
  'GET /api/events/:eventId/demonstration/applications/:applicationId/papers/demonstration-sheet': route(staff, none, Paper),
  'GET /api/events/:eventId/demonstration/applications/:applicationId/papers/demonstration-sheet.xlsx': route(staff, none, z.any()),
  /** The file as it was uploaded, with its type; not an envelope. */
  'GET /api/events/:eventId/demonstration/applications/:applicationId/files/:fileId': route(readers, none, z.any()),
  'POST /api/events/:eventId/demonstration/applications/:applicationId/verification': route(organiser, ItemVerifying, done),
  'POST /api/events/:eventId/demonstration/applications/:applicationId/admission': route(organiser, Admission, done),
  'POST /api/events/:eventId/demonstration/applications/:applicationId/decisions': route(organiser, DecisionProposing, done),
  /** By a supervisor who is somebody else. */
  'POST /api/events/:eventId/demonstration/decisions/:decisionId/signature': route(supervisor, StepDeciding, done),
  'POST /api/events/:eventId/demonstration/objections/:objectionId/answer': route(checkers, ObjectionAnswer, done),
  /** Once nobody objects any more: numbered, with a signed certificate. */
  'POST /api/events/:eventId/demonstration/applications/:applicationId/plaque': route(organiser, PlainStep, z.object({ number: z.string() })),
  'POST /api/events/:eventId/demonstration/plaques/:plaqueId/pause': route(organiser, PlaquePause, done),
  'POST /api/events/:eventId/demonstration/checks/:checkId': route(organiser, PlaqueChecking, done),
  'POST /api/events/:eventId/demonstration/plaques/:plaqueId/withdrawal': route(organiser, WithdrawalAsked, done),
  /** By a supervisor who is somebody else; approved, it revokes the certificate too. */
  'POST /api/events/:eventId/demonstration/plaques/:plaqueId/withdrawal/decision': route(supervisor, WithdrawalDeciding, done),

  'GET /api/events/:eventId/unit/demonstration': route(leader, none, UnitDemonstration),
  /** The own unit's teams in every round that decided on one, and the rounds' means, without names. */
  'GET /api/events/:eventId/unit/demonstration/comparison': route(leader, none, Comparison),
  'GET /api/events/:eventId/unit/demonstration/comparison/:choice/table.xlsx': route(leader, none, z.any()),
  'POST /api/events/:eventId/unit/demonstration': route(leader, ApplicationFiling, z.object({ applicationId: Id })),
  'POST /api/events/:eventId/unit/demonstration/:applicationId/items': route(leader, ItemSaving, done),
  /** Multipart: a field `file` (FileAdding as JSON), then one file of 5 MB, photo or PDF by its content. */
  'POST /api/events/:eventId/unit/demonstration/:applicationId/files': route(leader, z.any(), z.object({ fileId: Id })),
  'POST /api/events/:eventId/unit/demonstration/:applicationId/files/:fileId/removal': route(leader, PlainStep, done),
  'POST /api/events/:eventId/unit/demonstration/:applicationId/submission': route(leader, PlainStep, done),
  'POST /api/events/:eventId/unit/demonstration/:applicationId/withdrawal': route(leader, PlainStep, done),
  'POST /api/events/:eventId/unit/demonstration/:applicationId/rectification': route(leader, Rectification, done),

  'GET /api/plaques': route(everyone, none, PublicPlaques),
  'POST /api/plaques/objections': route(everyone, ObjectionFiling, z.object({ number: z.int() })),
} as const;
