/** Routes of satisfaction surveys: kept by organisers, read by whoever looks after the event, answered by anybody. */
import { z } from 'zod';
import { everyone, Id, staff } from './basics.ts';
import { command } from './message.ts';
import { Reason } from './registers.ts';
import { done, none, organiser, route } from './route.ts';
import { PublicSurvey, Survey, SurveyAnswerInput, SurveyInput, SurveyResult } from './surveys.ts';

export const surveyRoutes = {
  'GET /api/events/:eventId/surveys': route(staff, none, z.array(Survey)),
  'POST /api/events/:eventId/surveys': route(organiser, z.strictObject({ ...command, ...SurveyInput.shape }), z.object({ id: Id })),
  /** Until it opens. */
  'POST /api/events/:eventId/surveys/:surveyId': route(organiser, z.strictObject({ ...SurveyInput.shape, version: z.int().positive() }), done),
  /** Before its time; it does not open again. */
  'POST /api/events/:eventId/surveys/:surveyId/closing': route(organiser, z.strictObject({ reason: Reason }), done),
  'GET /api/events/:eventId/surveys/:surveyId': route(staff, none, SurveyResult),
  'GET /api/events/:eventId/surveys/:surveyId/results.xlsx': route(staff, none, z.any()),
  'GET /api/events/:eventId/surveys/:surveyId/results.csv': route(staff, none, z.any()),
  /** A comment that names somebody is kept from everybody, for good. */
  'POST /api/events/:eventId/surveys/:surveyId/comments/:answerId': route(organiser, z.strictObject({ reason: Reason }), done),
  'GET /api/survey/:code': route(everyone, none, PublicSurvey),
  'POST /api/survey/:code': route(everyone, SurveyAnswerInput, done),
} as const;
