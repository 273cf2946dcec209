/** Imports a previewed roster: people, their organisations and their entries, all or nothing. Who is not in the file stays. */
import { randomUUID } from 'node:crypto';
import type { RosterRow } from '@leitai/contract';
import { appendEvent, Refused, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { backUpBefore } from '../event-file/backups.ts';
import { eventRoster, planRoster, type Changed, type Planned } from '../roster/event-roster.ts';
import { actorOf } from './actor.ts';
import { blindCode, shuffled } from './blind-code.ts';
import { fromOrganiser } from './from-organiser.ts';
import { lockOpen } from './lock-open.ts';
import { requireRepeatAllowed } from './repeat-allowed.ts';
import { organisationIds } from './organisation-ids.ts';
import { takeImport, waits } from './take-import.ts';

type Place = { readonly eventId: string; readonly importId: string };
type Outcome = { readonly added: number; readonly already: number; readonly changed: number; readonly skipped: number };

/**
 * Backs the event up if anybody is in it, and plans anew against the event as it is now, so that nobody is added twice.
 * @throws Refused 'import.stale' when this preview was confirmed, or another one of the event since it was made; 'import.has-faults'
 * unless faulty rows are to be skipped; 'contest.marking-started' (details.contests, letters) for contests no longer in set-up,
 * 'draw.begun' (the same) for those whose sealed draw has begun; 'check.repeat' for a practical check.
 */
export async function confirmRoster(ctx: Context, me: AccountIdentity, { eventId, importId }: Place, skipFaulty: boolean): Promise<Outcome> {
  if ((await waits(ctx.db, { eventId, importId }, 'contestants')) && (await ctx.db.entrant.count({ where: { eventId } })) > 0) await backUpBefore(ctx, eventId);
  const done = await ctx.db.$transaction(async (tx) => {
    const rows = await takeImport<RosterRow>(tx, { eventId, importId }, 'contestants');
    const { rows: planned, adds, changes, already } = planRoster(await eventRoster(tx, eventId), rows);
    const skipped = planned.filter(({ faults }) => faults.length > 0).length;
    if (skipped > 0 && !skipFaulty) throw new Refused('import.has-faults', { faulty: skipped });
    const contests = Map.groupBy(adds, ({ contest }) => contest.id);
    const moved = changes.filter(({ organisation }) => organisation).flatMap((change) => change.person.entries.map(({ contest }) => ({ contest, change })));
    await lockOpen(tx, eventId, [...adds, ...moved].map(({ contest }) => contest));
    await changePeople(tx, eventId, changes);
    const people = await addPeople(tx, eventId, adds);
    const touched = new Set([...contests.keys(), ...moved.map(({ contest }) => contest.id)]);
    for (const contestId of touched) {
      const changed = moved.filter(({ contest }) => contest.id === contestId).map(({ change: { row, person } }) => ({ person: person.id, before: person.organisation, after: row.organisation }));
      await enter(tx, me, { eventId, contestId, importId }, contests.get(contestId) ?? [], people, changed);
    }
    return { outcome: { added: adds.length, already, changed: changes.length, skipped }, contests: [...touched] };
  }, { timeout: 120_000 });
  for (const contestId of done.contests) {
    ctx.notices.boardDue(eventId, contestId);
    ctx.notices.contestChanged(eventId, contestId);
  }
  ctx.notices.seatsChanged(eventId, null);
  return done.outcome;
}

/** Organisations and genders as the file has them; entries follow the person. */
async function changePeople(tx: Transaction, eventId: string, changes: readonly Changed[]): Promise<void> {
  const organisations = await organisationIds(tx, eventId, changes.map(({ row }) => row.organisation));
  for (const { row, person, organisation, gender } of changes) {
    const organisationId = organisations.get(row.organisation)!;
    await tx.person.update({ where: { eventId_id: { eventId, id: person.id } }, data: { ...(organisation && { organisationId }), ...(gender && { gender: row.gender }) } });
    if (organisation) await tx.entrant.updateMany({ where: { eventId, personId: person.id }, data: { organisationId } });
  }
}

type Entry = { readonly personId: string; readonly organisationId: string };

/** @returns by row who it is and whom they come from. */
async function addPeople(tx: Transaction, eventId: string, adds: readonly Planned[]): Promise<ReadonlyMap<RosterRow, Entry>> {
  const organisations = await organisationIds(tx, eventId, adds.map(({ row }) => row.organisation));
  const people = adds.map(({ row, person }) => ({
    row, isNew: !person, entry: { personId: person?.id ?? randomUUID(), organisationId: organisations.get(row.organisation)! },
  }));
  await tx.person.createMany({
    data: people.filter(({ isNew }) => isNew).map(({ row, entry }) => ({
      eventId, id: entry.personId, name: row.name, gender: row.gender,
      employeeNo: row.employeeNo === '' ? null : row.employeeNo, organisationId: entry.organisationId,
    })),
  });
  return new Map(people.map(({ row, entry }) => [row, entry]));
}

/** Appends entrants in a drawn order after those already there. */
async function enter(
  tx: Transaction, me: AccountIdentity, place: { eventId: string; contestId: string; importId: string },
  entries: readonly Planned[], people: ReadonlyMap<RosterRow, Entry>, changed: readonly object[],
): Promise<void> {
  const { eventId, contestId, importId } = place;
  const { _max } = await tx.entrant.aggregate({ where: { eventId, contestId }, _max: { position: true } });
  const before = _max.position ?? 0;
  await tx.entrant.createMany({
    data: shuffled(entries).map(({ row, contest }, index) => {
      const position = before + index + 1;
      return { eventId, id: randomUUID(), contestId, ...people.get(row)!, position, code: blindCode(contest.letter, position) };
    }),
  });
  const entry = { type: 'roster:import', subject: importId, before, added: entries.length, ...(changed.length > 0 && { changed }) };
  await appendEvent(tx, eventId, contestId, fromOrganiser(new Date()), actorOf(me), entry, {}, true);
  await requireRepeatAllowed(tx, { eventId, contestId });
}
