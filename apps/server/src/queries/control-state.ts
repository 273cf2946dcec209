/** The organiser's control room, complete and small enough to send whole. */
import type { ControlContest, ControlState, SeatState, Text } from '@leitai/contract';
import { Refused, type Database, type Prisma } from '@leitai/database';
import type { Presence, Present } from '../context.ts';
import { liveSchedule } from '../projection/live-schedule.ts';
import { sentBroadcasts } from './broadcasts.ts';
import { contestCounts, type ContestCounts } from './contest-counts.ts';
import { devicesOf } from './devices.ts';
import { eventSummary } from './event-summary.ts';
import { heldUp } from './held-up.ts';

const parts = {
  backup: true,
  contests: {
    include: {
      post: true,
      entrants: { where: { OR: [{ state: 'onStage' }, { substituteAsked: { not: null }, state: { in: ['waiting', 'performed'] } }] }, select: { id: true, code: true, state: true, substituteAsked: true } },
      appeals: { where: { state: { in: ['filed', 'accepted', 'ruled'] } }, select: { state: true } },
      certificates: { where: { revocations: { some: { state: 'proposed' } } }, select: { id: true } },
      _count: { select: { certificates: true, entrants: true, results: true, recusals: true, sheets: { where: { state: 'submitted' } } } },
      judges: {
        where: { endedAt: null },
        orderBy: { seat: 'asc' },
        include: {
          person: { include: { organisation: true } },
          sessions: { where: { revokedAt: null, kind: 'judge' }, orderBy: { createdAt: 'desc' } },
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
  const [event, online, schedule, counts, held, webhooksOff] = await Promise.all([
    ctx.db.event.findUnique({ where: { id: eventId }, include: parts }),
    ctx.presence(eventId),
    liveSchedule(ctx.db, eventId),
    contestCounts(ctx.db, eventId),
    heldUp(ctx.db, eventId),
    ctx.db.webhook.count({ where: { eventId, disabledAt: { not: null } } }),
  ]);
  if (!event) throw new Refused('event.not-found');
  const now = new Date();
  const contests = event.contests.map((contest) => controlContest(contest, online, now, { ...counts.get(contest.id)!, held: held.get(contest.id) ?? [] }));
  const seats = event.contests.flatMap(({ judges }) => judges);
  return {
    event: eventSummary(event), publicNames: event.publicNames, backup: event.backup && { madeAt: event.backup.madeAt?.toISOString() ?? null, failure: event.backup.failure }, webhooksOff, at: now.toISOString(), contests: contests.sort((a, b) => (a.letter < b.letter ? -1 : 1)),
    schedule, broadcasts: await sentBroadcasts(ctx.db, eventId, seats),
  };
}

function controlContest(contest: ContestParts, online: Present, now: Date, found: ContestCounts & Pick<ControlContest, 'held'>): ControlContest {
  return {
    id: contest.id,
    letter: contest.post.letter,
    name: contest.post.shortName as Text,
    state: contest.state,
    frozenSince: contest.frozenAt?.toISOString() ?? null,
    boardNames: contest.boardNames,
    confirmed: contest._count.results,
    entrants: contest._count.entrants,
    onStage: contest.entrants.find(({ state }) => state === 'onStage')?.code ?? null,
    awaiting: contest._count.sheets,
    recusals: contest._count.recusals,
    substitutes: contest.entrants.flatMap(({ id, code, substituteAsked }) => (substituteAsked === null ? [] : [{ entrantId: id, code, reason: substituteAsked }])),
    paused: contest.pausedAt && { since: contest.pausedAt.toISOString(), reason: contest.pauseReason },
    ...found,
    appeals: { open: contest.appeals.length, filed: contest.appeals.filter(({ state }) => state === 'filed').length },
    certificates: { issued: contest._count.certificates, asked: contest.certificates.length },
    seats: contest.judges.map((judge) => seat(judge, online, now)),
  };
}

function seat(judge: ContestParts['judges'][number], online: Present, now: Date): SeatState {
  const devices = devicesOf({ ...judge, sessions: judge.sessions.filter(({ expiresAt }) => expiresAt > now) }, online);
  const device = devices[0];
  const code = judge.codes[0];
  return {
    judgeId: judge.id,
    seat: judge.seat,
    role: judge.role,
    name: judge.person.name,
    organisation: (judge.person.organisation?.name as Text | undefined) ?? null,
    device: device ? { id: device.id, label: device.label, pairedAt: device.pairedAt, online: online.has(judge.id) } : null,
    lastAckAt: judge.lastAckAt?.toISOString() ?? null,
    devices,
    codeUntil: code && code.expiresAt > now ? code.expiresAt.toISOString() : null,
  };
}
