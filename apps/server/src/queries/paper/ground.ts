/** What documents rest on: how far an event's contests have come, and so which documents there are yet. */
import { isPublished } from '@leitai/contract/published';
import { CONTEST_PAPERS, EVENT_PAPERS, type ContestPaper, type EventPaper } from '@leitai/contract/paper-kinds';
import type { ContestState, EventKind, PaperList, PaperNeed, Text } from '@leitai/contract';
import { Refused, type Database, type DrawModel } from '@leitai/database';
import type { Identity } from '../../access/identity.ts';
import { eventKind } from '../enum-names.ts';

export type GroundContest = {
  readonly id: string; readonly letter: string; readonly name: Text; readonly state: ContestState; readonly revision: number;
  readonly frozen: boolean; readonly draw: DrawModel | null; readonly rechecked: boolean;
  readonly entrants: number; readonly judges: number; readonly results: number; readonly appeals: number;
};
export type Ground = {
  readonly event: { readonly name: Text; readonly practice: boolean; readonly kind: EventKind };
  /** Post qualifications over all events. */
  readonly qualified: number;
  readonly contests: readonly GroundContest[];
};

/** Contests by their letters. @throws Refused 'event.not-found'. */
export async function readGround(db: Database, eventId: string): Promise<Ground> {
  const event = await db.event.findUnique({
    where: { id: eventId },
    include: { contests: { include: { post: true, draw: true, signOff: true, _count: { select: { entrants: true, judges: { where: { role: 'judge', endedAt: null } }, results: true, appeals: true } } }, orderBy: { post: { letter: 'asc' } } } },
  });
  if (!event) throw new Refused('event.not-found');
  return {
    event: { name: event.name as Text, practice: event.practice, kind: eventKind(event.kind) },
    qualified: await db.postQualification.count({ where: { certificate: { contest: { event: { practice: false } } } } }),
    contests: event.contests.map(({ id, post, state, revision, frozenSeq, draw, signOff, _count }) => ({
      id, letter: post.letter, name: post.shortName as Text, state, revision: Number(revision), frozen: frozenSeq !== null, draw, rechecked: signOff !== null && signOff.drawnAt !== null, ..._count,
    })),
  };
}

/** Published, and shown to everybody as it stands: what of a frozen contest the public may see is no document. */
export const isOut = ({ state, frozen }: GroundContest): boolean => isPublished(state) && !frozen;
export const isFinal = (contest: GroundContest): boolean => contest.state === 'final' && !contest.frozen;

/** What a document of the event waits for; null: it is ready. */
export function eventNeed(kind: EventPaper, { contests, qualified }: Ground): PaperNeed | null {
  const open = (need: PaperNeed): PaperNeed => (contests.some(({ state, frozen }) => frozen && isPublished(state)) ? 'unfreezing' : need);
  switch (kind) {
    case 'programme': return contests.some(({ entrants }) => entrants > 0) ? null : 'entrants';
    case 'results-book': return contests.some(isOut) ? null : open('publication');
    case 'award-list': return contests.some(isFinal) ? null : open('final');
    case 'appeals': return contests.some(({ appeals }) => appeals > 0) ? null : 'appeals';
    case 'problem-list':
    case 'measure-list':
    case 'training-list': return contests.some(({ results }) => results > 0) ? null : 'results';
    case 'qualification-list': return qualified > 0 ? null : 'qualifications';
    default: return kind satisfies never;
  }
}

/** As `eventNeed`, for a document of this contest and this reader. */
export function contestNeed(kind: ContestPaper, contest: GroundContest, me: Identity): PaperNeed | null {
  const { state, draw, entrants, judges, results, rechecked, frozen } = contest;
  const undrawn = draw !== null && draw.secondAt === null;
  switch (kind) {
    case 'check-in': return entrants === 0 ? 'entrants' : undrawn ? 'draw' : null;
    case 'blank-sheets': return entrants === 0 ? 'entrants' : judges === 0 ? 'panel' : undrawn ? 'draw' : null;
    case 'first-register': return registerNeed(draw, draw?.firstAccountId ?? null, me);
    case 'second-register': return registerNeed(draw, draw?.secondAccountId ?? null, me);
    case 'draw-record': return draw === null || undrawn ? 'draw' : draw.unsealedAt === null ? 'unsealing' : null;
    case 'summary':
    case 'standings': return results === 0 ? 'results' : null;
    case 'grade-list': return results === 0 ? 'results' : draw !== null && draw.unsealedAt === null ? 'unsealing' : null;
    case 'recheck': return rechecked ? null : 'recheck';
    case 'corrections': return state === 'setup' ? 'opening' : null;
    case 'publicity': return !isPublished(state) ? 'publication' : frozen ? 'unfreezing' : null;
    default: return kind satisfies never;
  }
}

function registerNeed(draw: DrawModel | null, maker: string | null, me: Identity): PaperNeed | null {
  if (!draw || maker === null) return 'draw';
  return draw.unsealedAt !== null || ('accountId' in me && me.accountId === maker) ? null : 'unsealing';
}

const OF_DRAW: ReadonlySet<ContestPaper> = new Set(['first-register', 'second-register', 'draw-record']);
const OF_RESULTS: ReadonlySet<ContestPaper> = new Set(['summary', 'standings', 'recheck', 'corrections', 'publicity', 'grade-list']);

/** Documents that only some kinds of events have. */
const ONLY: { readonly [K in EventPaper | ContestPaper]?: readonly EventKind[] } = { 'grade-list': ['practical-check'], 'qualification-list': ['practical-check', 'inspection', 'demonstration'] };

/** Every document that is there for the reader by `may`. */
export function listPapers(ground: Ground, me: Identity, may: (kind: EventPaper | ContestPaper) => boolean): PaperList {
  const { event, contests } = ground;
  const offered = (kind: EventPaper | ContestPaper): boolean => may(kind) && (ONLY[kind]?.includes(event.kind) ?? true);
  const allFinal = contests.every(isFinal);
  return {
    event: event.name,
    contests: contests.map(({ id, letter, name }) => ({ id, letter, name })),
    papers: [
      ...EVENT_PAPERS.filter(offered).map((kind) => ({ kind, contestId: null, need: eventNeed(kind, ground), settled: allFinal && (kind === 'results-book' || kind === 'award-list') })),
      ...contests.flatMap((contest) => CONTEST_PAPERS.filter(offered).map((kind) => ({
        kind, contestId: contest.id, need: contestNeed(kind, contest, me),
        settled: OF_RESULTS.has(kind) ? contest.state === 'final' : contest.draw?.unsealedAt != null && OF_DRAW.has(kind),
      }))),
    ],
  };
}
