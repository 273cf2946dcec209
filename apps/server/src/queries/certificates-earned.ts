/** Who earns which certificate by the recorded results. */
import type { CertificateKind, CertificatePlan, QualificationTerms, Text } from '@leitai/contract';
import { awardsOf, standingsOf, type ContestFacts, type Database, type Transaction } from '@leitai/database';
import { checkOutcome, formatFixed, validity } from '@leitai/scoring';
import { scoreDigits } from '../projection/digits.ts';
import { settingsOf, type Settings } from './check-settings.ts';
import { isoDay } from './today.ts';

/** What a certificate of a practical check is kept with, to be asked for by person, post and day. */
type Qualified = { readonly terms: QualificationTerms; readonly post: Text; readonly gradeId: string; readonly total: string; readonly employeeNo: string | null; readonly renewFrom: string };
export type Earned = { readonly entrantId: string; readonly kind: Exclude<CertificateKind, 'plaque'>; readonly award: Text | null; readonly rank: number; readonly tied: boolean; readonly qualified?: Qualified };

/** A practical check qualifies for its post; any other contest honours. */
export async function earnedIn(db: Database | Transaction, facts: ContestFacts, plan: Pick<CertificatePlan, 'withParticipation'>): Promise<Earned[]> {
  const { eventId, contestId } = facts;
  const check = await db.checkSetting.findUnique({ where: { eventId_contestId: { eventId, contestId } } });
  if (!check) return earnedCertificates(facts, plan);
  const { post } = await db.contest.findUniqueOrThrow({ where: { eventId_id: { eventId, id: contestId } }, include: { post: true } });
  const people = await db.person.findMany({ where: { eventId, entrants: { some: { contestId } } }, select: { id: true, employeeNo: true } });
  const numbers = new Map(people.map(({ id, employeeNo }) => [id, employeeNo]));
  const held = await db.postQualification.findMany({
    where: { postCode: post.code, employeeNo: { in: [...numbers.values()].filter((one) => one !== null) }, contestId: { not: contestId }, certificate: { revocations: { none: { state: 'approved' } }, contest: { event: { practice: false } } } },
    select: { employeeNo: true, certificate: { select: { number: true } } }, orderBy: { validFrom: 'asc' },
  });
  const renewed = new Map(held.map(({ employeeNo, certificate }) => [employeeNo, certificate.number]));
  const who = (personId: string) => {
    const employeeNo = numbers.get(personId) ?? null;
    return { employeeNo, renews: employeeNo === null ? null : (renewed.get(employeeNo) ?? null) };
  };
  return earnedQualifications(facts, settingsOf(check, isoDay(check.day)), post.name as Text, who);
}

/** Best first: one for each award, and for others who have a place if the plan says so. Who ranks nowhere gets none. */
function earnedCertificates(facts: ContestFacts, { withParticipation }: Pick<CertificatePlan, 'withParticipation'>): Earned[] {
  const standings = standingsOf(facts);
  const awards = awardsOf(facts, standings);
  return standings.flatMap(({ entrantId, rank, tied }): Earned[] => {
    const award = awards.get(entrantId) ?? null;
    if (!award && !withParticipation) return [];
    return [{ entrantId, kind: award ? 'award' : 'participation', award, rank, tied }];
  });
}

/** One for everybody who passed (PASS-7). */
function earnedQualifications(facts: ContestFacts, { rules, day }: Settings, post: Text, who: (personId: string) => Pick<Qualified, 'employeeNo'> & Pick<QualificationTerms, 'renews'>): Earned[] {
  const scores = new Map(facts.results.map(({ entrantId, score }) => [entrantId, score]));
  const personOf = new Map(facts.entrants.map(({ id, personId }) => [id, personId]));
  const { until, renewFrom } = validity(rules, day);
  return standingsOf(facts).flatMap(({ entrantId, rank, tied, total }): Earned[] => {
    const { passed, grade } = checkOutcome(rules, facts.scheme, scores.get(entrantId)!);
    const band = rules.grades.bands.find(({ id }) => id === grade?.gradeId);
    if (!passed || !band) return [];
    const { employeeNo, renews } = who(personOf.get(entrantId)!);
    const terms = { postCode: facts.postCode, grade: band.name, score: formatFixed(total, scoreDigits(facts.rules)), from: day, until, renews };
    return [{ entrantId, kind: 'qualification', award: null, rank, tied, qualified: { terms, post, gradeId: band.id, total, employeeNo, renewFrom } }];
  });
}
