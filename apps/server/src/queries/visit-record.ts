/** 标准实施情况检查记录表: everything a visit leaves, with the checklist item by item. */
import type { DecisionRule, Drawn, InspectionVisitRecord, MarkValue, Text } from '@leitai/contract';
import { Refused, type Prisma } from '@leitai/database';
import { allCriteria, conclusionOf, conformityOf, scoreEntrant, scoreSheet, spreads, type EntrantScore, type Rules, type Scheme } from '@leitai/scoring';
import type { Identity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { entrantState } from './enum-names.ts';
import { besideOf, marksOf, sheetParts, toEvidence, type StoredSheet } from './sheet.ts';
import { readVisits, rowOf, standingSheets } from './visits.ts';

type Place = { readonly eventId: string; readonly entrantId: string };
type Sheet = StoredSheet & { readonly judge: { readonly person: { readonly name: string } } };
type Combined = InspectionVisitRecord['items'][number]['conformity'];

/** Inspectors read own rounds, leaders their unit. @throws Refused 'visit.not-found'. */
export async function visitRecord({ db }: Context, me: Identity, { eventId, entrantId }: Place): Promise<InspectionVisitRecord> {
  if (me.role === 'leader' && me.eventId !== eventId) throw new Refused('visit.not-found');
  const own: Prisma.EntrantWhereInput =
    me.role === 'inspector' ? { contest: { judges: { some: { accountId: me.accountId, endedAt: null } } } } : me.role === 'leader' ? { organisationId: me.organisationId } : {};
  return db.$transaction(async (tx) => {
    const [visit] = await readVisits(tx, { eventId, id: entrantId, ...own });
    if (!visit) throw new Refused('visit.not-found');
    const entrant = await tx.entrant.findUniqueOrThrow({
      where: { eventId_id: { eventId, id: entrantId } },
      include: {
        visit: true, result: true, contest: { include: { event: true, scheme: true, round: { include: { plan: true } } } },
        sheets: { where: standingSheets, include: { ...sheetParts, judge: { include: { person: true } } }, orderBy: { judge: { seat: 'asc' } } },
      },
    });
    const { contest, result, sheets } = entrant;
    const [scheme, rules] = [contest.scheme.body as unknown as Scheme, contest.rules as unknown as Rules];
    const score = (result?.score ?? null) as EntrantScore | null;
    const points = new Map(score?.status === 'scored' ? score.criteria.map((one) => [one.id, one]) : []);
    const items = allCriteria(scheme).map(({ id }) => ({
      criterionId: id, conformity: together(sheets.map((sheet) => conformityOf(scheme, id, marksOf(sheet)[id]))),
      points: points.get(id)?.points ?? null, max: points.get(id)?.max ?? null,
    }));
    return {
      row: rowOf(visit), event: contest.event.name as Text, practice: contest.event.practice, head: visit.head, version: visit.version,
      acknowledgedAt: entrant.visit!.acknowledgedAt?.toISOString() ?? null,
      scheme, drawn: contest.round!.drawn as Drawn | null, decision: contest.round!.plan.decision as DecisionRule | null,
      sheets: sheets.map((sheet) => sheetOf(scheme, sheet)),
      items, conclusion: conclusionOf(items.map(({ conformity }) => conformity)),
      entrantState: entrantState(entrant.state),
      confirmed: result && { at: result.confirmedAt.toISOString(), by: await confirmedBy(tx, eventId, contest.id, result.seq), note: result.note, revision: Number(result.amendedSeq ?? result.seq) },
      undecided: visit.state === 'deciding' ? undecided(scheme, rules, sheets) : null,
    };
  }, { isolationLevel: 'RepeatableRead' });
}

function sheetOf(scheme: Scheme, sheet: Sheet): InspectionVisitRecord['sheets'][number] {
  const marks = marksOf(sheet);
  const score = scoreSheet(scheme, marks);
  const ids = [...allCriteria(scheme).map(({ id }) => id), ...scheme.vetoes.map(({ id }) => id).filter((id) => marks[id])];
  return {
    sheetId: sheet.id, judgeId: sheet.judgeId, inspector: sheet.judge.person.name, state: sheet.state, version: sheet.version, submittedAt: sheet.submittedAt?.toISOString() ?? null,
    items: ids.map((criterionId) => ({
      criterionId, value: marks[criterionId] ?? null, points: score.criteria[criterionId] ?? null, conformity: conformityOf(scheme, criterionId, marks[criterionId]),
      note: besideOf(sheet, criterionId).note ?? null, evidence: sheet.evidence.filter((one) => one.criterionId === criterionId).map(toEvidence),
    })),
  };
}

/** One nonconforming finding makes it so; where it applies to somebody, it applies. */
function together(found: readonly Combined[]): Combined {
  const known = found.filter((one) => one !== null);
  if (known.includes('nonconform')) return 'nonconform';
  return known.includes('conform') ? 'conform' : (known[0] ?? null);
}

function undecided(scheme: Scheme, rules: Rules, sheets: readonly Sheet[]): NonNullable<InspectionVisitRecord['undecided']> {
  const inputs = sheets.filter(({ state }) => state === 'submitted').map((sheet) => ({ judgeId: sheet.judgeId, name: sheet.judge.person.name, marks: marksOf(sheet) }));
  const apart = spreads(scheme, rules, inputs);
  const score = scoreEntrant(scheme, rules, inputs, { confirmedVetoes: [] });
  return {
    vetoes: scheme.vetoes.flatMap(({ id, name }) => {
      const raised = inputs.filter(({ marks }) => marks[id]);
      const reason = raised.map(({ marks }) => (marks[id] as Extract<MarkValue, { type: 'veto' }>).reason).join('；');
      return raised.length > 0 ? [{ id, name, reason, by: raised.map((one) => one.name) }] : [];
    }),
    spread: apart.criteria.filter(({ exceeded }) => exceeded).map(({ id }) => id), total: apart.total.exceeded,
    incomplete: score.status === 'incomplete' ? score.reason : null,
  };
}

/** Whose event made the result stand. */
async function confirmedBy(tx: Prisma.TransactionClient, eventId: string, contestId: string, seq: bigint): Promise<string> {
  const event = await tx.contestEvent.findUnique({ where: { eventId_contestId_seq: { eventId, contestId, seq } } });
  const { actor } = JSON.parse(event?.body ?? '{}') as { actor?: string };
  if (!actor) return '';
  const judge = await tx.judge.findUnique({ where: { eventId_id: { eventId, id: actor } }, include: { person: true } });
  return judge?.person.name ?? (await tx.account.findUnique({ where: { id: actor } }))?.name ?? '';
}
