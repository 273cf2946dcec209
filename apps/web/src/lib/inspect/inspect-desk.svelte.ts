/** A judge's desk of one round of inspections, with the visits beside it. */
import type { InspectorVisit, VisitDesk } from '@leitai/contract';
import { newCommand } from '#lib/command.ts';
import { Desk } from '#lib/judge/desk.svelte.ts';
import type { Stored } from '#lib/judge/outbox.ts';
import { getConnection } from '#lib/realtime/connection.svelte.ts';

/** Desks are kept under this and their contest. */
export const KEPT = 'visit/';

export class InspectDesk extends Desk {
  /** What was joined is kept whole: the visits are part of it. */
  readonly visits: readonly InspectorVisit[] = $derived((this.snapshot as VisitDesk | null)?.visits ?? []);

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
    if (!desk || (done.name !== 'visit:put' && done.name !== 'finding:open')) return;
    const after = (visit: InspectorVisit): InspectorVisit => (done.name === 'visit:put' ? withHead(visit, done) : withFinding(visit, done));
    this.snapshot = { ...desk, visits: desk.visits.map(after) } as VisitDesk;
  }
}

function withHead(visit: InspectorVisit, { command, receipt }: Extract<Stored, { name: 'visit:put' }>): InspectorVisit {
  return visit.id === command.entrantId && visit.version < receipt.version ? { ...visit, head: command.head, version: receipt.version } : visit;
}

function withFinding(visit: InspectorVisit, { command: { source }, receipt: { findingId, number } }: Extract<Stored, { name: 'finding:open' }>): InspectorVisit {
  if (source.type !== 'visit' || source.entrantId !== visit.id || visit.findings.some((one) => one.findingId === findingId)) return visit;
  return { ...visit, findings: [...visit.findings, { criterionId: source.criterionId, findingId, number }] };
}
