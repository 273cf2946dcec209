/** The cohorts of a practical check as the organiser prepares them and issues qualifications from them. */
import type { CheckCandidate, CheckCohort, CheckOutcomes, Checks, CheckSettings, Text } from '@leitai/contract';
import { createContext } from 'svelte';
import { api } from '#lib/api.ts';
import { create } from '#lib/create.ts';
import { WorkedOn } from '#lib/console/worked-on.svelte.ts';

export class CheckDesk extends WorkedOn {
  list: Checks | null = $state.raw(null);
  chosen: string | null = $state(null);
  outcomes: CheckOutcomes | null = $state.raw(null);
  candidates: readonly CheckCandidate[] | null = $state.raw(null);
  readonly cohort: CheckCohort | null = $derived(this.list?.cohorts.find(({ contestId }) => contestId === this.chosen) ?? this.list?.cohorts[0] ?? null);

  protected override async read(): Promise<void> {
    this.list = await api('GET /api/events/:eventId/checks', { params: { eventId: this.eventId } });
    const { cohort } = this;
    this.outcomes = cohort ? await api('GET /api/events/:eventId/contests/:contestId/outcomes', this.#at(cohort)) : null;
  }

  choose(contestId: string): Promise<void> {
    [this.chosen, this.outcomes, this.candidates] = [contestId, null, null];
    return this.load();
  }

  save(cohort: CheckCohort, settings: CheckSettings): Promise<boolean> {
    return this.act(() => api('POST /api/events/:eventId/contests/:contestId/check', { ...this.#at(cohort), body: { settings, expected: cohort.saved } }));
  }
  add(cohort: CheckCohort, name: Text): Promise<boolean> {
    return this.act(async () => {
      const { contestId } = await create('POST /api/events/:eventId/contests/:contestId/cohorts', { ...this.#at(cohort), body: { name } });
      this.chosen = contestId;
    });
  }
  look(cohort: CheckCohort): Promise<boolean> {
    return this.act(async () => void (this.candidates = await api('GET /api/events/:eventId/contests/:contestId/candidates', this.#at(cohort))));
  }
  enter(cohort: CheckCohort, keys: readonly string[]): Promise<boolean> {
    return this.act(() => api('POST /api/events/:eventId/contests/:contestId/candidates', { ...this.#at(cohort), body: { keys: [...keys] } }));
  }
  issue(cohort: CheckCohort): Promise<boolean> {
    return this.act(() => api('POST /api/events/:eventId/contests/:contestId/certificates', this.#at(cohort)));
  }

  #at({ contestId }: CheckCohort) {
    return { params: { eventId: this.eventId, contestId } };
  }
}

export const [useChecks, provideChecks] = createContext<CheckDesk>();
