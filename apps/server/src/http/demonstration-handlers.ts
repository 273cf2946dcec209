/** Answers the routes of demonstration rounds. */
import { FileAdding, MOST_EVIDENCE_BYTES, type demonstrationRoutes } from '@leitai/contract';
import { asAccount, asLeader } from '../access/as-role.ts';
import { consume, uploading } from '../access/limits.ts';
import { readApplication, readApplicationFile } from '../queries/demonstration/application.ts';
import { readComparison, unitComparison } from '../queries/demonstration/comparison.ts';
import { publicPlaques, readRound, unitRound } from '../queries/demonstration/round.ts';
import { comparisonPaper } from '../queries/paper/comparison-table.ts';
import { demonstrationSheet } from '../queries/paper/demonstration-sheet.ts';
import { addFile, applyForPost, handIn, removeFile, reportRectified, saveItem, takeBack } from '../use-cases/demonstration/apply.ts';
import { answerObjection, objectTo, proposeDecision, signDecision } from '../use-cases/demonstration/decide.ts';
import { keepRound } from '../use-cases/demonstration/keep-round.ts';
import { askWithdrawal, checkPlaque, decideWithdrawal, grantPlaque, pausePlaque } from '../use-cases/demonstration/plaque.ts';
import { admit, verifyItem } from '../use-cases/demonstration/verify.ts';
import { jsonOf, parse } from './answer.ts';
import { notAForm, receiveFiles } from './receive-files.ts';
import type { Call, Handlers } from './register.ts';
import { place } from './visitor.ts';

const UPLOAD = { mostFiles: 1, mostBytes: MOST_EVIDENCE_BYTES, fieldBytes: 10_000, tooLarge: 'appeal.too-large' } as const;
const done = async (work: Promise<unknown>): Promise<Record<string, never>> => { await work; return {}; };
const sheet = ({ ctx, identity, params }: Call<'GET /api/events/:eventId/demonstration/applications/:applicationId/papers/demonstration-sheet'>) => demonstrationSheet(ctx, asAccount(identity), params);

export const demonstrationHandlers: Pick<Handlers, keyof typeof demonstrationRoutes> = {
  'GET /api/events/:eventId/demonstration': ({ ctx, params }) => readRound(ctx, params.eventId),
  'GET /api/events/:eventId/demonstration/comparison': ({ ctx, params }) => readComparison(ctx, params.eventId),
  'GET /api/events/:eventId/demonstration/comparison/:choice/table.xlsx': async ({ ctx, params }) => comparisonPaper(ctx, params.eventId, await readComparison(ctx, params.eventId), params.choice),
  'POST /api/events/:eventId/demonstration': ({ ctx, identity, params, input }) => done(keepRound(ctx, asAccount(identity), params.eventId, input)),
  'GET /api/events/:eventId/demonstration/applications/:applicationId': ({ ctx, identity, params }) => {
    if (identity.role === 'leader') asLeader(identity, params);
    return readApplication(ctx, identity, params);
  },
  'GET /api/events/:eventId/demonstration/applications/:applicationId/papers/demonstration-sheet': sheet,
  'GET /api/events/:eventId/demonstration/applications/:applicationId/papers/demonstration-sheet.xlsx': sheet,
  'GET /api/events/:eventId/demonstration/applications/:applicationId/files/:fileId': ({ ctx, identity, params }) => {
    if (identity.role === 'leader') asLeader(identity, params);
    return readApplicationFile(ctx, identity, params);
  },
  'POST /api/events/:eventId/demonstration/applications/:applicationId/verification': ({ ctx, identity, params, input }) => done(verifyItem(ctx, asAccount(identity), params, input)),
  'POST /api/events/:eventId/demonstration/applications/:applicationId/admission': ({ ctx, identity, params, input }) => done(admit(ctx, asAccount(identity), params, input)),
  'POST /api/events/:eventId/demonstration/applications/:applicationId/decisions': ({ ctx, identity, params, input }) => done(proposeDecision(ctx, asAccount(identity), params, input)),
  'POST /api/events/:eventId/demonstration/decisions/:decisionId/signature': ({ ctx, identity, params, input }) => done(signDecision(ctx, asAccount(identity), params, input)),
  'POST /api/events/:eventId/demonstration/objections/:objectionId/answer': ({ ctx, identity, params, input }) => done(answerObjection(ctx, asAccount(identity), params, input)),
  'POST /api/events/:eventId/demonstration/applications/:applicationId/plaque': ({ ctx, identity, params, input }) => grantPlaque(ctx, asAccount(identity), params, input),
  'POST /api/events/:eventId/demonstration/plaques/:plaqueId/pause': ({ ctx, identity, params, input }) => done(pausePlaque(ctx, asAccount(identity), params, input)),
  'POST /api/events/:eventId/demonstration/checks/:checkId': ({ ctx, identity, params, input }) => done(checkPlaque(ctx, asAccount(identity), params, input)),
  'POST /api/events/:eventId/demonstration/plaques/:plaqueId/withdrawal': ({ ctx, identity, params, input }) => done(askWithdrawal(ctx, asAccount(identity), params, input)),
  'POST /api/events/:eventId/demonstration/plaques/:plaqueId/withdrawal/decision': ({ ctx, identity, params, input }) => done(decideWithdrawal(ctx, asAccount(identity), params, input)),

  'GET /api/events/:eventId/unit/demonstration': ({ ctx, identity, params }) => unitRound(ctx, asLeader(identity, params)),
  'GET /api/events/:eventId/unit/demonstration/comparison': ({ ctx, identity, params }) => unitComparison(ctx, asLeader(identity, params)),
  'GET /api/events/:eventId/unit/demonstration/comparison/:choice/table.xlsx': async ({ ctx, identity, params }) => comparisonPaper(ctx, params.eventId, await unitComparison(ctx, asLeader(identity, params)), params.choice),
  'POST /api/events/:eventId/unit/demonstration': async ({ ctx, identity, params, input }) => {
    const { applicationId } = await applyForPost(ctx, asLeader(identity, params), input);
    return { applicationId };
  },
  'POST /api/events/:eventId/unit/demonstration/:applicationId/items': ({ ctx, identity, params, input }) => done(saveItem(ctx, asLeader(identity, params), params, input)),
  'POST /api/events/:eventId/unit/demonstration/:applicationId/files': async ({ ctx, limits, identity, params, req }) => {
    const me = asLeader(identity, params);
    const { files: [file], fields } = await uploading(limits, me.accountId, () => receiveFiles(req, UPLOAD));
    const input = parse(FileAdding, jsonOf(fields['file']));
    if (!file) throw notAForm();
    return addFile(ctx, me, params, input, file);
  },
  'POST /api/events/:eventId/unit/demonstration/:applicationId/files/:fileId/removal': ({ ctx, identity, params, input }) => done(removeFile(ctx, asLeader(identity, params), params, input)),
  'POST /api/events/:eventId/unit/demonstration/:applicationId/submission': ({ ctx, identity, params, input }) => done(handIn(ctx, asLeader(identity, params), params, input)),
  'POST /api/events/:eventId/unit/demonstration/:applicationId/withdrawal': ({ ctx, identity, params, input }) => done(takeBack(ctx, asLeader(identity, params), params, input)),
  'POST /api/events/:eventId/unit/demonstration/:applicationId/rectification': ({ ctx, identity, params, input }) => done(reportRectified(ctx, asLeader(identity, params), params, input)),

  'GET /api/plaques': ({ ctx }) => publicPlaques(ctx),
  'POST /api/plaques/objections': async (call) => {
    await consume(call.limits.objections.each, place(call));
    await consume(call.limits.objections.all, 'all');
    return objectTo(call.ctx, call.identity, call.input);
  },
};
