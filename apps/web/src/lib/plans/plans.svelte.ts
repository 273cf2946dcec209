/** An event's inspection plans and, of the one that is open, its visits. */
import type { InspectionPlan, PlansDesk, VisitRow } from '@leitai/contract';
import { api } from '#lib/api.ts';

export class Plans {
  readonly eventId: string;
  desk: PlansDesk | null = $state.raw(null);
  visits: readonly VisitRow[] = $state.raw([]);
  failure: unknown = $state.raw(null);
  chosen: string | null = $state(null);
  readonly plan: InspectionPlan | null = $derived(this.desk?.plans.find(({ id }) => id === this.chosen) ?? null);

  constructor(eventId: string) {
    this.eventId = eventId;
  }

  async load(): Promise<void> {
    const { eventId } = this;
    try {
      this.desk = await api('GET /api/events/:eventId/plans', { params: { eventId } });
      const chosen = this.desk.plans.find(({ id }) => id === this.chosen) ?? this.desk.plans[0];
      this.chosen = chosen?.id ?? null;
      this.visits = chosen ? await api('GET /api/events/:eventId/plans/:planId/visits', { params: { eventId, planId: chosen.id } }) : [];
      this.failure = null;
    } catch (error) {
      this.failure = error;
    }
  }

  choose(planId: string): void {
    this.chosen = planId;
    void this.load();
  }
}
