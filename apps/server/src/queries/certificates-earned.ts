/** Who earns which certificate by the recorded results: pure. */
import type { CertificateKind, CertificatePlan, Text } from '@leitai/contract';
import { awardsOf, standingsOf, type ContestFacts } from '@leitai/database';

export type Earned = { readonly entrantId: string; readonly kind: CertificateKind; readonly award: Text | null; readonly rank: number; readonly tied: boolean };

/** Best first: one for each award, and for others who have a place if the plan says so. Who ranks nowhere gets none. */
export function earnedCertificates(facts: ContestFacts, { withParticipation }: Pick<CertificatePlan, 'withParticipation'>): Earned[] {
  const standings = standingsOf(facts);
  const awards = awardsOf(facts, standings);
  return standings.flatMap(({ entrantId, rank, tied }): Earned[] => {
    const award = awards.get(entrantId) ?? null;
    if (!award && !withParticipation) return [];
    return [{ entrantId, kind: award ? 'award' : 'participation', award, rank, tied }];
  });
}
