/** Answers the routes of appeals and of the unit's leader. */
import { AppealFiling, MOST_EVIDENCE_BYTES, MOST_EVIDENCE_FILES, type appealRoutes, type Text } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { asAccount, asContestant, asLeader } from '../access/as-role.ts';
import { uploading } from '../access/limits.ts';
import { makeLink } from '../access/setup-link.ts';
import { amendmentsFor, appealList, readAppeal, readAppealFile } from '../queries/appeals.ts';
import { organisations } from '../queries/organisations.ts';
import { ownAppeals } from '../queries/own-appeals.ts';
import { unitOf, unitResult } from '../queries/unit.ts';
import { acceptAppeal, changeAppealHours, linkCorrection, rejectAppeal, ruleOnAppeal, withdrawAppeal } from '../use-cases/answer-appeal.ts';
import { arbitratorsFor } from '../use-cases/appeal-arbitrators.ts';
import { fileAppeal } from '../use-cases/file-appeal.ts';
import { jsonOf, parse } from './answer.ts';
import { receiveFiles } from './receive-files.ts';
import { baseOf } from './visitor.ts';
import type { Handlers } from './register.ts';

/** The filing as JSON: its texts, at three bytes a character and more when escaped. */
const MOST_FIELD_BYTES = 100_000;
const UPLOAD = { mostFiles: MOST_EVIDENCE_FILES, mostBytes: MOST_EVIDENCE_BYTES, fieldBytes: MOST_FIELD_BYTES, tooLarge: 'appeal.too-large' } as const;

export const appealHandlers: Pick<Handlers, keyof typeof appealRoutes> = {
  'GET /api/events/:eventId/unit': ({ ctx, identity, params }) => unitOf(ctx, asLeader(identity, params)),
  'GET /api/events/:eventId/unit/entrants/:entrantId': ({ ctx, identity, params }) => unitResult(ctx, asLeader(identity, params), params),
  'POST /api/events/:eventId/unit/entrants/:entrantId/appeals': async ({ ctx, limits, identity, params, req }) => {
    const me = asLeader(identity, params);
    const { files, fields } = await uploading(limits, me.accountId, () => receiveFiles(req, UPLOAD));
    return fileAppeal(ctx, me, params.entrantId, parse(AppealFiling, jsonOf(fields['appeal'])), files);
  },
  'POST /api/events/:eventId/appeals/:appealId/withdrawal': async ({ ctx, identity, params, input }) => {
    await withdrawAppeal(ctx, asLeader(identity, params), params, input);
    return {};
  },
  'GET /api/my/appeals': ({ ctx, identity }) => ownAppeals(ctx, asContestant(identity)),

  'GET /api/events/:eventId/appeals': ({ ctx, params }) => appealList(ctx, params.eventId),
  'GET /api/events/:eventId/appeals/:appealId': ({ ctx, identity, params }) => {
    if (identity.role === 'leader') asLeader(identity, params);
    return readAppeal(ctx, identity, params);
  },
  'GET /api/events/:eventId/appeals/:appealId/evidence/:fileId': ({ ctx, identity, params }) => {
    if (identity.role === 'leader') asLeader(identity, params);
    return readAppealFile(ctx, identity, params);
  },
  'GET /api/events/:eventId/appeals/:appealId/choices': async ({ ctx, params }) => {
    const appeal = await ctx.db.appeal.findUnique({ where: { eventId_id: { eventId: params.eventId, id: params.appealId } } });
    if (!appeal) throw new Refused('appeal.not-found');
    return { arbitrators: await arbitratorsFor(ctx.db, appeal), corrections: await amendmentsFor(ctx.db, appeal) };
  },
  'POST /api/events/:eventId/appeals/:appealId/acceptance': async ({ ctx, identity, params, input }) => {
    await acceptAppeal(ctx, asAccount(identity), params, input);
    return {};
  },
  'POST /api/events/:eventId/appeals/:appealId/rejection': async ({ ctx, identity, params, input }) => {
    await rejectAppeal(ctx, asAccount(identity), params, input);
    return {};
  },
  'POST /api/events/:eventId/appeals/:appealId/ruling': async ({ ctx, identity, params, input }) => {
    await ruleOnAppeal(ctx, asAccount(identity), params, input);
    return {};
  },
  'POST /api/events/:eventId/appeals/:appealId/correction': async ({ ctx, identity, params, input }) => {
    await linkCorrection(ctx, asAccount(identity), params, input);
    return {};
  },
  'POST /api/events/:eventId/appeal-hours': async ({ ctx, params, input }) => {
    await changeAppealHours(ctx, params.eventId, input);
    return {};
  },

  'GET /api/events/:eventId/organisations': ({ ctx, params }) => organisations(ctx, params.eventId),
  'POST /api/events/:eventId/organisations/:organisationId/leader': async ({ ctx, params, req }) => {
    const { eventId, organisationId } = params;
    const organisation = await ctx.db.organisation.findUnique({ where: { eventId_id: { eventId, id: organisationId } } });
    if (!organisation) throw new Refused('unit.not-found');
    const { path, expiresAt } = await makeLink(ctx.db, { role: 'leader', eventId, organisationId });
    return { role: 'leader', unit: organisation.name as Text, url: `${baseOf(req)}${path}#unit`, expiresAt: expiresAt.toISOString() };
  },
};
