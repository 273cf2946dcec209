/** Answers the routes of practical checks, post qualifications and people's records. */
import type { qualificationRoutes, Text } from '@leitai/contract';
import { Refused, type Database } from '@leitai/database';
import { asAccount, asContestant, asLeader } from '../access/as-role.ts';
import type { LeaderIdentity } from '../access/identity.ts';
import { checkOutcomes } from '../queries/check-outcomes.ts';
import { candidates, checks } from '../queries/checks.ts';
import { LEAST } from '../queries/loop/rates.ts';
import { personRecord } from '../queries/person-record.ts';
import { qualificationRegister } from '../queries/qualifications.ts';
import { recordList } from '../queries/record-list.ts';
import { enterCandidates } from '../use-cases/enter-candidates.ts';
import { addCohort, saveCheck } from '../use-cases/keep-checks.ts';
import { askSuspension, decideSuspension, liftSuspension } from '../use-cases/qualification-suspend.ts';
import type { Handlers } from './register.ts';

/** What an organisation goes by over events. */
const unitName = async (db: Database, { eventId, organisationId: id }: LeaderIdentity): Promise<string> =>
  ((await db.organisation.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } })).name as Text).zh;

export const qualificationHandlers: Pick<Handlers, keyof typeof qualificationRoutes> = {
  'GET /api/events/:eventId/checks': ({ ctx, params }) => checks(ctx.db, params.eventId),
  'POST /api/events/:eventId/contests/:contestId/check': async ({ ctx, identity, params, input }) => {
    await saveCheck(ctx, asAccount(identity), params, input);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/cohorts': ({ ctx, identity, params, input }) => addCohort(ctx, asAccount(identity), params, input),
  'GET /api/events/:eventId/contests/:contestId/candidates': ({ ctx, params }) => candidates(ctx.db, params),
  'POST /api/events/:eventId/contests/:contestId/candidates': ({ ctx, identity, params, input }) => enterCandidates(ctx, asAccount(identity), params, input.keys),
  'GET /api/events/:eventId/contests/:contestId/outcomes': ({ ctx, params }) => checkOutcomes(ctx.db, params),
  'GET /api/events/:eventId/qualifications': ({ ctx, params }) => qualificationRegister(ctx.db, params.eventId),
  'POST /api/events/:eventId/qualifications/:certificateId/suspension': async ({ ctx, identity, params, input }) => {
    await askSuspension(ctx, asAccount(identity), params, input.reason);
    return {};
  },
  'POST /api/events/:eventId/qualifications/:certificateId/suspension/approve': async ({ ctx, identity, params, input }) => {
    await decideSuspension(ctx, asAccount(identity), params, input.requestId, 'approved');
    return {};
  },
  'POST /api/events/:eventId/qualifications/:certificateId/suspension/reject': async ({ ctx, identity, params, input }) => {
    await decideSuspension(ctx, asAccount(identity), params, input.requestId, 'rejected');
    return {};
  },
  'POST /api/events/:eventId/qualifications/:certificateId/suspension/lift': async ({ ctx, identity, params, input }) => {
    await liftSuspension(ctx, asAccount(identity), params, input.requestId, input.reason);
    return {};
  },
  'GET /api/events/:eventId/records': ({ ctx, params }) => recordList(ctx.db, params.eventId),
  'GET /api/events/:eventId/records/:key': ({ ctx, params }) => personRecord(ctx.db, params),
  'GET /api/events/:eventId/unit/qualifications': async ({ ctx, identity, params }) => qualificationRegister(ctx.db, params.eventId, await unitName(ctx.db, asLeader(identity, params))),
  'GET /api/events/:eventId/unit/records': async ({ ctx, identity, params }) => recordList(ctx.db, params.eventId, await unitName(ctx.db, asLeader(identity, params))),
  'GET /api/events/:eventId/unit/records/:key': async ({ ctx, identity, params }) => personRecord(ctx.db, params, { organisation: await unitName(ctx.db, asLeader(identity, params)), least: LEAST }),
  'GET /api/my/record': async ({ ctx, identity }) => {
    const { eventId, entrantId: id } = asContestant(identity);
    const { person } = await ctx.db.entrant.findUniqueOrThrow({ where: { eventId_id: { eventId, id } }, select: { person: { select: { employeeNo: true } } } });
    if (person.employeeNo === null) throw new Refused('record.not-found');
    const record = await personRecord(ctx.db, { eventId, key: person.employeeNo }, { least: LEAST });
    // Colleagues are nobody's business here.
    return { ...record, before: null, after: null };
  },
};
