/** Answers the routes of certificates. */
import type { certificateRoutes } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { asAccount, asContestant } from '../access/as-role.ts';
import { guarded } from '../access/limits.ts';
import { checkCertificate } from '../queries/certificate-check.ts';
import { certificateCopies, certificateKey, certificates } from '../queries/certificates.ts';
import { ownResult } from '../queries/own-result.ts';
import { confirmHolder } from '../use-cases/certificate-holder.ts';
import { issueCertificates, reissueCertificate } from '../use-cases/certificate-issue.ts';
import { saveCertificatePlan } from '../use-cases/certificate-plan.ts';
import { approveRevocation, askRevocation, rejectRevocation } from '../use-cases/certificate-revoke.ts';
import type { Handlers } from './register.ts';
import { place } from './visitor.ts';

export const certificateHandlers: Pick<Handlers, keyof typeof certificateRoutes> = {
  'GET /api/events/:eventId/certificates': ({ ctx, params }) => certificates(ctx.db, params.eventId),
  'POST /api/events/:eventId/certificate-plan': async ({ ctx, params, input }) => {
    await saveCertificatePlan(ctx, params.eventId, input);
    return {};
  },
  'POST /api/events/:eventId/contests/:contestId/certificates': ({ ctx, identity, params }) => issueCertificates(ctx, asAccount(identity), params),
  'GET /api/events/:eventId/certificates/:certificateId': ({ ctx, params }) => certificateCopies(ctx.db, params.eventId, params.certificateId),
  'POST /api/events/:eventId/certificates/:certificateId/revocation': async ({ ctx, identity, params, input }) => {
    await askRevocation(ctx, asAccount(identity), params.eventId, params.certificateId, input.reason);
    return {};
  },
  'POST /api/events/:eventId/certificates/:certificateId/revocation/approve': async ({ ctx, identity, params, input }) => {
    await approveRevocation(ctx, asAccount(identity), { ...params, ...input });
    return {};
  },
  'POST /api/events/:eventId/certificates/:certificateId/revocation/reject': async ({ ctx, identity, params, input }) => {
    await rejectRevocation(ctx, asAccount(identity), { ...params, ...input });
    return {};
  },
  'POST /api/events/:eventId/certificates/:certificateId/reissue': ({ ctx, identity, params }) => reissueCertificate(ctx, asAccount(identity), params.eventId, params.certificateId),
  /** What the result page shows may be taken along, and nothing else. */
  'GET /api/my/certificate': async ({ ctx, identity }) => {
    const { entrantId, eventId } = asContestant(identity);
    const { certificate } = await ownResult(ctx, entrantId, eventId);
    if (!certificate) throw new Refused('certificate.not-found');
    return certificateCopies(ctx.db, eventId, certificate.payload.id);
  },
  'GET /api/certificate-key': async ({ ctx }) => ({ key: await certificateKey(ctx.db) }),
  'GET /api/certificates/:number': ({ ctx, params }) => checkCertificate(ctx.db, params.number),
  /** Braked by who guesses, and by whose name is guessed, from wherever. */
  'POST /api/certificates/:number/holder': async (call) => {
    const { ctx, limits, params, input } = call;
    await guarded(limits.holder, place(call), () => guarded(limits.holderOf, params.number, () => confirmHolder(ctx, params.number, input.name)));
    return {};
  },
};
