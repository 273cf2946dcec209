/** A year's example, played by the product itself where there is nothing but examples yet. */
import { z } from 'zod';
import { Job } from './event-file.ts';
import { done, none, organiser, route } from './route.ts';

/** Of every account of the example. */
const password = z.string();

export const exampleRoutes = {
  /** Goes on after the answer, as a job to ask after and to cancel. */
  'POST /api/example-year': route(organiser, none, z.object({ job: Job, password })),
  /** What the asker has begun on this node, until the password was noted; null: nothing. Its job is null once it ended long ago. */
  'GET /api/example-year': route(organiser, none, z.object({ job: Job.nullable(), password }).nullable()),
  /** Its password was noted, and is told no more. */
  'DELETE /api/example-year': route(organiser, none, done),
} as const;
