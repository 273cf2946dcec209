/** What contestants' own results are made of, read once for a whole hall of phones that ask together. */
import { perDatabase, Refused, type ContestFacts, type Database } from '@leitai/database';
import { knownFacts, readFacts } from '../projection/facts.ts';
import { sharedReads } from '../projection/shared-reads.ts';

/** Milliseconds for which a reading serves the phones of its contest; what this node writes shows at once. */
const AGE = 500;

/** Which contest an entrant belongs to never changes, so it is looked up once. */
const contests = perDatabase(() => new Map<string, string>());

const recusals = perDatabase((db) => sharedReads(async (key: string) => {
  const [eventId, contestId] = key.split('/') as [string, string];
  const rows = await db.recusal.findMany({ where: { eventId, contestId, judge: { endedAt: null } }, select: { entrantId: true, judgeId: true } });
  return Map.groupBy(rows, ({ entrantId }) => entrantId);
}, AGE));

/** @throws Refused 'entrant.not-found'. */
export async function ownGround(db: Database, eventId: string, entrantId: string): Promise<{ facts: ContestFacts; recused: readonly string[] }> {
  const contestId = await contestOf(db, eventId, entrantId);
  const [facts, recused] = await Promise.all([knownFacts(db, contestId, AGE) ?? readFacts(db, eventId, contestId), recusals(db)(`${eventId}/${contestId}`)]);
  if (!facts) throw new Refused('entrant.not-found');
  return { facts, recused: (recused.get(entrantId) ?? []).map(({ judgeId }) => judgeId) };
}

async function contestOf(db: Database, eventId: string, entrantId: string): Promise<string> {
  const known = contests(db);
  const contestId = known.get(entrantId);
  if (contestId !== undefined) return contestId;
  const entrant = await db.entrant.findUnique({ where: { eventId_id: { eventId, id: entrantId } }, select: { contestId: true } });
  if (!entrant) throw new Refused('entrant.not-found');
  known.set(entrantId, entrant.contestId);
  return entrant.contestId;
}
