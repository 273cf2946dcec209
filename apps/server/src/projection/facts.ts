/** The facts that boards are composed from, kept between projections: carried on where this node wrote what is new, read again where not. */
import { contestFacts, factsAfter, perDatabase, type ContestFacts, type Database, type WrittenResult } from '@leitai/database';
import { sharedReads } from './shared-reads.ts';

/** Contests whose facts are kept; the one longest unused goes first. */
const KEPT = 200;

type Kept = {
  facts: ContestFacts | null;
  /** What this node heard of and did not write itself; `have` is how many of them were known when the reading of `facts` began. */
  changes: number;
  have: number;
  /** When that reading began. */
  readAt: number;
  /** Results this node wrote that `facts` lack: their turn has not come, as answers may overtake each other, or the facts are being read. */
  ahead: WrittenResult[];
};

const memory = perDatabase(() => new Map<string, Kept>());
const reads = perDatabase((db) => sharedReads(async (key: string) => {
  const [eventId, contestId] = key.split('/') as [string, string];
  const kept = keptOf(db, contestId);
  const [{ changes }, began] = [kept, performance.now()];
  const read = await contestFacts(db, eventId, contestId, kept.facts ?? undefined);
  // A result written meanwhile may have carried the facts past what was read.
  if (!read || !kept.facts || read.revision >= kept.facts.revision) kept.facts = read;
  [kept.have, kept.readAt] = [Math.max(kept.have, changes), began];
  carryOn(kept);
  return kept.facts;
}));

function keptOf(db: Database, contestId: string): Kept {
  const all = memory(db);
  const kept = all.get(contestId) ?? { facts: null, changes: 0, have: 0, readAt: -Infinity, ahead: [] };
  all.delete(contestId);
  all.set(contestId, kept);
  if (all.size > KEPT) all.delete(all.keys().next().value!);
  return kept;
}

/** What the public sees has changed. @param written by a result this node wrote; the facts are carried on with it in its turn. */
export function factsChanged(db: Database, contestId: string, written?: WrittenResult): void {
  const kept = keptOf(db, contestId);
  if (written) kept.ahead.push(written);
  else kept.changes += 1;
  carryOn(kept);
}

/** The truth went back behind what is kept: nothing of it is trusted. */
export function forgetFacts(db: Database, contestIds: readonly string[]): void {
  for (const contestId of contestIds) memory(db).delete(contestId);
}

/** Takes up what is ahead, one right after the other. What cannot be taken up in its turn has to be read. */
function carryOn(kept: Kept): void {
  while (kept.facts && kept.have === kept.changes) {
    const { facts } = kept;
    kept.ahead = kept.ahead.filter(({ seq }) => seq > facts.revision);
    const next = kept.ahead.find(({ before }) => before <= facts.revision);
    if (!next) return;
    const after = factsAfter(facts, next);
    if (after) kept.facts = after;
    else kept.changes += 1;
  }
}

/**
 * The facts with all this node knows of, at once; null when they have to be read.
 * @param age milliseconds within which they must have been read: what another node wrote is not known here.
 */
export function knownFacts(db: Database, contestId: string, age = Infinity): ContestFacts | null {
  const { facts, changes, have, readAt, ahead } = keptOf(db, contestId);
  return have === changes && ahead.length === 0 && performance.now() - readAt <= age ? facts : null;
}

/** The facts as the truth has them now; those who ask at one time share one statement. @returns null when there is no such contest. */
export function readFacts(db: Database, eventId: string, contestId: string): Promise<ContestFacts | null> {
  return reads(db)(`${eventId}/${contestId}`);
}
