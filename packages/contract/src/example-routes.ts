/** A year's example, played by the product itself where there is nothing but examples yet. */
import { z } from 'zod';
import { Job } from './event-file.ts';
import { none, organiser, route } from './route.ts';

export const exampleRoutes = {
  /** Goes on after the answer, as a job to ask after and to cancel. The password is of every account of the example, and told this once. */
  'POST /api/example-year': route(organiser, none, z.object({ job: Job, password: z.string() })),
} as const;
