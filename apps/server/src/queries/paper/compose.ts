/** Which function composes which document. */
import type { Paper } from '@leitai/contract';
import type { ContestPaper, EventPaper, UnitPaper } from '@leitai/contract/paper-kinds';
import { Refused, type Database } from '@leitai/database';
import type { AccountIdentity, LeaderIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import type { Only } from '../loop/grid.ts';
import { LEAST } from '../loop/rates.ts';
import type { Place } from '../sealed.ts';
import { appealFile } from './appeals.ts';
import { blankSheets } from './blank-sheets.ts';
import { build, type Body } from './build.ts';
import { checkInList } from './check-in.ts';
import { violations } from './corrections.ts';
import { gradeList } from './grade-list.ts';
import { contestNeed, eventNeed, readGround, type Ground } from './ground.ts';
import { programme } from './programme.ts';
import { publicity } from './publicity.ts';
import { qualificationList } from './qualification-list.ts';
import { recheckRecord } from './recheck.ts';
import { drawRecord, first, second } from './registers.ts';
import { awardList, resultsBook } from './results-book.ts';
import { standings } from './standings.ts';
import { summary } from './summary.ts';
import { measureList, problemList, trainingList } from './three-lists.ts';

type OfEvent = (ctx: Context, me: AccountIdentity, eventId: string, ground: Ground) => Promise<Body>;
type OfContest = (ctx: Context, me: AccountIdentity, place: Place) => Promise<Body>;

const lists: { readonly [K in UnitPaper]: (db: Database, eventId: string, only?: Only) => Promise<Body> } = { 'problem-list': problemList, 'measure-list': measureList, 'training-list': trainingList, 'qualification-list': qualificationList };
const list = (kind: UnitPaper): OfEvent => ({ db }, _me, eventId) => lists[kind](db, eventId);
const ofEvent: { readonly [K in EventPaper]: OfEvent } = {
  programme, 'results-book': resultsBook, 'award-list': awardList, appeals: appealFile,
  'problem-list': list('problem-list'), 'measure-list': list('measure-list'), 'training-list': list('training-list'), 'qualification-list': list('qualification-list'),
};
const ofContest: { readonly [K in ContestPaper]: OfContest } = {
  'check-in': checkInList, 'first-register': first, 'second-register': second, 'draw-record': drawRecord, 'blank-sheets': blankSheets, summary, standings, recheck: recheckRecord, corrections: violations, publicity, 'grade-list': gradeList,
};

/** @throws Refused 'event.not-found', 'paper.not-ready' (details.need). */
export async function eventPaper(ctx: Context, me: AccountIdentity, kind: EventPaper, eventId: string): Promise<Paper> {
  const ground = await readGround(ctx.db, eventId);
  const need = eventNeed(kind, ground);
  if (need) throw new Refused('paper.not-ready', { need });
  return build(kind, ground, undefined, await ofEvent[kind](ctx, me, eventId, ground));
}

/** Of the leader's own unit alone. @throws Refused as `eventPaper`. */
export async function unitPaper({ db }: Context, { eventId, organisationId }: LeaderIdentity, kind: UnitPaper): Promise<Paper> {
  const ground = await readGround(db, eventId);
  const need = eventNeed(kind, ground);
  if (need) throw new Refused('paper.not-ready', { need });
  return build(kind, ground, undefined, await lists[kind](db, eventId, { organisationId, least: LEAST }));
}

/** @throws Refused 'event.not-found', 'contest.not-found', 'paper.not-ready' (details.need). */
export async function contestPaper(ctx: Context, me: AccountIdentity, kind: ContestPaper, place: Place): Promise<Paper> {
  const ground = await readGround(ctx.db, place.eventId);
  const contest = ground.contests.find(({ id }) => id === place.contestId);
  if (!contest) throw new Refused('contest.not-found');
  const need = contestNeed(kind, contest, me);
  if (need) throw new Refused('paper.not-ready', { need });
  return build(kind, ground, place.contestId, await ofContest[kind](ctx, me, place));
}
