// Well-formed bodies of the routes of demonstration rounds, for tests that ask every route.

import type { RouteKey } from '@leitai/contract';

const UNKNOWN = '01890000-0000-7000-8000-000000000000';
export const ROUND = { from: '2026-01-01', until: '2026-12-31', sources: [], applyUntil: '2099-01-01T00:00:00.000Z', rectifyDays: 30, publicityDays: 5, validYears: 3, draft: true };

export const demonstrationBodies = (command: { readonly commandId: string; readonly at: string }): Partial<Record<RouteKey, unknown>> => ({
  'POST /api/events/:eventId/demonstration': { ...command, settings: ROUND },
  'POST /api/events/:eventId/demonstration/applications/:applicationId/verification': { ...command, criterionId: 'leading-group', state: 'accepted', reason: '' },
  'POST /api/events/:eventId/demonstration/applications/:applicationId/admission': { ...command, admitted: true, reason: '' },
  'POST /api/events/:eventId/demonstration/applications/:applicationId/decisions': { ...command, outcome: 'named', reason: '达到条件' },
  'POST /api/events/:eventId/demonstration/applications/:applicationId/indicators/freeze': {},
  'POST /api/events/:eventId/demonstration/applications/:applicationId/indicators/override': { criterionId: 'honours', derived: { points: '3.5' }, reason: '登记有误' },
  'POST /api/events/:eventId/demonstration/applications/:applicationId/indicators/decision': { criterionId: 'honours', approved: true, reason: '' },
  'POST /api/events/:eventId/demonstration/decisions/:decisionId/signature': { ...command, approved: true, reason: '' },
  'POST /api/events/:eventId/demonstration/objections/:objectionId/answer': { ...command, upheld: false, answer: '不成立' },
  'POST /api/events/:eventId/demonstration/applications/:applicationId/plaque': command,
  'POST /api/events/:eventId/demonstration/plaques/:plaqueId/pause': { ...command, suspended: true, reason: '投诉核查中' },
  'POST /api/events/:eventId/demonstration/checks/:checkId': { ...command, passed: true, note: '符合' },
  'POST /api/events/:eventId/demonstration/plaques/:plaqueId/withdrawal': { ...command, reason: '弄虚作假' },
  'POST /api/events/:eventId/demonstration/plaques/:plaqueId/withdrawal/decision': { ...command, requestId: '00000000-0000-4000-8000-000000000000', approved: true, reason: '' },
  'POST /api/events/:eventId/unit/demonstration': { ...command, team: '会务班', postCode: 'CONF_SETUP', leader: '周宁', headcount: 14 },
  'POST /api/events/:eventId/unit/demonstration/:applicationId/items': { ...command, criterionId: 'leading-group', points: '5', statement: '' },
  'POST /api/events/:eventId/unit/demonstration/:applicationId/files/:fileId/removal': command,
  'POST /api/events/:eventId/unit/demonstration/:applicationId/submission': command,
  'POST /api/events/:eventId/unit/demonstration/:applicationId/withdrawal': command,
  'POST /api/events/:eventId/unit/demonstration/:applicationId/rectification': { ...command, report: '已整改' },
  'POST /api/plaques/objections': { ...command, eventId: UNKNOWN, applicationId: UNKNOWN, name: '群众', contact: '13800000000', grounds: '与实际不符' },
});
