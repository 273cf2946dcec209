/** The organiser's control room, complete and small enough to send whole. */
import type { ControlContest, ControlState, EventSummary, SeatState, Text } from '@leitai/contract';
import { Refused, type Database, type Prisma } from '@leitai/database';
import type { Presence } from '../context.ts';

const parts = {
  contests: {
    include: {
      post: true,
      entrants: { select: { id: true, code: true } },
      results: { select: { entrantId: true } },
      sheets: { where: { state: 'submitted' }, select: { id: true } },
      judges: {
        where: { endedAt: null },
        orderBy: { seat: 'asc' },
        include: {
          person: { include: { organisation: true } },
          sessions: { where: { revokedAt: null, kind: 'judge' }, orderBy: { createdAt: 'desc' }, take: 1 },
          codes: { where: { usedAt: null }, orderBy: { expiresAt: 'desc' }, take: 1 },
        },
      },
    },
  },
} satisfies Prisma.EventInclude;
type Parts = Prisma.EventGetPayload<{ include: typeof parts }>;
type ContestParts = Parts['contests'][number];

/** @throws Refused 'event.not-found'. */
export async function controlState(ctx: { db: Database; presence: Presence }, eventId: string): Promise<ControlState> {
  const [event, online] = await Promise.all([
    ctx.db.event.findUnique({ where: { id: eventId }, include: parts }),
    ctx.presence(eventId),
  ]);
  if (!event) throw new Refused('event.not-found');
  const now = new Date();
  const contests = event.contests.map((contest) => controlContest(contest, online, now));
  return { event: summary(event), at: now.toISOString(), contests: contests.sort((a, b) => (a.letter < b.letter ? -1 : 1)) };
}

function summary(event: Parts): EventSummary {
  const { id, kind, name, demo, createdAt, contests } = event;
  return {
    id,
    kind: kind === 'practicalCheck' ? 'practical-check' : kind,
    name: name as Text,
    demo,
    createdAt: createdAt.toISOString(),
    contests: contests.length,
    entrants: contests.reduce((sum, { entrants }) => sum + entrants.length, 0),
    confirmed: contests.reduce((sum, { results }) => sum + results.length, 0),
  };
}

function controlContest(contest: ContestParts, online: ReadonlySet<string>, now: Date): ControlContest {
  return {
    id: contest.id,
    letter: contest.post.letter,
    name: contest.post.shortName as Text,
    state: contest.state,
    boardNames: contest.boardNames,
    confirmed: contest.results.length,
    entrants: contest.entrants.length,
    onStage: contest.entrants.find(({ id }) => id === contest.onStageId)?.code ?? null,
    awaiting: contest.sheets.length,
    seats: contest.judges.map((judge) => seat(judge, online, now)),
  };
}

function seat(judge: ContestParts['judges'][number], online: ReadonlySet<string>, now: Date): SeatState {
  const session = judge.sessions[0];
  const code = judge.codes[0];
  return {
    judgeId: judge.id,
    seat: judge.seat,
    role: judge.role,
    name: judge.person.name,
    organisation: (judge.person.organisation?.name as Text | undefined) ?? null,
    device:
      session && session.expiresAt > now
        ? { id: session.id, label: session.label, pairedAt: session.createdAt.toISOString(), online: online.has(judge.id) }
        : null,
    codeUntil: code && code.expiresAt > now ? code.expiresAt.toISOString() : null,
  };
}
