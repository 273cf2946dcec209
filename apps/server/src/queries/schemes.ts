/** Scoring schemes as the editor sees them. A scheme goes by the id of its first version, which its draft has before there is one. */
import { isDeepStrictEqual } from 'node:util';
import type { SchemeCard, SchemeContest, SchemeFile, Text } from '@leitai/contract';
import { Refused, type Database, type Transaction } from '@leitai/database';
import { allCriteria, checkScheme, type Scheme } from '@leitai/scoring';

type Place = { readonly eventId: string; readonly schemeId: string };
type Db = Database | Transaction;

/** The draft, or the latest version standing for it with revision 0; and that version. */
export type Draft = {
  readonly code: string; readonly scheme: Scheme; readonly revision: number; readonly savedBy: string; readonly savedAt: Date;
  readonly latest: { readonly version: number; readonly hash: string; readonly scheme: Scheme } | null;
};

/** @throws Refused 'scheme.not-found'. */
export async function draftOf(db: Db, { eventId, schemeId }: Place): Promise<Draft> {
  const draft = await db.schemeDraft.findUnique({ where: { eventId_id: { eventId, id: schemeId } } });
  const code = draft?.code ?? (await codeOf(db, { eventId, schemeId }));
  if (code === undefined) throw new Refused('scheme.not-found');
  const latest = await db.schemeVersion.findFirst({ where: { eventId, code }, orderBy: { version: 'desc' } });
  const kept: { body: unknown; revision: number; savedBy: string; savedAt: Date } = draft ?? { revision: 0, savedBy: latest!.madeBy, savedAt: latest!.madeAt, body: latest!.body };
  return { code, scheme: kept.body as Scheme, revision: kept.revision, savedBy: kept.savedBy, savedAt: kept.savedAt, latest: latest && { ...latest, scheme: latest.body as unknown as Scheme } };
}

/** A scheme's first version names it; a contest that was left out may have taken earlier ones with it. */
async function codeOf(db: Db, { eventId, schemeId }: Place): Promise<string | undefined> {
  const named = await db.schemeVersion.findUnique({ where: { eventId_id: { eventId, id: schemeId } } });
  const first = named && (await db.schemeVersion.findFirst({ where: { eventId, code: named.code }, orderBy: { version: 'asc' } }));
  return first?.id === schemeId ? first.code : undefined;
}

/** @throws Refused 'scheme.not-found'. */
export async function schemeFile(db: Db, place: Place): Promise<SchemeFile> {
  const { latest: _, savedAt, ...draft } = await draftOf(db, place);
  const versions = await db.schemeVersion.findMany({ where: { eventId: place.eventId, code: draft.code }, orderBy: { version: 'desc' }, omit: { body: true } });
  return {
    id: place.schemeId, ...draft, savedAt: savedAt.toISOString(),
    versions: versions.map(({ id, version, hash, frozenAt, madeBy, madeAt }) => ({ id, version, hash, frozenAt: frozenAt?.toISOString() ?? null, madeBy, madeAt: madeAt.toISOString() })),
    contests: await contestsOf(db, place.eventId),
  };
}

/** @throws Refused 'scheme.not-found'. */
export async function schemeVersion(db: Db, place: Place & { readonly versionId: string }): Promise<Scheme> {
  const { code } = await draftOf(db, place);
  const found = await db.schemeVersion.findUnique({ where: { eventId_id: { eventId: place.eventId, id: place.versionId }, code } });
  if (!found) throw new Refused('scheme.not-found');
  return found.body as unknown as Scheme;
}

/** By code. @throws Refused 'event.not-found'. */
export async function listSchemes(db: Db, eventId: string): Promise<SchemeCard[]> {
  if (!(await db.event.findUnique({ where: { id: eventId } }))) throw new Refused('event.not-found');
  const drafts = await db.schemeDraft.findMany({ where: { eventId } });
  const versions = await db.schemeVersion.findMany({ where: { eventId }, orderBy: { version: 'asc' } });
  const contests = await contestsOf(db, eventId);
  const numbers = new Map(versions.map(({ id, code, version }) => [id, { code, version }]));
  return [...new Set([...versions, ...drafts].map(({ code }) => code))].sort().map((code): SchemeCard => {
    const own = versions.filter((one) => one.code === code);
    const draft = drafts.find((one) => one.code === code);
    const edited = draft !== undefined && !isDeepStrictEqual(draft.body, own.at(-1)?.body);
    const scheme = (draft ?? own.at(-1)!).body as unknown as Scheme;
    return {
      id: (draft ?? own[0]!).id, code, name: scheme.name, max: scheme.max, criteria: allCriteria(scheme).length, issues: checkScheme(scheme).length,
      version: own.at(-1)?.version ?? null,
      draft: edited ? { savedBy: draft.savedBy, savedAt: draft.savedAt.toISOString() } : null,
      contests: contests.flatMap((contest) => {
        const used = numbers.get(contest.versionId);
        return used?.code === code ? [{ ...contest, version: used.version }] : [];
      }),
    };
  });
}

async function contestsOf(db: Db, eventId: string): Promise<SchemeContest[]> {
  const contests = await db.contest.findMany({ where: { eventId }, include: { post: true }, orderBy: { post: { letter: 'asc' } } });
  return contests.map(({ id, post, state, schemeVersionId }) => ({ id, letter: post.letter, name: post.shortName as Text, state, versionId: schemeVersionId }));
}
