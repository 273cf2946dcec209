/** A photograph's bytes, for whoever may read the sheet it is on. */
import { Refused, type Database } from '@leitai/database';
import type { Identity } from '../access/identity.ts';

type Place = { readonly eventId: string; readonly contestId: string; readonly evidenceId: string };
export type Photo = { readonly hash: string; readonly type: string; readonly bytes: Uint8Array; /** Anybody's, and never another one at its address. */ readonly lasting?: true };

/** @throws Refused 'access.forbidden' for another contest's panel, 'evidence.not-found' (removed, or on another judge's sheet). */
export async function readPhoto(db: Database, me: Identity, { eventId, contestId, evidenceId }: Place): Promise<Photo> {
  const panel = me.role === 'judge' || me.role === 'chief' ? me : null;
  if (panel && (panel.eventId !== eventId || panel.contestId !== contestId)) throw new Refused('access.forbidden');
  const found = await db.evidence.findFirst({
    where: { eventId, id: evidenceId, removedAt: null, sheet: { contestId, ...(panel?.role === 'judge' && { judgeId: panel.judgeId }) } },
    include: { content: true },
  });
  if (!found) throw new Refused('evidence.not-found');
  return { hash: found.hash, type: found.type, bytes: found.content.bytes };
}
