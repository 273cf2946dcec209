/** Routes of documents to print: each as its parts, and as a workbook. */
import { z } from 'zod';
import { staff, type Role } from './basics.ts';
import { Paper, PaperList } from './paper.ts';
import { none, organiser, route } from './route.ts';

const drawers: readonly Role[] = [...staff, 'anonymiser'];
/** Who may look anybody up; the arbitrator needs no lists of people. */
const overseers: readonly Role[] = ['organiser', 'supervisor', 'auditor'];
const leader: readonly Role[] = ['leader'];
const callers: readonly Role[] = ['organiser', 'steward'];
const paper = (allow: readonly Role[]) => route(allow, none, Paper);
/** The file itself, not an envelope. */
const workbook = (allow: readonly Role[]) => route(allow, none, z.any());

export const paperRoutes = {
  /** Which there are for the reader, and what those that are not ready wait for. */
  'GET /api/events/:eventId/papers': route(drawers, none, PaperList),

  'GET /api/events/:eventId/papers/programme': paper(staff),
  'GET /api/events/:eventId/papers/programme.xlsx': workbook(staff),
  'GET /api/events/:eventId/papers/results-book': paper(staff),
  'GET /api/events/:eventId/papers/results-book.xlsx': workbook(staff),
  'GET /api/events/:eventId/papers/award-list': paper(staff),
  'GET /api/events/:eventId/papers/award-list.xlsx': workbook(staff),
  'GET /api/events/:eventId/papers/appeals': paper(staff),
  'GET /api/events/:eventId/papers/appeals.xlsx': workbook(staff),
  'GET /api/events/:eventId/papers/problem-list': paper(overseers),
  'GET /api/events/:eventId/papers/problem-list.xlsx': workbook(overseers),
  'GET /api/events/:eventId/papers/measure-list': paper(overseers),
  'GET /api/events/:eventId/papers/measure-list.xlsx': workbook(overseers),
  'GET /api/events/:eventId/papers/training-list': paper(overseers),
  'GET /api/events/:eventId/papers/training-list.xlsx': workbook(overseers),
  'GET /api/events/:eventId/papers/qualification-list': paper(overseers),
  'GET /api/events/:eventId/papers/qualification-list.xlsx': workbook(overseers),
  /** Of the own unit alone. */
  'GET /api/events/:eventId/unit/papers/problem-list': paper(leader),
  'GET /api/events/:eventId/unit/papers/problem-list.xlsx': workbook(leader),
  'GET /api/events/:eventId/unit/papers/measure-list': paper(leader),
  'GET /api/events/:eventId/unit/papers/measure-list.xlsx': workbook(leader),
  'GET /api/events/:eventId/unit/papers/training-list': paper(leader),
  'GET /api/events/:eventId/unit/papers/training-list.xlsx': workbook(leader),
  'GET /api/events/:eventId/unit/papers/qualification-list': paper(leader),
  'GET /api/events/:eventId/unit/papers/qualification-list.xlsx': workbook(leader),

  'GET /api/events/:eventId/contests/:contestId/papers/check-in': paper(callers),
  'GET /api/events/:eventId/contests/:contestId/papers/check-in.xlsx': workbook(callers),
  /** Registers of a sealed draw: while it is sealed for who made them alone. */
  'GET /api/events/:eventId/contests/:contestId/papers/first-register': paper(drawers),
  'GET /api/events/:eventId/contests/:contestId/papers/first-register.xlsx': workbook(drawers),
  'GET /api/events/:eventId/contests/:contestId/papers/second-register': paper(drawers),
  'GET /api/events/:eventId/contests/:contestId/papers/second-register.xlsx': workbook(drawers),
  /** Once unsealed: the seed, and what it drew for whom. */
  'GET /api/events/:eventId/contests/:contestId/papers/draw-record': paper(drawers),
  'GET /api/events/:eventId/contests/:contestId/papers/draw-record.xlsx': workbook(drawers),
  'GET /api/events/:eventId/contests/:contestId/papers/blank-sheets': paper(organiser),
  'GET /api/events/:eventId/contests/:contestId/papers/summary': paper(staff),
  'GET /api/events/:eventId/contests/:contestId/papers/summary.xlsx': workbook(staff),
  'GET /api/events/:eventId/contests/:contestId/papers/standings': paper(staff),
  'GET /api/events/:eventId/contests/:contestId/papers/standings.xlsx': workbook(staff),
  'GET /api/events/:eventId/contests/:contestId/papers/recheck': paper(staff),
  'GET /api/events/:eventId/contests/:contestId/papers/recheck.xlsx': workbook(staff),
  'GET /api/events/:eventId/contests/:contestId/papers/corrections': paper(staff),
  'GET /api/events/:eventId/contests/:contestId/papers/corrections.xlsx': workbook(staff),
  'GET /api/events/:eventId/contests/:contestId/papers/publicity': paper(staff),
  'GET /api/events/:eventId/contests/:contestId/papers/publicity.xlsx': workbook(staff),
  'GET /api/events/:eventId/contests/:contestId/papers/grade-list': paper(overseers),
  'GET /api/events/:eventId/contests/:contestId/papers/grade-list.xlsx': workbook(overseers),
} as const;
