/** What a token needs for each route and message. Whatever nobody decided on is kept from tokens. */
import { apiRoutes } from './api-routes.ts';
import { appealRoutes } from './appeal-routes.ts';
import type { TokenScope } from './api-token.ts';
import { ceremonyRoutes } from './ceremony-routes.ts';
import { certificateRoutes } from './certificate-routes.ts';
import { chiefDeskRoutes } from './chief-desk-routes.ts';
import { correctionRoutes } from './correction-routes.ts';
import { demonstrationRoutes } from './demonstration-routes.ts';
import { indicatorRoutes } from './indicator-routes.ts';
import { displayRoutes } from './display-routes.ts';
import { drawRoutes } from './draw-routes.ts';
import { eventFileRoutes } from './event-file-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { findingRoutes } from './finding-routes.ts';
import { evaluationRoutes } from './evaluation-routes.ts';
import { inspectionRoutes } from './inspection-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { qualificationRoutes } from './qualification-routes.ts';
import { registerRoutes } from './register-routes.ts';
import { routes, type RouteKey } from './routes.ts';
import { rulesRoutes } from './rules-routes.ts';
import { scheduleRoutes } from './schedule-routes.ts';
import { schemeRoutes } from './scheme-routes.ts';
import { signOffRoutes } from './sign-off-routes.ts';
import { surveyRoutes } from './survey-routes.ts';

/** 'any': whichever scopes it has. null: not for tokens. */
export type Needed = TokenScope | 'any' | null;

/** What changing something takes, area by area. */
const CHANGES: readonly (readonly [object, TokenScope])[] = [
  [eventRoutes, 'configure'], [peopleRoutes, 'configure'], [schemeRoutes, 'configure'], [rulesRoutes, 'configure'], [drawRoutes, 'configure'], [displayRoutes, 'configure'],
  [inspectionRoutes, 'run'], [evaluationRoutes, 'run'], [apiRoutes, 'configure'], [eventFileRoutes, 'files'], [qualificationRoutes, 'run'], [findingRoutes, 'run'],
  [registerRoutes, 'configure'], [surveyRoutes, 'configure'],
  [signOffRoutes, 'run'], [chiefDeskRoutes, 'run'], [appealRoutes, 'run'], [demonstrationRoutes, 'run'], [indicatorRoutes, 'run'], [correctionRoutes, 'run'], [scheduleRoutes, 'run'], [ceremonyRoutes, 'run'], [certificateRoutes, 'run'],
];

/** Where an area's answer does not fit. */
const APART: { readonly [K in RouteKey]?: Needed } = {
  'GET /api/health': 'any',
  'GET /api/session': 'any',
  'POST /api/commands/:message': 'any',
  'GET /api/accounts': null,
  'DELETE /api/accounts/:accountId/sessions': null,
  'POST /api/accounts/:accountId/close': null,
  'GET /api/door-log': null,
  'GET /api/tokens': null,
  'POST /api/tokens': null,
  'DELETE /api/tokens/:tokenId': null,
  'GET /api/events': 'any',
  'GET /api/events/:eventId/progress': 'results',
  'GET /api/events/:eventId/contests/:contestId/results': 'results',
  'GET /api/events/:eventId/contests/:contestId/publication': 'results',
  'GET /api/files': 'files',
  'GET /api/files/:fileId': 'files',
  'GET /api/jobs/:jobId': 'files',
  // It tells a password.
  'GET /api/example-year': null,
  // A link that makes an account.
  'POST /api/events/:eventId/organisations/:organisationId/leader': null,
  'POST /api/events/:eventId/contests/:contestId/state': 'run',
  'POST /api/events/:eventId/contests/:contestId/settings': 'run',
  'POST /api/events/:eventId/freeze': 'run',
  'POST /api/events/:eventId/contests/:contestId/codes': 'run',
  'POST /api/events/:eventId/judges/:judgeId/code': 'run',
  'POST /api/events/:eventId/contests/:contestId/recusals': 'run',
  'DELETE /api/events/:eventId/devices/:deviceId': 'run',
  'POST /api/events/:eventId/contests/:contestId/check': 'configure',
  'POST /api/events/:eventId/contests/:contestId/cohorts': 'configure',
  'POST /api/events/:eventId/contests/:contestId/candidates': 'configure',
  'POST /api/events/:eventId/schedule': 'configure',
  'POST /api/events/:eventId/search': 'read',
  'POST /api/certificates/:number/holder': null,
  // Answers are people's.
  'POST /api/survey/:code': null,
};

export function scopeOfRoute(key: RouteKey): Needed {
  const apart = APART[key];
  if (apart !== undefined) return apart;
  const area = CHANGES.find(([keys]) => Object.hasOwn(keys, key));
  if (area && !key.startsWith('GET ')) return area[1];
  if (!key.startsWith('GET ')) return null;
  return routes[key].allow.includes('public') ? 'any' : routes[key].allow.includes('organiser') ? 'read' : null;
}

/** Messages an organiser may send run the event. */
export const COMMAND_SCOPE: TokenScope = 'run';

const holds = (scopes: readonly TokenScope[], needed: TokenScope): boolean => scopes.includes(needed) || (needed === 'results' && scopes.includes('read'));
export const suffices = (scopes: readonly TokenScope[], needed: Needed): boolean => needed !== null && (needed === 'any' || holds(scopes, needed));
