/** Why results of those who have performed do not come: sheets that are missing, judges too far apart, vetoes to be decided. */
import type { HeldUp } from '@leitai/contract';
import type { Database, Prisma } from '@leitai/database';
import { spreads } from '@leitai/scoring';
import { contestRules } from './scheme.ts';
import { marksOf } from './sheet.ts';

const parts = { sheets: { where: { state: { notIn: ['superseded', 'recused'] } }, include: { marks: true, judge: true } } } satisfies Prisma.EntrantInclude;
type Performed = Prisma.EntrantGetPayload<{ include: typeof parts }>;

/** By contest, of those that run and are not sealed: there nobody who knows the people may see a code beside a judge. */
export async function heldUp(db: Database, eventId: string): Promise<ReadonlyMap<string, HeldUp[]>> {
  const entrants = await db.entrant.findMany({
    where: { eventId, state: 'performed', contest: { state: 'running', OR: [{ draw: null }, { draw: { unsealedAt: { not: null } } }] } },
    include: parts, orderBy: { position: 'asc' },
  });
  const found = await Promise.all(entrants.map(async (entrant) => [entrant.contestId, await reason(db, entrant)] as const));
  return Map.groupBy(found.flatMap(([contestId, held]) => (held ? [{ contestId, held }] : [])), ({ contestId }) => contestId)
    .entries().reduce((all, [contestId, each]) => all.set(contestId, each.map(({ held }) => held)), new Map<string, HeldUp[]>());
}

async function reason(db: Database, { eventId, contestId, id, code, sheets }: Performed): Promise<HeldUp | null> {
  const missing = sheets.filter(({ state, judge }) => judge.endedAt === null && state !== 'submitted' && state !== 'confirmed');
  if (missing.length > 0) return { entrantId: id, code, why: 'missing', judges: missing.map(({ judge }) => ({ judgeId: judge.id, seat: judge.seat })).sort((a, b) => a.seat - b.seat) };
  const { scheme, rules } = await contestRules(db, eventId, contestId);
  const submitted = sheets.filter(({ state }) => state === 'submitted').map((sheet) => ({ judgeId: sheet.judgeId, marks: marksOf(sheet) }));
  if (scheme.vetoes.some((veto) => submitted.some(({ marks }) => marks[veto.id] !== undefined))) return { entrantId: id, code, why: 'veto', judges: [] };
  return spreads(scheme, rules, submitted).exceeded ? { entrantId: id, code, why: 'spread', judges: [] } : null;
}
