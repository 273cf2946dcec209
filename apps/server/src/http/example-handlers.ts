/** Answers the routes of a year's example. */
import { randomBytes } from 'node:crypto';
import type { exampleRoutes } from '@leitai/contract';
import type { Request } from 'express';
import { asAccount } from '../access/as-role.ts';
import { houseDay } from '../queries/today.ts';
import { mayHaveExample, playExampleYear } from '../seed/example-year.ts';
import type { Handlers } from './register.ts';

/** The same year on every machine. */
const SEED = 7;

export const exampleHandlers: Pick<Handlers, keyof typeof exampleRoutes> = {
  'POST /api/example-year': async ({ ctx, identity, req }) => {
    await mayHaveExample(ctx.db);
    // Asked for again because the answer was lost: it is being played.
    const begun = ctx.files.examples.get(asAccount(identity).accountId);
    const played = begun && ctx.files.jobs.find(begun.jobId);
    if (begun && played?.state === 'working') return { job: played, password: begun.password };
    const password = randomBytes(9).toString('base64url');
    const order = { url: here(req), cookie: req.get('cookie') ?? '', seed: SEED, on: await houseDay(ctx.db), password };
    const job = ctx.files.jobs.begin('play', async (work) => {
      await playExampleYear(order, work);
      return {};
    });
    ctx.files.examples.set(asAccount(identity).accountId, { jobId: job.id, password });
    return { job, password };
  },
  'GET /api/example-year': ({ ctx, identity }) => {
    const begun = ctx.files.examples.get(asAccount(identity).accountId);
    return Promise.resolve(begun ? { job: ctx.files.jobs.find(begun.jobId), password: begun.password } : null);
  },
  'DELETE /api/example-year': ({ ctx, identity }) => {
    ctx.files.examples.delete(asAccount(identity).accountId);
    return Promise.resolve({});
  },
};

/** This node itself, not what stands before it. */
function here({ socket }: Request): string {
  const address = (socket.localAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  return `http://${address.includes(':') ? `[${address}]` : address}:${socket.localPort}`;
}
