/** Answers the routes of registers and the training plan. */
import { FileAttaching, MOST_EVIDENCE_BYTES, type registerRoutes } from '@leitai/contract';
import type { RegisterKind } from '@leitai/contract/register-kinds';
import { asAccount } from '../access/as-role.ts';
import { uploading } from '../access/limits.ts';
import { entryHistory, listRegister, readLineFile, registersOverview } from '../queries/registers.ts';
import { trainingPlan } from '../queries/training-plan.ts';
import { registerPaper, trainingPlanPaper } from '../queries/year-papers.ts';
import { confirmRegister, previewRegister } from '../use-cases/import-register.ts';
import { attachFile, correctLine, decideLine, enterLine, strikeLine } from '../use-cases/keep-registers.ts';
import { jsonOf, parse } from './answer.ts';
import { goneOf, receiveFile, ROSTER } from './receive-file.ts';
import { notAForm, receiveFiles } from './receive-files.ts';
import type { Handlers } from './register.ts';

const UPLOAD = { mostFiles: 1, mostBytes: MOST_EVIDENCE_BYTES, fieldBytes: 10_000, tooLarge: 'appeal.too-large' } as const;

const done = async (work: Promise<void>): Promise<Record<string, never>> => {
  await work;
  return {};
};
/** Addresses are checked before they come here: what stands in them is a register. */
const of = <P extends { readonly register: string }>(params: P) => ({ ...params, register: params.register as RegisterKind });

export const registerHandlers: Pick<Handlers, keyof typeof registerRoutes> = {
  'GET /api/events/:eventId/registers': ({ ctx, params }) => registersOverview(ctx.db, params.eventId),
  'GET /api/events/:eventId/registers/:register': ({ ctx, identity, params }) => listRegister(ctx.db, params.eventId, of(params).register, asAccount(identity)),
  'GET /api/events/:eventId/registers/:register/list.xlsx': ({ ctx, identity, params, input }) => registerPaper(ctx.db, params.eventId, of(params).register, asAccount(identity), input),
  'POST /api/events/:eventId/registers/:register': ({ ctx, identity, params, input }) => enterLine(ctx, asAccount(identity), of(params), input),
  'POST /api/events/:eventId/registers/:register/entries/:lineId': ({ ctx, identity, params, input }) => done(correctLine(ctx, asAccount(identity), of(params), input)),
  'POST /api/events/:eventId/registers/:register/entries/:lineId/striking': ({ ctx, identity, params, input }) => done(strikeLine(ctx, asAccount(identity), of(params), input)),
  'POST /api/events/:eventId/registers/:register/entries/:lineId/decision': ({ ctx, identity, params, input }) => done(decideLine(ctx, asAccount(identity), of(params), input)),
  'POST /api/events/:eventId/registers/:register/entries/:lineId/file': async ({ ctx, limits, identity, params, req }) => {
    const me = asAccount(identity);
    const { files: [file], fields } = await uploading(limits, me.accountId, () => receiveFiles(req, UPLOAD));
    const attaching = parse(FileAttaching, jsonOf(fields['line']));
    if (!file) throw notAForm();
    return done(attachFile(ctx, me, of(params), attaching, file));
  },
  'GET /api/events/:eventId/registers/:register/entries/:lineId/file': ({ ctx, params }) => readLineFile(ctx.db, of(params)),
  'GET /api/events/:eventId/registers/:register/entries/:lineId/history': ({ ctx, params }) => entryHistory(ctx.db, params.eventId, of(params).register, params.lineId),
  'POST /api/events/:eventId/registers/:register/import': async ({ ctx, params, req, res }) => previewRegister(ctx, of(params), await receiveFile(req, ROSTER), goneOf(res)),
  'POST /api/events/:eventId/registers/:register/import/:importId/confirm': ({ ctx, identity, params, input }) => confirmRegister(ctx, asAccount(identity), of(params), input),
  'GET /api/events/:eventId/training-plan': ({ ctx, params }) => trainingPlan(ctx.db, params.eventId),
  'GET /api/events/:eventId/training-plan.xlsx': ({ ctx, params }) => trainingPlanPaper(ctx.db, params.eventId),
};
