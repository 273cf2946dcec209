/** The seat from which somebody acts: a paired device's own, or the one an inspector's account holds where the sheet, visit or round lies. */
import { Refused, type Database, type Prisma } from '@leitai/database';
import { asPanel } from './as-role.ts';
import type { Identity, PanelIdentity } from './identity.ts';

export type InspectorIdentity = Extract<Identity, { accountId: string; role: unknown }> & { readonly role: 'inspector' };

/** For what others may read too: an inspector reads as the judge whose seat the account holds. */
export const seatOrSelf = async (db: Database, identity: Identity, on: On): Promise<Identity> => (identity.role === 'inspector' ? seatOf(db, identity, on) : identity);

/** What somebody acts on; each belongs to one contest. */
type On = { readonly sheetId: string } | { readonly contestId: string } | { readonly entrantId: string };

export function asInspector(identity: Identity): InspectorIdentity {
  if (identity.role !== 'inspector') throw new Refused('access.forbidden');
  return identity as InspectorIdentity;
}

/**
 * A judge acts in the own contest whatever is named: the use case looks whether it is there. An inspector's seat is looked up anew each time,
 * so that one given to somebody else ends at once.
 * @throws Refused 'sheet.not-yours', 'visit.not-found' for what lies where the account holds no seat.
 */
export async function seatOf(db: Database, identity: Identity, on: On): Promise<PanelIdentity> {
  if (identity.role !== 'inspector') return asPanel(identity);
  const { accountId, sessionId, name } = identity;
  const judge = await db.judge.findFirst({ where: { accountId, endedAt: null, role: 'judge', ...whereIs(on) } });
  if (!judge) throw new Refused('sheetId' in on ? 'sheet.not-yours' : 'visit.not-found');
  const { id: judgeId, eventId, contestId, seat } = judge;
  return { role: 'judge', sessionId, judgeId, contestId, eventId, seat, name };
}

function whereIs(on: On): Prisma.JudgeWhereInput {
  if ('contestId' in on) return { contestId: on.contestId };
  return 'sheetId' in on ? { sheets: { some: { id: on.sheetId } } } : { contest: { entrants: { some: { id: on.entrantId } } } };
}
