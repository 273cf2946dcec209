/** Answers the routes of inspections. */
import type { inspectionRoutes } from '@leitai/contract';
import { asAccount, asLeader } from '../access/as-role.ts';
import { asInspector } from '../access/as-inspector.ts';
import { inspectorDevices } from '../queries/inspector-devices.ts';
import { inspectorVisits } from '../queries/inspector-visits.ts';
import { inspectionRecord } from '../queries/paper/inspection-record.ts';
import { planVisits, plansDesk } from '../queries/plans.ts';
import { visitRecord } from '../queries/visit-record.ts';
import { decideVisit, dropVisit, returnVisit } from '../use-cases/decide-visit.ts';
import { handOverVisits } from '../use-cases/hand-over-visits.ts';
import { endRounds } from '../use-cases/end-rounds.ts';
import { endPlan, openUnannounced, savePlan } from '../use-cases/keep-plans.ts';
import { acknowledge } from '../use-cases/visit-head.ts';
import type { Call, Handlers } from './register.ts';

const record = ({ ctx, identity, params }: Call<'GET /api/events/:eventId/visits/:entrantId/papers/inspection-record'>) => inspectionRecord(ctx, identity, params);

export const inspectionHandlers: Pick<Handlers, keyof typeof inspectionRoutes> = {
  'GET /api/events/:eventId/plans': ({ ctx, params }) => plansDesk(ctx.db, params.eventId),
  'POST /api/events/:eventId/plans/:planId': ({ ctx, identity, params, input }) => savePlan(ctx, asAccount(identity), params, input),
  'POST /api/events/:eventId/plans/:planId/end': async ({ ctx, params }) => {
    await endPlan(ctx, params);
    return {};
  },
  'POST /api/events/:eventId/plans/:planId/handover': ({ ctx, identity, params, input }) => handOverVisits(ctx, asAccount(identity), params, input),
  'GET /api/events/:eventId/inspectors': ({ ctx, params }) => inspectorDevices(ctx, params.eventId),
  'GET /api/events/:eventId/plans/:planId/visits': ({ ctx, params }) => planVisits(ctx.db, params.eventId, params.planId),
  'POST /api/events/:eventId/plans/:planId/visits': async ({ ctx, identity, params, input }) => {
    const { contestId, visits } = await openUnannounced(ctx, asAccount(identity), params, input);
    return { contestId, visits: [...visits] };
  },
  'GET /api/events/:eventId/visits/:entrantId': ({ ctx, identity, params }) => visitRecord(ctx, identity, params),
  'GET /api/events/:eventId/visits/:entrantId/papers/inspection-record': record,
  'GET /api/events/:eventId/visits/:entrantId/papers/inspection-record.xlsx': record,
  'POST /api/events/:eventId/visits/:entrantId/acknowledgement': async ({ ctx, identity, params, input }) => {
    await acknowledge(ctx, asLeader(identity, params), params.entrantId, input);
    return {};
  },
  'POST /api/events/:eventId/visits/:entrantId/decision': ({ ctx, identity, params, input }) => decideVisit(ctx, asAccount(identity), params, input),
  'POST /api/events/:eventId/visits/:entrantId/return': async ({ ctx, identity, params, input }) => {
    await returnVisit(ctx, asAccount(identity), params, input);
    return {};
  },
  'POST /api/events/:eventId/visits/:entrantId/drop': async ({ ctx, identity, params, input }) => {
    await dropVisit(ctx, asAccount(identity), params, input);
    return {};
  },
  'POST /api/events/:eventId/rounds/end': async ({ ctx, identity, params, input }) => {
    await endRounds(ctx, asAccount(identity), params.eventId, input);
    return {};
  },
  'GET /api/inspections': ({ ctx, identity }) => inspectorVisits(ctx.db, asInspector(identity)),
};
