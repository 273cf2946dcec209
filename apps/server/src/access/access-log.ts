/** Writes down who reads names with their codes, others' marks, or a register of a draw: once the reading is granted, before it is answered. */
import type { MessageName, RouteKey, Sight } from '@leitai/contract';
import type { Database } from '@leitai/database';
import { tokenOf, type Identity } from './identity.ts';

/** What shows it. Contestants reading their own result and judges reading their own sheets see neither. */
export const SIGHTS: { readonly [K in RouteKey | MessageName]?: Sight } = {
  'GET /api/events/:eventId/contests/:contestId/entrants': 'names',
  'POST /api/events/:eventId/contests/:contestId/badges': 'names',
  'POST /api/events/:eventId/contests/:contestId/entrants/:entrantId/substitute': 'names',
  'GET /api/events/:eventId/people': 'names',
  'GET /api/events/:eventId/recusals': 'names',
  'POST /api/events/:eventId/files': 'marks',
  'GET /api/files/:fileId': 'marks',
  'GET /api/events/:eventId/contests/:contestId/draw/first': 'register',
  'GET /api/events/:eventId/contests/:contestId/draw/second': 'register',
  'GET /api/events/:eventId/contests/:contestId/bundle': 'marks',
  'GET /api/events/:eventId/contests/:contestId/results': 'marks',
  'GET /api/events/:eventId/contests/:contestId/rules': 'marks',
  'GET /api/events/:eventId/contests/:contestId/points': 'marks',
  'POST /api/events/:eventId/contests/:contestId/points/preview': 'marks',
  'GET /api/events/:eventId/contests/:contestId/publication': 'names',
  'GET /api/events/:eventId/contests/:contestId/corrections': 'marks',
  'GET /api/events/:eventId/contests/:contestId/corrections/entrants/:entrantId': 'marks',
  'POST /api/events/:eventId/contests/:contestId/corrections/preview': 'marks',
  'GET /api/events/:eventId/contests/:contestId/recheck/:entrantId': 'marks',
  'GET /api/events/:eventId/contests/:contestId/evidence/:evidenceId': 'marks',
  'GET /api/events/:eventId/contests/:contestId/sheets/:sheetId': 'marks',
  'POST /api/events/:eventId/paper-sheet': 'marks',
  'GET /api/events/:eventId/contests/:contestId/paper-entries/:entryId': 'marks',
  'GET /api/events/:eventId/contests/:contestId/paper-entries/:entryId/photo': 'marks',
  'GET /api/events/:eventId/papers/results-book': 'names',
  'GET /api/events/:eventId/papers/results-book.xlsx': 'names',
  'GET /api/events/:eventId/papers/award-list': 'names',
  'GET /api/events/:eventId/papers/award-list.xlsx': 'names',
  'GET /api/events/:eventId/papers/appeals': 'names',
  'GET /api/events/:eventId/papers/appeals.xlsx': 'names',
  'GET /api/events/:eventId/contests/:contestId/papers/check-in': 'names',
  'GET /api/events/:eventId/contests/:contestId/papers/check-in.xlsx': 'names',
  'GET /api/events/:eventId/contests/:contestId/papers/first-register': 'register',
  'GET /api/events/:eventId/contests/:contestId/papers/first-register.xlsx': 'register',
  'GET /api/events/:eventId/contests/:contestId/papers/second-register': 'register',
  'GET /api/events/:eventId/contests/:contestId/papers/second-register.xlsx': 'register',
  'GET /api/events/:eventId/contests/:contestId/papers/summary': 'marks',
  'GET /api/events/:eventId/contests/:contestId/papers/summary.xlsx': 'marks',
  'GET /api/events/:eventId/contests/:contestId/papers/standings': 'marks',
  'GET /api/events/:eventId/contests/:contestId/papers/standings.xlsx': 'marks',
  'GET /api/events/:eventId/contests/:contestId/papers/recheck': 'marks',
  'GET /api/events/:eventId/contests/:contestId/papers/recheck.xlsx': 'marks',
  'GET /api/events/:eventId/contests/:contestId/papers/corrections': 'marks',
  'GET /api/events/:eventId/contests/:contestId/papers/corrections.xlsx': 'marks',
  'GET /api/events/:eventId/certificates': 'names',
  'GET /api/events/:eventId/contests/:contestId/candidates': 'names',
  'GET /api/events/:eventId/contests/:contestId/outcomes': 'marks',
  'GET /api/events/:eventId/qualifications': 'names',
  'GET /api/events/:eventId/records': 'names',
  'GET /api/events/:eventId/records/:key': 'marks',
  'GET /api/events/:eventId/unit/qualifications': 'names',
  'GET /api/events/:eventId/unit/records': 'names',
  'GET /api/events/:eventId/unit/records/:key': 'marks',
  'GET /api/events/:eventId/registers/:register': 'names',
  'GET /api/events/:eventId/registers/:register/list.xlsx': 'names',
  'GET /api/events/:eventId/training-plan': 'names',
  'GET /api/events/:eventId/training-plan.xlsx': 'names',
  'GET /api/events/:eventId/unit': 'names',
  'GET /api/events/:eventId/unit/entrants/:entrantId': 'marks',
  'GET /api/events/:eventId/appeals': 'names',
  'GET /api/events/:eventId/appeals/:appealId': 'names',
  'GET /api/events/:eventId/appeals/:appealId/evidence/:fileId': 'names',
  'GET /api/events/:eventId/demonstration': 'marks',
  'GET /api/events/:eventId/demonstration/applications/:applicationId': 'marks',
  'GET /api/events/:eventId/demonstration/applications/:applicationId/indicators': 'marks',
  'GET /api/events/:eventId/demonstration/applications/:applicationId/files/:fileId': 'marks',
  'GET /api/events/:eventId/unit/demonstration': 'marks',
  'GET /api/events/:eventId/schedule': 'names',
  'GET /api/events/:eventId/plans/:planId/visits': 'marks',
  'GET /api/events/:eventId/visits/:entrantId': 'marks',
  'POST /api/events/:eventId/search': 'names',
  'presenter:join': 'names',
  'call:join': 'names',
  'call:check-in': 'names',
  'contest:join': 'marks',
};

/** Nothing that is not in SIGHTS is written, nor a judge's reading of an own sheet. Where it cannot be written, the reading fails. */
export async function logSight(db: Database, identity: Identity, what: RouteKey | MessageName, eventId: string, contestId: string | null): Promise<void> {
  if (SIGHTS[what] === undefined || !('name' in identity) || identity.role === 'judge') return;
  const { role, sessionId } = identity;
  const token = tokenOf(identity);
  const name = token ? `${identity.name} · ${token.name}` : identity.name;
  const actor = 'accountId' in identity ? identity.accountId : identity.judgeId;
  await db.accessLog.create({ data: { eventId, contestId, what, role, actor, name, sessionId } });
}
