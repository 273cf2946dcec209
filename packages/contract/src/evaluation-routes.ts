/** Routes of the year's evaluation. */
import { z } from 'zod';
import { staff, type Role } from './basics.ts';
import { StepDeciding } from './demonstration.ts';
import { EvaluationAsked, EvaluationDesk, EvaluationFigures, EvaluationProposing } from './evaluations.ts';
import { Paper } from './paper.ts';
import { done, none, organiser, route } from './route.ts';

const supervisor: readonly Role[] = ['supervisor'];

export const evaluationRoutes = {
  'GET /api/events/:eventId/evaluations': route(staff, none, EvaluationDesk),
  /** What would be proposed; changes nothing. */
  'POST /api/events/:eventId/evaluations/preview': route(organiser, EvaluationAsked, EvaluationFigures),
  /** The command's id becomes the evaluation's. 'evaluation.rounds-open' (details.open) while a round of the period goes on; 'evaluation.pending' while another waits. */
  'POST /api/events/:eventId/evaluations': route(organiser, EvaluationProposing, done),
  /** By a supervisor who is somebody else. */
  'POST /api/events/:eventId/evaluations/:evaluationId/signature': route(supervisor, StepDeciding, done),
  'GET /api/events/:eventId/evaluations/:evaluationId/papers/year-evaluation': route(staff, none, Paper),
  'GET /api/events/:eventId/evaluations/:evaluationId/papers/year-evaluation.xlsx': route(staff, none, z.any()),
} as const;
