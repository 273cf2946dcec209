/** Answers the routes by which the organiser keeps posts, organisations, people and the judges' pool. */
import type { peopleRoutes } from '@leitai/contract';
import { asAccount } from '../access/as-role.ts';
import { eventPeople } from '../queries/event-people.ts';
import { judgePool } from '../queries/judge-pool.ts';
import { libraryPosts } from '../seed/library.ts';
import { confirmPool, previewPool } from '../use-cases/import-pool.ts';
import { addOrganisation, renameOrganisation } from '../use-cases/keep-organisations.ts';
import { addPerson, changeEntries, changePerson, removePerson } from '../use-cases/keep-people.ts';
import { addPoolJudge, changePoolJudge, removePoolJudge } from '../use-cases/keep-pool.ts';
import { addPosts, removeContest } from '../use-cases/keep-posts.ts';
import { applySeating, previewSeating } from '../use-cases/seat-panels.ts';
import { goneOf, receiveFile, ROSTER } from './receive-file.ts';
import type { Handlers } from './register.ts';

const done = async (work: Promise<void>): Promise<Record<string, never>> => {
  await work;
  return {};
};

export const peopleHandlers: Pick<Handlers, keyof typeof peopleRoutes> = {
  'GET /api/library/posts': async () => libraryPosts().map(({ letter, name, shortName, scheme }) => ({ code: scheme.code, letter, name, shortName })),
  'POST /api/events/:eventId/posts': ({ ctx, params, input }) => done(addPosts(ctx, params.eventId, input)),
  'DELETE /api/events/:eventId/contests/:contestId': ({ ctx, params }) => done(removeContest(ctx, params)),
  'GET /api/events/:eventId/people': ({ ctx, params }) => eventPeople(ctx.db, params.eventId),
  'POST /api/events/:eventId/organisations': ({ ctx, params, input }) => addOrganisation(ctx, params.eventId, input),
  'POST /api/events/:eventId/organisations/:organisationId': ({ ctx, identity, params, input }) => done(renameOrganisation(ctx, asAccount(identity), params, input.name)),
  'POST /api/events/:eventId/people': ({ ctx, identity, params, input }) => addPerson(ctx, asAccount(identity), params.eventId, input),
  'POST /api/events/:eventId/people/:personId': ({ ctx, identity, params, input }) => done(changePerson(ctx, asAccount(identity), params, input)),
  'DELETE /api/events/:eventId/people/:personId': ({ ctx, identity, params }) => done(removePerson(ctx, asAccount(identity), params)),
  'POST /api/events/:eventId/people/:personId/entries': ({ ctx, identity, params, input }) => done(changeEntries(ctx, asAccount(identity), params, input.contestIds)),
  'GET /api/events/:eventId/pool': ({ ctx, params }) => judgePool(ctx.db, params.eventId),
  'POST /api/events/:eventId/pool': ({ ctx, identity, params, input }) => addPoolJudge(ctx, asAccount(identity), params.eventId, input),
  'POST /api/events/:eventId/pool/:personId': ({ ctx, identity, params, input }) => done(changePoolJudge(ctx, asAccount(identity), params, input)),
  'DELETE /api/events/:eventId/pool/:personId': ({ ctx, params }) => done(removePoolJudge(ctx, params)),
  'POST /api/events/:eventId/pool-import': async ({ ctx, params, req, res }) => previewPool(ctx, params.eventId, await receiveFile(req, ROSTER), goneOf(res)),
  'POST /api/events/:eventId/pool-import/:importId/confirm': ({ ctx, identity, params, input }) => confirmPool(ctx, asAccount(identity), params, input.skipFaulty),
  'POST /api/events/:eventId/seating/preview': ({ ctx, params, input }) => previewSeating(ctx, params.eventId, input),
  'POST /api/events/:eventId/seating': ({ ctx, identity, params, input }) => applySeating(ctx, asAccount(identity), params.eventId, input),
};
