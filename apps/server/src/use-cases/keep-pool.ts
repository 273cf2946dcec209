/** The judges' pool by hand: who may be seated, on which posts, and when. */
import { randomUUID } from 'node:crypto';
import type { PoolJudgeInput, Text } from '@leitai/contract';
import { Refused, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { organisationIds } from './organisation-ids.ts';
import { freeNumber } from './keep-people.ts';
import { contestsOf, lockEvent, lockOpen } from './lock-open.ts';
import { followed } from './recusal-rule.ts';

type Whom = { readonly eventId: string; readonly personId: string };

/** @throws Refused 'event.not-found', 'pool.known' where name and organisation are in the pool already, 'person.number-taken', 'request.invalid'. */
export async function addPoolJudge(ctx: Context, me: AccountIdentity, eventId: string, input: PoolJudgeInput): Promise<{ personId: string }> {
  let personId: string = randomUUID();
  await followed(ctx, me, eventId, async (tx) => {
    personId = (await knownJudge(tx, eventId, input)) ?? personId;
    if (await isPooled(tx, { eventId, personId })) throw new Refused('pool.known', { name: input.name });
    await keepPoolJudge(tx, { eventId, personId }, input);
  });
  return { personId };
}

/** Running contests follow a former organisation at once. @throws Refused 'person.not-found', and what `keepPoolJudge` refuses. */
export async function changePoolJudge(ctx: Context, me: AccountIdentity, whom: Whom, input: PoolJudgeInput): Promise<void> {
  await followed(ctx, me, whom.eventId, async (tx) => {
    await requirePooled(tx, whom);
    await keepPoolJudge(tx, whom, input);
  });
}

/**
 * Somebody the event knows already: by number and name, or, without a number, by name and organisation among its judges: the seat of who was
 * appointed by hand counts once they are in the pool.
 */
export async function knownJudge(tx: Transaction, eventId: string, { name: written, employeeNo, organisation }: Pick<PoolJudgeInput, 'name' | 'employeeNo' | 'organisation'>): Promise<string | null> {
  const name = written.normalize('NFC');
  if (employeeNo !== '') return (await tx.person.findFirst({ where: { eventId, name, employeeNo: employeeNo.normalize('NFC') } }))?.id ?? null;
  const judges = await tx.person.findMany({
    where: { eventId, name, employeeNo: null, OR: [{ pooled: { isNot: null } }, { judges: { some: {} } }] }, include: { organisation: true }, orderBy: { id: 'asc' },
  });
  const same = judges.filter((judge) => (judge.organisation === null ? organisation === '' : Object.values(judge.organisation.name as Text).includes(organisation)));
  return same[0]?.id ?? null;
}

/** The person stays where something else is known of them. @throws Refused 'person.not-found', 'pool.seated' (details.contests, letters). */
export async function removePoolJudge(ctx: Context, { eventId, personId }: Whom): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    await lockEvent(tx, eventId);
    await requirePooled(tx, { eventId, personId });
    const seats = await tx.judge.findMany({ where: { eventId, personId, endedAt: null }, include: { contest: { include: { post: true } } } });
    if (seats.length > 0) throw new Refused('pool.seated', { contests: seats.map(({ contest }) => contest.post.letter).sort() });
    await tx.poolJudge.delete({ where: { eventId_personId: { eventId, personId } } });
    await tx.person.deleteMany({ where: { eventId, id: personId, judges: { none: {} }, entrants: { none: {} } } });
  });
}

/**
 * Writes the judge as given, whether new or known. Former organisations are added to; name and organisation of who sits on a panel that has begun stay.
 * @throws Refused 'pool.known', 'person.number-taken', 'request.invalid' (a post that is not the event's, a former place that ends before it begins), and what `lockOpen` refuses.
 */
export async function keepPoolJudge(tx: Transaction, { eventId, personId }: Whom, input: PoolJudgeInput): Promise<void> {
  const name = input.name.normalize('NFC');
  const organisations = await organisationIds(tx, eventId, [input.organisation, ...input.former.map(({ organisation }) => organisation)].filter((one) => one !== ''));
  const organisationId = organisations.get(input.organisation) ?? null;
  if ((await tx.poolJudge.count({ where: { eventId, personId: { not: personId }, person: { name, organisationId, ...(input.employeeNo !== '' && { employeeNo: null }) } } })) > 0) throw new Refused('pool.known', { name });
  const data = { name, gender: input.gender, organisationId, employeeNo: await freeNumber(tx, { eventId, personId }, input.employeeNo) };
  const known = await tx.person.findUnique({ where: { eventId_id: { eventId, id: personId } }, include: { judges: { where: { endedAt: null } }, entrants: true } });
  if (known && (known.name !== name || known.organisationId !== organisationId)) {
    await lockOpen(tx, eventId, await contestsOf(tx, eventId, [...known.judges, ...known.entrants].map(({ contestId }) => contestId)));
  }
  await tx.person.upsert({ where: { eventId_id: { eventId, id: personId } }, create: { eventId, id: personId, ...data }, update: data });

  const pooled = { chief: input.chief, days: input.days.map((day) => new Date(day)) };
  await tx.poolJudge.upsert({ where: { eventId_personId: { eventId, personId } }, create: { eventId, personId, ...pooled }, update: pooled });
  const posts = new Set(input.qualifications.map(({ postId }) => postId));
  if (posts.size < input.qualifications.length || (await tx.post.count({ where: { eventId, id: { in: [...posts] } } })) < posts.size) {
    throw new Refused('request.invalid', { fields: [{ path: 'qualifications', code: 'unknown-post' }] });
  }
  await tx.qualification.deleteMany({ where: { eventId, personId } });
  await tx.qualification.createMany({ data: input.qualifications.map(({ postId, level, until }) => ({ eventId, personId, postId, level, until: until === null ? null : new Date(until) })) });
  for (const { organisation, since, until } of input.former) {
    if (until < since) throw new Refused('request.invalid', { fields: [{ path: 'until', code: 'before-since' }] });
    const key = { eventId, personId, organisationId: organisations.get(organisation)!, since: new Date(since) };
    await tx.personOrganisation.upsert({
      where: { eventId_personId_organisationId_since: key }, create: { ...key, until: new Date(until) }, update: { until: new Date(until) },
    });
  }
}

async function requirePooled(tx: Transaction, whom: Whom): Promise<void> {
  if (!(await isPooled(tx, whom))) throw new Refused('person.not-found');
}

const isPooled = async (tx: Transaction, { eventId, personId }: Whom): Promise<boolean> => (await tx.poolJudge.count({ where: { eventId, personId } })) > 0;
