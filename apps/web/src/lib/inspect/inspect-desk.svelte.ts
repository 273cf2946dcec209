/** A judge's desk of one round of inspections, with the visits beside it. */
import type { InspectorVisit, VisitDesk } from '@leitai/contract';
import { FINDING_DEFAULTS } from '@leitai/contract/finding-defaults';
import { newCommand } from '#lib/command.ts';
import { Desk } from '#lib/judge/desk.svelte.ts';
import type { Stored } from '#lib/judge/outbox.ts';
import { getConnection } from '#lib/realtime/connection.svelte.ts';

/** Where the finding of an item is kept while it is written. */
export const draftKey = (visitId: string, criterionId: string): string => `leitai.finding.${visitId}.${criterionId}`;
/** Desks are kept under this and their contest. */
export const KEPT = 'visit/';

export class InspectDesk extends Desk {
  /** What was joined is kept whole: the visits are part of it. */
  readonly visits: readonly InspectorVisit[] = $derived((this.snapshot as VisitDesk | null)?.visits ?? []);

  /** Days a finding is given, by its severity: the event's, as this phone has heard them. */
  readonly days: VisitDesk['days'] = $derived((this.snapshot as Partial<VisitDesk> | null)?.days ?? FINDING_DEFAULTS.days);

  constructor(contestId: string) {
    super({
      key: `${KEPT}${contestId}`,
      join: (take, fail) => getConnection().join('visit:join', { contestId }, take, fail),
      takeOver: () => getConnection().send('visit:take-over', { ...newCommand(), contestId }),
    });
  }

  /** A phone reports all its desks at once. */
  protected override reports(): () => void {
    return () => undefined;
  }

  protected override arrived(done: Stored): void {
    const desk = this.snapshot as VisitDesk | null;
    if (done.name === 'finding:open') forgetDraft(done);
    if (!desk || (done.name !== 'visit:put' && done.name !== 'finding:open')) return;
    const after = (visit: InspectorVisit): InspectorVisit => (done.name === 'visit:put' ? withHead(visit, done) : withFinding(visit, done));
    this.snapshot = { ...desk, visits: desk.visits.map(after) } as VisitDesk;
  }
}

function withHead(visit: InspectorVisit, { command, receipt }: Extract<Stored, { name: 'visit:put' }>): InspectorVisit {
  return visit.id === command.entrantId && visit.version < receipt.version ? { ...visit, head: command.head, version: receipt.version } : visit;
}

function withFinding(visit: InspectorVisit, { command: { source }, receipt: { findingId, number, by } }: Extract<Stored, { name: 'finding:open' }>): InspectorVisit {
  if (source.type !== 'visit' || source.entrantId !== visit.id || visit.findings.some((one) => one.findingId === findingId)) return visit;
  return { ...visit, findings: [...visit.findings, { criterionId: source.criterionId, findingId, number, by }] };
}

/** What was written stays until it has arrived; where somebody else's finding stands, it stays to be read. */
function forgetDraft({ command: { commandId, source }, receipt }: Extract<Stored, { name: 'finding:open' }>): void {
  if (source.type === 'visit' && receipt.findingId === commandId) localStorage.removeItem(draftKey(source.entrantId, source.criterionId));
}
