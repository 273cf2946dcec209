/** An event's ceremony as the wall, the presenter and the organiser see it. */
import { CeremonyPlan, type CeremonyOffer, type CeremonyState, type CeremonyStep, type CeremonyTable, type PresenterState, type Text } from '@leitai/contract';
import { Refused, type CeremonyModel, type Database, type Transaction } from '@leitai/database';
import { ceremonyView, fingerprint, winnersOf, type Facts, type Running } from '../projection/ceremony.ts';
import { readFacts } from '../projection/facts.ts';

type Read = { readonly event: { readonly eventId: string; readonly eventName: Text }; readonly row: CeremonyModel | null; readonly running: Running | null; readonly facts: Facts };

export const runningOf = ({ plan, steps, stage, step, revision }: CeremonyModel): Running =>
  ({ plan: CeremonyPlan.parse(plan), steps: steps as unknown as CeremonyStep[], stage, step, revision });

/** The facts of the planned posts, and with tables of every contest of the event. @throws Refused 'contest.not-found'. */
export async function factsOf(db: Database, eventId: string, { posts, tables }: CeremonyPlan): Promise<Facts> {
  const others = tables.length > 0 ? await db.contest.findMany({ where: { eventId }, select: { id: true } }) : [];
  const ids = new Set([...posts.map(({ contestId }) => contestId), ...others.map(({ id }) => id)]);
  const all = await Promise.all([...ids].map((contestId) => readFacts(db, eventId, contestId)));
  return new Map(all.map((facts) => {
    if (!facts) throw new Refused('contest.not-found');
    return [facts.contestId, facts];
  }));
}

async function read(db: Database, eventId: string): Promise<Read> {
  const event = await db.event.findUnique({ where: { id: eventId }, include: { ceremony: true } });
  if (!event) throw new Refused('event.not-found');
  const { ceremony: row } = event;
  const running = row && runningOf(row);
  return { event: { eventId, eventName: event.name as Text }, row, running, facts: running ? await factsOf(db, eventId, running.plan) : new Map() };
}

/** @throws Refused 'event.not-found'. */
export async function ceremonyState(db: Database, eventId: string): Promise<CeremonyState> {
  const { event, running, facts } = await read(db, eventId);
  return ceremonyView(event, running, facts);
}

/** @throws Refused 'event.not-found'. */
export async function presenterState(db: Database, eventId: string): Promise<PresenterState> {
  const { event, row, running, facts } = await read(db, eventId);
  const { plan, steps = [] } = running ?? {};
  return {
    wall: ceremonyView(event, running, facts),
    steps: steps.map((step) => {
      if (!('contestId' in step)) return { step, post: null, award: null, presenter: '', note: noteOf(plan!, step.kind) };
      const { presenter, note, notes } = plan!.posts.find(({ contestId }) => contestId === step.contestId)!;
      const { name, rules } = facts.get(step.contestId)!;
      if (step.kind === 'post') return { step, post: name, award: null, presenter, note };
      return { step, post: name, award: rules.awards.find(({ id }) => id === step.awardId)?.name ?? null, presenter, note: notes[step.awardId] || note };
    }),
    startedAt: row?.startedAt?.toISOString() ?? null,
    pausedMs: row?.pausedMs ?? 0,
    pausedAt: row?.pausedAt?.toISOString() ?? null,
    stale: row !== null && plan !== undefined && fingerprint(plan, facts) !== row.resultsHash,
  };
}

function noteOf({ openingNote, closingNote, tables }: CeremonyPlan, kind: 'opening' | 'closing' | CeremonyTable): string {
  if (kind === 'opening') return openingNote;
  return kind === 'closing' ? closingNote : (tables.find((table) => table.kind === kind)?.note ?? '');
}

/** @throws Refused 'event.not-found'. */
export async function ceremonyOffer(db: Database, eventId: string): Promise<CeremonyOffer> {
  const { row, running } = await read(db, eventId);
  const contests = await db.contest.findMany({ where: { eventId }, select: { id: true }, orderBy: { post: { letter: 'asc' } } });
  const facts = await Promise.all(contests.map(({ id }) => readFacts(db, eventId, id)));
  return {
    contests: facts.filter((one) => one !== null).map((one) => ({
      contestId: one.contestId, letter: one.letter, name: one.name, state: one.state, named: one.boardNames === 'name', frozen: one.frozen !== null,
      awards: one.rules.awards.map(({ id, name }) => ({ id, name, count: one.state === 'final' ? winnersOf(one, id).length : 0 })),
    })),
    plan: running?.plan ?? null,
    stage: row?.stage ?? 'none',
  };
}

/** @returns null when none was prepared. */
export const lockCeremony = async (tx: Transaction, eventId: string): Promise<CeremonyModel | null> => {
  await tx.$queryRaw`SELECT 1 FROM event WHERE id = ${eventId}::uuid FOR NO KEY UPDATE`;
  return tx.ceremony.findUnique({ where: { eventId } });
};
