/** What organisers do to the draft of a scheme. One event's drafts are edited one command after the other; versions stay as they are. */
import type { SchemeConflict, SchemeSaved } from '@leitai/contract';
import { Refused, type Prisma, type Transaction } from '@leitai/database';
import type { Scheme } from '@leitai/scoring';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import { draftOf, type Draft } from '../queries/schemes.ts';

type Place = { readonly eventId: string; readonly schemeId: string };
const json = (scheme: Scheme): Prisma.InputJsonObject => scheme as unknown as Prisma.InputJsonObject;

/** A draft without a version; the command's id becomes the scheme's. @throws Refused 'event.not-found', 'scheme.code-taken'. */
export function createScheme({ db }: Context, me: AccountIdentity, eventId: string, { commandId: id, scheme }: { readonly commandId: string; readonly scheme: Scheme }): Promise<{ id: string }> {
  return db.$transaction(async (tx) => {
    if (!(await tx.event.findUnique({ where: { id: eventId } }))) throw new Refused('event.not-found');
    await lockSchemes(tx, eventId);
    if ((await tx.schemeDraft.count({ where: { eventId, id } })) + (await tx.schemeVersion.count({ where: { eventId, id } })) > 0) return { id };
    await requireFree(tx, eventId, scheme.code);
    await tx.schemeDraft.create({ data: { eventId, id, code: scheme.code, body: json(scheme), savedBy: me.name } });
    return { id };
  });
}

/** @throws Refused 'scheme.not-found', 'scheme.conflict' (details: SchemeConflict), 'scheme.code-taken': the code of a scheme that has versions stays. */
export function saveDraft({ db }: Context, me: AccountIdentity, place: Place, revision: number, scheme: Scheme): Promise<SchemeSaved> {
  return db.$transaction(async (tx) => {
    const draft = await lockDraft(tx, place, revision);
    if (scheme.code !== draft.code) {
      if (draft.latest) throw new Refused('scheme.code-taken', { code: draft.code });
      await requireFree(tx, place.eventId, scheme.code);
    }
    const { eventId, schemeId: id } = place;
    const data = { body: json(scheme), code: scheme.code, savedBy: me.name, savedAt: await databaseNow(tx), revision: revision + 1 };
    await tx.schemeDraft.upsert({ where: { eventId_id: { eventId, id } }, create: { eventId, id, ...data }, update: data });
    return { revision: data.revision, savedBy: data.savedBy, savedAt: data.savedAt.toISOString() };
  });
}

/** Back to the latest version; one that has none is gone. @throws Refused 'scheme.not-found'. */
export async function dropDraft({ db }: Context, me: AccountIdentity, { eventId, schemeId: id }: Place): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockSchemes(tx, eventId);
    const { latest, revision } = await draftOf(tx, { eventId, schemeId: id });
    // It goes on counting, so that who still has the old draft open is told.
    if (latest) await tx.schemeDraft.updateMany({ where: { eventId, id }, data: { body: json(latest.scheme), savedBy: me.name, savedAt: await databaseNow(tx), revision: revision + 1 } });
    else await tx.schemeDraft.deleteMany({ where: { eventId, id } });
  });
}

/** @throws Refused 'scheme.not-found', 'scheme.conflict' (details: SchemeConflict) when it was saved since this revision was seen. */
export async function lockDraft(tx: Transaction, place: Place, revision: number): Promise<Draft> {
  await lockSchemes(tx, place.eventId);
  const draft = await draftOf(tx, place);
  if (draft.revision === revision) return draft;
  const { scheme, savedBy, savedAt } = draft;
  throw new Refused('scheme.conflict', { revision: draft.revision, savedBy, savedAt: savedAt.toISOString(), scheme } satisfies SchemeConflict);
}

/** After every contest's lock; until the transaction ends. */
const lockSchemes = (tx: Transaction, eventId: string): Promise<unknown> => tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`schemes ${eventId}`}, 0))`;

async function requireFree(tx: Transaction, eventId: string, code: string): Promise<void> {
  const taken = (await tx.schemeDraft.count({ where: { eventId, code } })) + (await tx.schemeVersion.count({ where: { eventId, code } }));
  if (taken > 0) throw new Refused('scheme.code-taken', { code });
}
