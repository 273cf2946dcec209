/** Routes of certificates: planned, issued, revoked, verified by anybody. */
import { z } from 'zod';
import { everyone, staff } from './basics.ts';
import { CertificateCheck, CertificateFile, CertificateKey, CertificatePlan, Certificates, HolderName, RevocationAsked } from './certificates.ts';
import { request } from './message.ts';
import { OpenBadge } from './open-badge.ts';
import { done, none, organiser, route } from './route.ts';

/** The certificate's own file, and the same as an Open Badge. */
const Copies = z.object({ file: CertificateFile, badge: OpenBadge });

export const certificateRoutes = {
  'GET /api/events/:eventId/certificates': route(staff, none, Certificates),
  'POST /api/events/:eventId/certificate-plan': route(organiser, CertificatePlan, done),
  /** All that are due in this contest and not issued yet; asking again issues nothing twice. */
  'POST /api/events/:eventId/contests/:contestId/certificates': route(organiser, none, z.object({ issued: z.int() })),
  'GET /api/events/:eventId/certificates/:certificateId': route(staff, none, Copies),
  'POST /api/events/:eventId/certificates/:certificateId/revocation': route(organiser, RevocationAsked, done),
  /** By somebody who did not ask for it. */
  'POST /api/events/:eventId/certificates/:certificateId/revocation/approve': route(['supervisor'], z.strictObject(request), done),
  'POST /api/events/:eventId/certificates/:certificateId/revocation/reject': route(['supervisor'], z.strictObject(request), done),
  /** A new one in place of a revoked one, with what the results and the plan say now. */
  'POST /api/events/:eventId/certificates/:certificateId/reissue': route(organiser, none, z.object({ number: z.string() })),

  'GET /api/my/certificate': route(['contestant'], none, Copies),

  'GET /api/certificate-key': route(everyone, none, z.object({ key: CertificateKey.nullable() })),
  'GET /api/certificates/:number': route(everyone, none, CertificateCheck),
  /** Whether somebody of this name holds it: an empty answer, or 'certificate.name-differs'. Guesses are counted. */
  'POST /api/certificates/:number/holder': route(everyone, HolderName, done),
} as const;
