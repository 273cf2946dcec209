/** Answers the routes of documents to print: the same document for its page and for its workbook. */
import { routes, type paperRoutes } from '@leitai/contract';
import { isEventPaper, type ContestPaper, type EventPaper, type UnitPaper } from '@leitai/contract/paper-kinds';
import { asAccount, asLeader } from '../access/as-role.ts';
import { contestPaper, eventPaper, unitPaper } from '../queries/paper/compose.ts';
import { listPapers, readGround } from '../queries/paper/ground.ts';
import type { Call, Handlers } from './register.ts';

const ofEvent = (kind: EventPaper) => ({ ctx, identity, params }: Call<'GET /api/events/:eventId/papers'>) => eventPaper(ctx, asAccount(identity), kind, params.eventId);
const ofContest = (kind: ContestPaper) => ({ ctx, identity, params }: Call<'GET /api/events/:eventId/contests/:contestId/papers/summary'>) => contestPaper(ctx, asAccount(identity), kind, params);
const ofUnit = (kind: UnitPaper) => ({ ctx, identity, params }: Call<'GET /api/events/:eventId/unit/papers/problem-list'>) => unitPaper(ctx, asLeader(identity, params), kind);

export const paperHandlers: Pick<Handlers, keyof typeof paperRoutes> = {
  'GET /api/events/:eventId/papers': async ({ ctx, identity, params }) => {
    const may = (kind: EventPaper | ContestPaper): boolean => {
      const { allow } = isEventPaper(kind) ? routes[`GET /api/events/:eventId/papers/${kind}` as const] : routes[`GET /api/events/:eventId/contests/:contestId/papers/${kind}` as const];
      return allow.includes(identity.role);
    };
    return listPapers(await readGround(ctx.db, params.eventId), identity, may);
  },
  'GET /api/events/:eventId/papers/programme': ofEvent('programme'),
  'GET /api/events/:eventId/papers/programme.xlsx': ofEvent('programme'),
  'GET /api/events/:eventId/papers/results-book': ofEvent('results-book'),
  'GET /api/events/:eventId/papers/results-book.xlsx': ofEvent('results-book'),
  'GET /api/events/:eventId/papers/award-list': ofEvent('award-list'),
  'GET /api/events/:eventId/papers/award-list.xlsx': ofEvent('award-list'),
  'GET /api/events/:eventId/papers/appeals': ofEvent('appeals'),
  'GET /api/events/:eventId/papers/appeals.xlsx': ofEvent('appeals'),
  'GET /api/events/:eventId/papers/problem-list': ofEvent('problem-list'),
  'GET /api/events/:eventId/papers/problem-list.xlsx': ofEvent('problem-list'),
  'GET /api/events/:eventId/papers/measure-list': ofEvent('measure-list'),
  'GET /api/events/:eventId/papers/measure-list.xlsx': ofEvent('measure-list'),
  'GET /api/events/:eventId/papers/training-list': ofEvent('training-list'),
  'GET /api/events/:eventId/papers/training-list.xlsx': ofEvent('training-list'),
  'GET /api/events/:eventId/papers/qualification-list': ofEvent('qualification-list'),
  'GET /api/events/:eventId/papers/qualification-list.xlsx': ofEvent('qualification-list'),
  'GET /api/events/:eventId/unit/papers/problem-list': ofUnit('problem-list'),
  'GET /api/events/:eventId/unit/papers/problem-list.xlsx': ofUnit('problem-list'),
  'GET /api/events/:eventId/unit/papers/measure-list': ofUnit('measure-list'),
  'GET /api/events/:eventId/unit/papers/measure-list.xlsx': ofUnit('measure-list'),
  'GET /api/events/:eventId/unit/papers/training-list': ofUnit('training-list'),
  'GET /api/events/:eventId/unit/papers/training-list.xlsx': ofUnit('training-list'),
  'GET /api/events/:eventId/unit/papers/qualification-list': ofUnit('qualification-list'),
  'GET /api/events/:eventId/unit/papers/qualification-list.xlsx': ofUnit('qualification-list'),
  'GET /api/events/:eventId/contests/:contestId/papers/check-in': ofContest('check-in'),
  'GET /api/events/:eventId/contests/:contestId/papers/check-in.xlsx': ofContest('check-in'),
  'GET /api/events/:eventId/contests/:contestId/papers/first-register': ofContest('first-register'),
  'GET /api/events/:eventId/contests/:contestId/papers/first-register.xlsx': ofContest('first-register'),
  'GET /api/events/:eventId/contests/:contestId/papers/second-register': ofContest('second-register'),
  'GET /api/events/:eventId/contests/:contestId/papers/second-register.xlsx': ofContest('second-register'),
  'GET /api/events/:eventId/contests/:contestId/papers/draw-record': ofContest('draw-record'),
  'GET /api/events/:eventId/contests/:contestId/papers/draw-record.xlsx': ofContest('draw-record'),
  'GET /api/events/:eventId/contests/:contestId/papers/blank-sheets': ofContest('blank-sheets'),
  'GET /api/events/:eventId/contests/:contestId/papers/summary': ofContest('summary'),
  'GET /api/events/:eventId/contests/:contestId/papers/summary.xlsx': ofContest('summary'),
  'GET /api/events/:eventId/contests/:contestId/papers/standings': ofContest('standings'),
  'GET /api/events/:eventId/contests/:contestId/papers/standings.xlsx': ofContest('standings'),
  'GET /api/events/:eventId/contests/:contestId/papers/recheck': ofContest('recheck'),
  'GET /api/events/:eventId/contests/:contestId/papers/recheck.xlsx': ofContest('recheck'),
  'GET /api/events/:eventId/contests/:contestId/papers/corrections': ofContest('corrections'),
  'GET /api/events/:eventId/contests/:contestId/papers/corrections.xlsx': ofContest('corrections'),
  'GET /api/events/:eventId/contests/:contestId/papers/publicity': ofContest('publicity'),
  'GET /api/events/:eventId/contests/:contestId/papers/publicity.xlsx': ofContest('publicity'),
  'GET /api/events/:eventId/contests/:contestId/papers/grade-list': ofContest('grade-list'),
  'GET /api/events/:eventId/contests/:contestId/papers/grade-list.xlsx': ofContest('grade-list'),
};
