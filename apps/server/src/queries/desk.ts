/** The desks of judges and chiefs: what they see when they join, and what changes afterwards. */
import type { ChiefDesk, JudgeDesk, PanelJudge } from '@leitai/contract';
import { Refused, type Database, type Prisma } from '@leitai/database';
import type { Identity, PanelIdentity } from '../access/identity.ts';
import type { Presence, Present } from '../context.ts';
import { contestFrame } from './contest-frame.ts';
import { devicesOf } from './devices.ts';
import { contestRules } from './scheme.ts';
import { readRecusals } from './recusals.ts';
import { readSheets, toSheet } from './sheet.ts';

const seated = { person: true, sessions: { where: { revokedAt: null, kind: 'judge' }, orderBy: { createdAt: 'desc' } } } satisfies Prisma.JudgeInclude;
type Seated = Prisma.JudgeGetPayload<{ include: typeof seated }>;

/** A replaced judge stays on the panel for the sheets already handed in. */
const readJudges = (db: Database, eventId: string, contestId: string): Promise<Seated[]> =>
  db.judge.findMany({
    where: { eventId, contestId, OR: [{ endedAt: null }, { sheets: { some: { state: { in: ['submitted', 'confirmed'] } } } }] },
    orderBy: [{ seat: 'asc' }, { endedAt: 'asc' }],
    include: seated,
  });

/** @throws Refused 'judge.not-found' when the seat was given to somebody else. */
export async function judgeDesk(db: Database, presence: Presence, me: PanelIdentity): Promise<JudgeDesk> {
  const [{ contest, forPanel }, judges, sheets, recusals, { scheme }, present] = await Promise.all([
    contestFrame(db, me.eventId, me.contestId),
    readJudges(db, me.eventId, me.contestId),
    readSheets(db, { eventId: me.eventId, contestId: me.contestId, judgeId: me.judgeId }),
    readRecusals(db, me.eventId, me.contestId, me.judgeId),
    contestRules(db, me.eventId, me.contestId),
    presence(me.eventId),
  ]);
  const judge = judges.find(({ id, endedAt }) => id === me.judgeId && !endedAt);
  if (!judge) throw new Refused('judge.not-found');
  const active = judge.activeSessionId === me.sessionId;
  return {
    me: { judgeId: me.judgeId, seat: me.seat, name: me.name, role: me.role },
    device: { active, other: active ? null : (devicesOf(judge, present).find((device) => device.active) ?? null) },
    contest,
    chief: judges.find(({ role, endedAt }) => role === 'chief' && !endedAt)?.person.name ?? null,
    scheme,
    entrants: forPanel,
    sheets: sheets.map(toSheet),
    recusals,
    serverTime: new Date().toISOString(),
  };
}

/** The chief's desk, for the chief of this contest or an organiser. */
export async function chiefDesk(
  db: Database, presence: Presence, identity: Identity, eventId: string, contestId: string,
): Promise<ChiefDesk> {
  const [{ contest, forChief, arrivals }, judges, sheets, recusals, { scheme, rules }, online] = await Promise.all([
    contestFrame(db, eventId, contestId),
    readJudges(db, eventId, contestId),
    readSheets(db, { eventId, contestId }),
    readRecusals(db, eventId, contestId),
    contestRules(db, eventId, contestId),
    presence(eventId),
  ]);
  return {
    me: { judgeId: identity.role === 'chief' ? identity.judgeId : null, name: 'name' in identity ? identity.name : '' },
    contest,
    scheme,
    rules,
    judges: panel(judges, online),
    entrants: forChief,
    arrivals,
    sheets: sheets.map(toSheet),
    recusals,
    serverTime: new Date().toISOString(),
  };
}

const panel = (judges: readonly Seated[], online: Present): PanelJudge[] =>
  judges
    .filter(({ role }) => role === 'judge')
    .map((judge) => ({
      id: judge.id, seat: judge.seat, name: judge.person.name, online: online.has(judge.id),
      lastAckAt: judge.lastAckAt?.toISOString() ?? null, devices: devicesOf(judge, online),
    }));

export async function panelJudges(db: Database, presence: Presence, eventId: string, contestId: string): Promise<PanelJudge[]> {
  const [judges, online] = await Promise.all([readJudges(db, eventId, contestId), presence(eventId)]);
  return panel(judges, online);
}
