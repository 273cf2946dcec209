/** The facts that boards are composed from, kept between projections: carried on where this node wrote what is new, read again where not. */
import { contestFacts, factsAfter, perDatabase, type ContestFacts, type Database, type WrittenResult } from '@leitai/database';
import { sharedReads } from './shared-reads.ts';

/** Contests whose facts are kept; the one longest unused goes first. */
const KEPT = 200;

/** `changes` counts what this node heard of and did not write itself; `facts` have those that were known when their reading began. */
type Kept = { facts: ContestFacts | null; changes: number; have: number; /** When the reading began. */ readAt: number };

const memory = perDatabase(() => new Map<string, Kept>());
const reads = perDatabase((db) => sharedReads(async (key: string) => {
  const [eventId, contestId] = key.split('/') as [string, string];
  const kept = keptOf(db, contestId);
  const [{ changes }, began] = [kept, performance.now()];
  const read = await contestFacts(db, eventId, contestId, kept.facts ?? undefined);
  // A result written meanwhile may have carried the facts past what was read.
  if (!read || !kept.facts || read.revision >= kept.facts.revision) kept.facts = read;
  [kept.have, kept.readAt] = [Math.max(kept.have, changes), began];
  return kept.facts;
}));

function keptOf(db: Database, contestId: string): Kept {
  const all = memory(db);
  const kept = all.get(contestId) ?? { facts: null, changes: 0, have: 0, readAt: -Infinity };
  all.delete(contestId);
  all.set(contestId, kept);
  if (all.size > KEPT) all.delete(all.keys().next().value!);
  return kept;
}

/** What the public sees has changed. @param written by a result this node wrote; the facts are carried on with it if they are those right before. */
export function factsChanged(db: Database, contestId: string, written?: WrittenResult): void {
  const kept = keptOf(db, contestId);
  const next = written && kept.facts && kept.have === kept.changes ? factsAfter(kept.facts, written) : null;
  if (next) kept.facts = next;
  else kept.changes += 1;
}

/**
 * The facts with all this node knows of, at once; null when they have to be read.
 * @param age milliseconds within which they must have been read: what another node wrote is not known here.
 */
export function knownFacts(db: Database, contestId: string, age = Infinity): ContestFacts | null {
  const { facts, changes, have, readAt } = keptOf(db, contestId);
  return have === changes && performance.now() - readAt <= age ? facts : null;
}

/** The facts as the truth has them now; those who ask at one time share one statement. @returns null when there is no such contest. */
export function readFacts(db: Database, eventId: string, contestId: string): Promise<ContestFacts | null> {
  return reads(db)(`${eventId}/${contestId}`);
}
