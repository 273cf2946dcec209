/** The desks of judges and chiefs: what they see when they join, and what changes afterwards. */
import type { ChiefDesk, DeskContest, DeskEntrant, JudgeDesk, PanelJudge, Text } from '@leitai/contract';
import { Refused, type Database, type Prisma } from '@leitai/database';
import { formatFixed, type Scheme } from '@leitai/scoring';
import type { Identity, PanelIdentity } from '../access/identity.ts';
import type { Presence, Present } from '../context.ts';
import { scoreDigits } from '../projection/digits.ts';
import { devicesOf } from './devices.ts';
import { entrantState } from './enum-names.ts';
import { contestRules } from './scheme.ts';
import { timerOf } from '../projection/timer.ts';
import { readRecusals } from './recusals.ts';
import { readSheets, toSheet } from './sheet.ts';

const parts = {
  event: true,
  post: true,
  scheme: { select: { version: true } },
  entrants: { orderBy: { position: 'asc' }, include: { result: { select: { total: true } }, attempts: { orderBy: { number: 'desc' }, take: 1 } } },
  // A replaced judge stays on the panel for the sheets already handed in.
  judges: {
    where: { OR: [{ endedAt: null }, { sheets: { some: { state: { in: ['submitted', 'confirmed'] } } } }] },
    orderBy: [{ seat: 'asc' }, { endedAt: 'asc' }],
    include: { person: true, sessions: { where: { revokedAt: null, kind: 'judge' }, orderBy: { createdAt: 'desc' } } },
  },
} satisfies Prisma.ContestInclude;
type Parts = Prisma.ContestGetPayload<{ include: typeof parts }>;

async function contestParts(db: Database, eventId: string, contestId: string): Promise<Parts> {
  const contest = await db.contest.findUnique({ where: { eventId_id: { eventId, id: contestId } }, include: parts });
  if (!contest) throw new Refused('contest.not-found');
  return contest;
}

const deskContest = (contest: Parts): DeskContest => ({
  id: contest.id,
  eventId: contest.eventId,
  eventName: contest.event.name as Text,
  letter: contest.post.letter,
  name: contest.post.shortName as Text,
  state: contest.state,
  revision: Number(contest.revision),
  schemeVersion: contest.scheme.version,
});

const deskEntrant = (scheme: Scheme, { attempts: [attempt], ...entrant }: Parts['entrants'][number]): DeskEntrant => ({
  id: entrant.id,
  code: entrant.code,
  position: entrant.position,
  state: entrantState(entrant.state),
  attempt: attempt?.number ?? 1,
  timer: attempt ? timerOf(scheme, attempt) : null,
});

/** @throws Refused 'judge.not-found' when the seat was given to somebody else. */
export async function judgeDesk(db: Database, presence: Presence, me: PanelIdentity): Promise<JudgeDesk> {
  const [contest, sheets, recusals, { scheme }, present] = await Promise.all([
    contestParts(db, me.eventId, me.contestId),
    readSheets(db, { eventId: me.eventId, contestId: me.contestId, judgeId: me.judgeId }),
    readRecusals(db, me.eventId, me.contestId, me.judgeId),
    contestRules(db, me.eventId, me.contestId),
    presence(me.eventId),
  ]);
  const judge = contest.judges.find(({ id, endedAt }) => id === me.judgeId && !endedAt);
  if (!judge) throw new Refused('judge.not-found');
  const active = judge.activeSessionId === me.sessionId;
  return {
    me: { judgeId: me.judgeId, seat: me.seat, name: me.name, role: me.role },
    device: { active, other: active ? null : (devicesOf(judge, present).find((device) => device.active) ?? null) },
    contest: deskContest(contest),
    chief: contest.judges.find(({ role, endedAt }) => role === 'chief' && !endedAt)?.person.name ?? null,
    scheme,
    entrants: contest.entrants.map((entrant) => deskEntrant(scheme, entrant)),
    sheets: sheets.map(toSheet),
    recusals,
    serverTime: new Date().toISOString(),
  };
}

/** The chief's desk, for the chief of this contest or an organiser. */
export async function chiefDesk(
  db: Database, presence: Presence, identity: Identity, eventId: string, contestId: string,
): Promise<ChiefDesk> {
  const [contest, sheets, recusals, { scheme, rules }, online] = await Promise.all([
    contestParts(db, eventId, contestId),
    readSheets(db, { eventId, contestId }),
    readRecusals(db, eventId, contestId),
    contestRules(db, eventId, contestId),
    presence(eventId),
  ]);
  return {
    me: { judgeId: identity.role === 'chief' ? identity.judgeId : null, name: 'name' in identity ? identity.name : '' },
    contest: deskContest(contest),
    scheme,
    rules,
    judges: panel(contest.judges, online),
    entrants: chiefEntrants(contest, scheme, scoreDigits(rules)),
    sheets: sheets.map(toSheet),
    recusals,
    serverTime: new Date().toISOString(),
  };
}

const panel = (judges: Parts['judges'], online: Present): PanelJudge[] =>
  judges
    .filter(({ role }) => role === 'judge')
    .map((judge) => ({
      id: judge.id, seat: judge.seat, name: judge.person.name, online: online.has(judge.id),
      lastAckAt: judge.lastAckAt?.toISOString() ?? null, devices: devicesOf(judge, online),
    }));

const chiefEntrants = (contest: Parts, scheme: Scheme, digits: number): ChiefDesk['entrants'] =>
  contest.entrants.map((entrant) => {
    const total = entrant.result?.total;
    const substitute = entrant.substituteAsked !== null ? 'asked' : entrant.substitutedAt ? 'done' : null;
    return { ...deskEntrant(scheme, entrant), total: total == null ? null : formatFixed(total, digits), outReason: entrant.outReason, substitute };
  });

/** What a change of the contest or its entrants tells the judges (without totals) and the chief (with them). */
export async function contestFrame(db: Database, eventId: string, contestId: string) {
  const [contest, { scheme, rules }] = await Promise.all([contestParts(db, eventId, contestId), contestRules(db, eventId, contestId)]);
  return {
    contest: deskContest(contest),
    forPanel: contest.entrants.map((entrant) => deskEntrant(scheme, entrant)),
    forChief: chiefEntrants(contest, scheme, scoreDigits(rules)),
  };
}

export async function panelJudges(db: Database, presence: Presence, eventId: string, contestId: string): Promise<PanelJudge[]> {
  const [judges, online] = await Promise.all([
    db.judge.findMany({ ...parts.judges, where: { ...parts.judges.where, eventId, contestId } }),
    presence(eventId),
  ]);
  return panel(judges, online);
}
