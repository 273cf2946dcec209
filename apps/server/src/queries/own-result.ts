/** A contestant's own result: own numbers, judges without names, and of the others only what publication allows. */
import { isPublished, type EntrantState, type OwnResult, type PointsRow, type Text } from '@leitai/contract';
import { awardPlace, awardsOf, publicFacts, Refused, standingsOf, sha256, type ContestFacts, type Database } from '@leitai/database';
import { formatFixed, mean, type Combination, type EntrantScore, type WorkingStep } from '@leitai/scoring';
import { scoreDigits } from '../projection/digits.ts';
import { frozenSince } from '../projection/board.ts';
import { ownCertificate } from './certificates.ts';
import { ownGround } from './own-ground.ts';

type Scored = Extract<EntrantScore, { status: 'scored' }>;
const STEMS = '甲乙丙丁戊己庚辛壬癸';

/** @throws Refused 'entrant.not-found'. */
export async function ownResult({ db }: { db: Database }, entrantId: string, eventId: string): Promise<OwnResult> {
  const { facts, recused } = await ownGround(db, eventId, entrantId);
  const me = facts.entrants.find(({ id }) => id === entrantId);
  if (!me) throw new Refused('entrant.not-found');
  if (facts.sealed) return blind(db, facts, entrantId);
  const result = facts.results.find((candidate) => candidate.entrantId === entrantId);
  const score = result?.score;
  const standing = status(score, me.state);
  const scored = standing === 'scored' && score?.status === 'scored' ? score : null;
  const digits = scoreDigits(facts.rules);
  const labels = anonymous(entrantId, score, recused);
  // The own score is the contestant's; places, awards and the post's figures are everybody's and stand still with the board.
  const shared = publicFacts(facts);
  return {
    entrantId,
    eventName: facts.eventName,
    contest: contestOf(shared),
    code: me.code,
    name: me.name,
    organisation: me.organisation,
    status: standing,
    confirmedAt: result?.confirmedAt.toISOString() ?? null,
    correction: result?.correctedAt ? await corrected(db, eventId, entrantId, digits) : null,
    total: scored && formatFixed(scored.total, digits),
    max: scored?.max ?? facts.scheme.max,
    stages: scored ? stages(facts, scored) : [],
    ...published(shared, entrantId),
    certificate: shared.state === 'final' ? await ownCertificate(db, facts, entrantId) : null,
    judges: scored ? judgePoints(scored.judges, labels, digits) : [],
    recused: score ? recused.map((judgeId) => labels.get(judgeId)!).sort((a, b) => STEMS.indexOf(a) - STEMS.indexOf(b)) : [],
    modules: scored ? modules(shared, scored, labels) : [],
    vetoes: score && score.status !== 'incomplete' ? namedVetoes(facts, score.vetoes) : [],
    working: (standing === 'scored' || score?.status === standing ? (score?.working ?? []) : []).map((step) => relabelled(step, labels)),
    digits,
  };
}

const contestOf = (shared: ContestFacts): OwnResult['contest'] => ({
  id: shared.contestId, eventId: shared.eventId, letter: shared.letter, name: shared.name, state: shared.state, ...frozenSince(shared),
});

/** Whoever is corrected learns why, and from what. */
async function corrected(db: Database, eventId: string, entrantId: string, digits: number): Promise<OwnResult['correction']> {
  const { contestId, personId } = await db.entrant.findUniqueOrThrow({ where: { eventId_id: { eventId, id: entrantId } } });
  const orderBy = { seq: 'desc' } as const;
  const correction = await db.correction.findFirst({ where: { eventId, entrantId, state: 'approved' }, orderBy });
  const imports = await db.pointsImport.findMany({ where: { eventId, contestId, state: 'approved' }, orderBy });
  const points = imports.find(({ rows }) => (rows as unknown as PointsRow[]).some((row) => row.personId === personId && row.before !== null));
  const [latest] = [correction, points].filter((one) => one != null).sort((a, b) => Number(b.seq! - a.seq!));
  if (!latest) return null;
  const total = latest === correction ? (correction.earlier as { total: string | null }).total : null;
  return { at: latest.decidedAt!.toISOString(), reason: latest.reason, before: total === null ? null : formatFixed(total, digits) };
}

/** What each stage brought: of judged and brought-in ones alike. */
function stages({ rules }: ContestFacts, { stages: scores = [] }: Scored): OwnResult['stages'] {
  return scores.map(({ id, points, weighted }) => {
    const stage = rules.stages!.stages.find((one) => one.id === id)!;
    return { id, name: stage.name, weight: stage.weight, points, weighted };
  });
}

/** Whose code it is nobody knows yet: the page says who and where, and waits. */
async function blind(db: Database, facts: ContestFacts, entrantId: string): Promise<OwnResult> {
  const { personId, person, organisation } = await db.entrant.findUniqueOrThrow({
    where: { eventId_id: { eventId: facts.eventId, id: entrantId } }, include: { person: true, organisation: true },
  });
  return {
    entrantId: personId, code: null, name: person.name, organisation: organisation.name as Text,
    eventName: facts.eventName,
    contest: contestOf(publicFacts(facts)),
    status: 'waiting', correction: null, confirmedAt: null, total: null, max: facts.scheme.max, place: null, post: null, certificate: null,
    judges: [], recused: [], modules: [], stages: [], vetoes: [], working: [], digits: scoreDigits(facts.rules),
  };
}

const namedVetoes = (facts: ContestFacts, ids: readonly string[]): OwnResult['vetoes'] =>
  facts.scheme.vetoes.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name }));

function status(score: EntrantScore | undefined, state: EntrantState): OwnResult['status'] {
  if (state === 'absent' || state === 'withdrawn' || state === 'disqualified') return state;
  return score?.status === 'scored' ? 'scored' : 'waiting';
}

/** Judges in an order that is the entrant's own, so that neither seat nor name can be read off a label. */
function anonymous(entrantId: string, score: EntrantScore | undefined, recused: readonly string[]): ReadonlyMap<string, string> {
  const ids = score?.status === 'scored' ? score.judges.values.map(({ judgeId }) => judgeId) : judgeIds(score?.working ?? []);
  const mixed = (id: string): string => sha256(`${entrantId} ${id}`);
  const order = [...new Set([...ids, ...recused])].sort((a, b) => (mixed(a) < mixed(b) ? -1 : 1));
  return new Map(order.map((id, index) => [id, STEMS[index] ?? String(index + 1)]));
}

const judgeIds = (working: readonly WorkingStep[]): string[] => [
  ...new Set(working.flatMap((step) => (step.type === 'judges' ? step.values.map(({ judgeId }) => judgeId) : step.type === 'veto' ? step.judgeIds : []))),
];

/** Rank, award and the post's figures exist only once the contest is published. */
function published(facts: ContestFacts, entrantId: string): Pick<OwnResult, 'place' | 'post'> {
  if (!isPublished(facts.state)) return { place: null, post: null };
  const digits = scoreDigits(facts.rules);
  const standings = standingsOf(facts);
  const own = standings.find((standing) => standing.entrantId === entrantId);
  const best = standings[0];
  const award = awardsOf(facts, standings).get(entrantId);
  return {
    place: own
      ? {
          rank: own.rank, tied: own.tied, of: standings.length, gap: formatFixed(own.gap, digits),
          award: award ?? null, awardPlace: awardPlace(facts, award),
        }
      : null,
    post: best ? { mean: formatFixed(mean(standings.map(({ total }) => total)), digits), best: formatFixed(best.total, digits) } : null,
  };
}

function modules(facts: ContestFacts, score: Scored, labels: ReadonlyMap<string, string>): OwnResult['modules'] {
  const digits = scoreDigits(facts.rules);
  const points = new Map(score.criteria.map((criterion) => [criterion.id, criterion]));
  return score.modules.map(({ id, points: earned, max }) => {
    const module = facts.scheme.modules.find((candidate) => candidate.id === id)!;
    return {
      id,
      name: module.name,
      points: formatFixed(earned, digits),
      max,
      mean: isPublished(facts.state) ? moduleMean(facts, id, digits) : null,
      criteria: module.criteria.map(({ id: criterionId, no, name, rule, kind, clauses }) => {
        const criterion = points.get(criterionId)!;
        return {
          id: criterionId, no, name, rule, kind,
          points: formatFixed(criterion.points, digits),
          max: criterion.max,
          clauses: clauses.map((clause) => ({ ...clause })),
          judges: judgePoints(criterion.judges, labels, digits),
        };
      }),
    };
  });
}

/** Of those who have a place, as the post's mean is. */
function moduleMean(facts: ContestFacts, moduleId: string, digits: number): string {
  const placed = new Set(standingsOf(facts).map(({ entrantId }) => entrantId));
  const points = facts.results.flatMap(({ entrantId, score }) =>
    placed.has(entrantId) && score.status === 'scored' ? score.modules.filter(({ id }) => id === moduleId) : []);
  return formatFixed(mean(points.map((module) => module.points)), digits);
}

const judgePoints = ({ values }: Combination, labels: ReadonlyMap<string, string>, digits: number): OwnResult['judges'] =>
  values
    .map(({ judgeId, value, use }) => ({ label: labels.get(judgeId)!, value: formatFixed(value, digits), use }))
    .sort((a, b) => STEMS.indexOf(a.label) - STEMS.indexOf(b.label));

/** The same step with the anonymous labels in place of judges. */
function relabelled(step: WorkingStep, labels: ReadonlyMap<string, string>): WorkingStep {
  const label = (id: string): string => labels.get(id) ?? '—';
  switch (step.type) {
    case 'judges': {
      const values = step.values.map(({ judgeId, value }) => ({ judgeId: label(judgeId), value }));
      return { ...step, values: values.sort((a, b) => STEMS.indexOf(a.judgeId) - STEMS.indexOf(b.judgeId)) };
    }
    case 'dropped': return { ...step, high: step.high.map(label), low: step.low.map(label) };
    case 'veto': return { ...step, judgeIds: step.judgeIds.map(label) };
    case 'out': return { rule: step.rule, type: step.type, judgeId: label(step.judgeId), why: step.why };
    case 'unmarked':
    case 'own-applicable': return { ...step, judgeId: label(step.judgeId) };
    case 'not-applicable': return { ...step, judgeIds: step.judgeIds.map(label) };
    case 'applicable':
    case 'combined':
    case 'rounded':
    case 'summed':
    case 'quorum':
    case 'spread':
    case 'product':
    case 'attempts':
    case 'normalised':
    case 'weighted':
    case 'missing':
    case 'adjusted':
    case 'cut': return step;
    default: return step satisfies never;
  }
}
