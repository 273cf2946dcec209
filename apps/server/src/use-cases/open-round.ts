/** Opens one period of an inspection plan: a contest that runs at once, with a visit and sheets for each subject. */
import { randomUUID } from 'node:crypto';
import type { Drawn, PlanSubject, Text } from '@leitai/contract';
import { appendEvent, type Actor, type Command, type Prisma, type Transaction } from '@leitai/database';
import { INSPECTION_RULES } from '@leitai/scoring';
import { blindCode } from './blind-code.ts';
import { ensureSheets } from './ensure-sheets.ts';
import { fromOrganiser } from './from-organiser.ts';

export const planParts = { post: true, event: true } satisfies Prisma.InspectionPlanInclude;
export type StoredPlan = Prisma.InspectionPlanGetPayload<{ include: typeof planParts }>;
export type StoredInspector = { readonly accountId: string; readonly name: string };
export type Round = { readonly number: number; readonly from: string; readonly until: string; readonly subjects: readonly PlanSubject[]; readonly drawn: Drawn | null };
export type Opened = { readonly contestId: string; readonly visits: readonly string[] };

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

/** Nobody is drawn or called: an inspection's sheets may be marked from the beginning. The caller holds the plan's lock. */
export async function openRound(tx: Transaction, actor: Actor, plan: StoredPlan, round: Round, command: Command = fromOrganiser(new Date())): Promise<Opened> {
  const { eventId, postId, schemeVersionId } = plan;
  const contestId = randomUUID();
  await tx.schemeVersion.updateMany({ where: { eventId, id: schemeVersionId, frozenAt: null }, data: { frozenAt: new Date() } });
  await tx.contest.create({
    data: { eventId, id: contestId, postId, schemeVersionId, rules: plan.event.rules ?? INSPECTION_RULES, state: 'running', autoConfirm: true },
  });
  await tx.inspectionRound.create({
    data: { eventId, contestId, planId: plan.id, number: round.number, from: day(round.from), until: day(round.until), ...(round.drawn && { drawn: round.drawn }) },
  });
  const visited = await visitedPeople(tx, plan, round.subjects);
  const entrants = visited.map(({ personId, organisationId, site }, index) => ({
    id: randomUUID(), personId, organisationId, site, position: index + 1, code: blindCode(plan.post.letter, index + 1),
  }));
  await tx.entrant.createMany({ data: entrants.map(({ site: _, ...entrant }) => ({ ...entrant, eventId, contestId })) });
  await tx.inspectionVisit.createMany({ data: entrants.map(({ id, site }) => ({ eventId, entrantId: id, site })) });
  const judges = [];
  for (const [index, { accountId, name }] of (plan.inspectors as unknown as StoredInspector[]).entries()) {
    judges.push({ id: randomUUID(), accountId, personId: await inspectorsPerson(tx, eventId, accountId, name), seat: index + 1 });
  }
  await tx.judge.createMany({ data: judges.map((judge) => ({ ...judge, eventId, contestId, role: 'judge' as const })) });
  await ensureSheets(tx, eventId, contestId);
  const { number, from, until, drawn } = round;
  const entry = { type: 'round:open', subject: contestId, plan: plan.id, number, from, until, drawn, form: plan.form, entrants, judges };
  await appendEvent(tx, eventId, contestId, command, actor, entry, {}, false);
  return { contestId, visits: entrants.map(({ id }) => id) };
}

type Visited = PlanSubject & { readonly personId: string };

/** Each subject once, under what stands for it among the event's people: made when it is first visited. */
async function visitedPeople(tx: Transaction, { eventId }: StoredPlan, subjects: readonly PlanSubject[]): Promise<Visited[]> {
  const organisations = new Map((await tx.organisation.findMany({ where: { eventId } })).map(({ id, name }) => [id, (name as Text).zh]));
  const visited: Visited[] = [];
  for (const subject of new Map(subjects.map((one) => [`${one.organisationId} ${one.site}`, one])).values()) {
    const { organisationId, site } = subject;
    const who = { eventId, organisationId, kind: site === '' ? 'team' : 'site', name: site || organisations.get(organisationId)! } as const;
    const { id } = (await tx.person.findFirst({ where: who })) ?? (await tx.person.create({ data: { ...who, id: randomUUID() } }));
    visited.push({ ...subject, personId: id });
  }
  return visited;
}

/** One person of the event for each inspector, whatever rounds they sit in. */
export async function inspectorsPerson(tx: Transaction, eventId: string, accountId: string, name: string): Promise<string> {
  const seated = await tx.judge.findFirst({ where: { eventId, accountId }, select: { personId: true } });
  return seated?.personId ?? (await tx.person.create({ data: { eventId, id: randomUUID(), name } })).id;
}
