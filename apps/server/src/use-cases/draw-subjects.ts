/** Which of a plan's subjects a round visits, where they are sampled: decided by a recorded seed, so that anybody can draw them again. */
import type { Drawn, PlanSubject, Sampling } from '@leitai/contract';
import { sha256 } from '@leitai/database';

/**
 * Subjects in the order of the SHA-256 of "seed organisation site". `by-organisation` goes round: of each organisation the first, in the order
 * of the list, then of each the second, and so on.
 */
export function drawSubjects(population: readonly PlanSubject[], { method, size }: Sampling, seed: string): Drawn {
  const byHash = population
    .map(({ organisationId, site }, index) => ({ index, organisationId, by: sha256(`${seed} ${organisationId} ${site}`) }))
    .sort((a, b) => (a.by < b.by ? -1 : 1));
  const turn = new Map<string, number>();
  const turns = byHash.map((one) => {
    const round = turn.get(one.organisationId) ?? 0;
    turn.set(one.organisationId, round + 1);
    return { ...one, round: method === 'by-organisation' ? round : 0 };
  });
  const order = turns.sort((a, b) => a.round - b.round || (a.by < b.by ? -1 : 1)).slice(0, size).map(({ index }) => index);
  return { seed, method, size, population: [...population], order };
}
