/** Tells whoever reads a finding that the photographs beside the item it came from are others now. */
import type { Context } from '../../context.ts';

type Item = { readonly eventId: string; readonly entrantId: string; readonly criterionId: string };

export async function tellFindings({ db, notices }: Context, { eventId, entrantId, criterionId }: Item): Promise<void> {
  const findings = await db.finding.findMany({ where: { eventId, entrantId, criterionId }, select: { id: true } });
  if (findings.length === 0) return;
  const { revision } = await db.programme.findUniqueOrThrow({ where: { eventId } });
  for (const { id } of findings) notices.programmeChanged(eventId, Number(revision), id);
}
