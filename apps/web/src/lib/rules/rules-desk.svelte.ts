/** The rules that are being written: whose they are, what stands, what is wrong with the draft, and what it would make of an example. */
import type { ContestRules, EventRules } from '@leitai/contract';
import { checkContestRules, DEFAULT_RULES, rulesInWords, type Issue, type RulePart, type Rules } from '@leitai/scoring';
import { createContext } from 'svelte';
import { api } from '#lib/api.ts';
import { locale, t } from '#lib/i18n/locale.svelte.ts';
import { workedExample } from './example.ts';

/** Seats of the stated panel of an event, which has no judges of its own. */
const USUAL_JUDGES = 5;

export class RulesDesk {
  event: EventRules | null = $state.raw(null);
  /** Null: the event's own, to start from. */
  contestId: string | null = $state(null);
  /** Whose rules are on their way here: until they have come, what is written would be lost. */
  #asked: string | null = $state(null);
  contest: ContestRules | null = $state.raw(null);
  draft: Rules = $state.raw(DEFAULT_RULES);
  failure: unknown = $state.raw(null);
  busy = $state(false);
  organises = $state(false);

  readonly standing: Rules = $derived(this.contestId === null ? (this.event?.defaults ?? DEFAULT_RULES) : (this.contest?.rules ?? DEFAULT_RULES));
  readonly frozen = $derived(this.contest !== null && this.contest.state !== 'setup');
  readonly locked = $derived(this.frozen || !this.organises || this.event === null || this.#asked !== this.contestId || (this.contestId !== null && this.contest === null));
  readonly dirty = $derived(JSON.stringify(this.draft) !== JSON.stringify(this.standing));
  readonly issues: readonly Issue[] = $derived(checkContestRules(this.draft, this.contest?.scheme));
  readonly words = $derived(this.issues.some(({ path }) => path === '') ? [] : rulesInWords(this.draft, (id) => this.name(id)));
  readonly example = $derived.by(() => {
    if (this.issues.length > 0) return null;
    return workedExample(this.draft, this.contest?.scheme ?? null, this.contest?.judges || USUAL_JUDGES, this.contest?.ground ?? null);
  });

  readonly eventId: string;
  constructor(eventId: string) {
    this.eventId = eventId;
  }

  /** What the rules speak of by id, in the reader's language. */
  name(id: string): string {
    const { stages, awards, grades, panel } = this.draft;
    const modules = this.contest?.scheme.modules ?? [];
    const all = [...(stages?.stages ?? []), ...awards, ...(grades?.bands ?? []), ...(panel.groups ?? []), ...modules, ...modules.flatMap(({ criteria }) => criteria), ...(this.contest?.scheme.vetoes ?? [])];
    const found = all.find((one) => one.id === id);
    return found ? t(found.name) : id;
  }

  said(part: RulePart): string[] {
    return this.words.filter((one) => one.part === part).map((one) => one[locale()]);
  }

  /** What is wrong at or under a path. */
  wrong(path: string): Issue[] {
    return this.issues.filter((one) => one.path === path || one.path.startsWith(`${path}.`));
  }

  edit(change: (draft: Rules) => Rules): void {
    if (!this.locked) this.draft = change(this.draft);
  }

  async load(contestId: string | null): Promise<void> {
    this.#asked = contestId;
    try {
      const [event, contest] = await Promise.all([
        api('GET /api/events/:eventId/rules', { params: { eventId: this.eventId } }),
        contestId === null ? null : api('GET /api/events/:eventId/contests/:contestId/rules', { params: { eventId: this.eventId, contestId } }),
      ]);
      if (this.#asked !== contestId) return;
      [this.event, this.contest, this.contestId, this.failure] = [event, contest, contestId, null];
      this.draft = this.standing;
    } catch (error) {
      this.failure = error;
    }
  }

  async save(): Promise<void> {
    await this.try(async () => {
      const params = { eventId: this.eventId };
      if (this.contestId === null) await api('POST /api/events/:eventId/rules', { params, body: { rules: this.draft, objectionDays: this.event?.objectionDays ?? 3 } });
      else await api('POST /api/events/:eventId/contests/:contestId/rules', { params: { ...params, contestId: this.contestId }, body: { rules: this.draft, expected: this.contest?.hash ?? '' } });
      await this.load(this.contestId);
    });
  }

  async try(work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    try {
      await work();
      this.failure = null;
    } catch (error) {
      this.failure = error;
    } finally {
      this.busy = false;
    }
  }
}

export const [useRulesDesk, provideRulesDesk] = createContext<RulesDesk>();
