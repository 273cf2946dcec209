/** A finding being written: kept on the phone until the server has it, and put behind the marks of its visit when it is opened. */
import type { Severity } from '@leitai/contract';
import type { Criterion } from '@leitai/scoring';
import { newCommand } from '#lib/command.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayAfter, today } from './days.ts';
import { draftKey } from './inspect-desk.svelte.ts';
import type { Visit } from './visit.svelte.ts';

/** `due`: null for the severity's usual days. */
type Draft = { readonly severity: Severity; readonly measured: string; readonly owner: string; readonly due: string | null };

export class FindingForm {
  readonly today: string;
  readonly #visit: Visit;
  readonly #criterion: Criterion;
  readonly #key: string;
  /** Whether something of it was kept from before. */
  readonly written: boolean;
  draft: Draft = $state.raw({ severity: 'general', measured: '', owner: '', due: null });

  constructor(visit: Visit, criterion: Criterion) {
    [this.#visit, this.#criterion, this.#key] = [visit, criterion, draftKey(visit.id, criterion.id)];
    this.today = today(visit.desk.clockOffset);
    const { head, view } = visit;
    const kept = this.#kept();
    this.written = kept !== null;
    this.draft = kept ? { ...kept, due: kept.due !== null && kept.due >= this.today ? kept.due : null } : { ...this.draft, measured: view?.note(criterion.id) ?? '', owner: head.responsible || head.accompaniedBy };
  }

  readonly due: string = $derived.by(() => this.draft.due ?? dayAfter(this.today, this.#visit.desk.days[this.draft.severity]));
  /** What it lacks; empty when it may be opened. */
  readonly wanting: string = $derived(this.draft.measured.trim() === '' ? m.visit_finding_wants_words() : this.draft.owner.trim() === '' ? m.visit_finding_wants_owner() : '');

  change(part: Partial<Draft>): void {
    this.draft = { ...this.draft, ...part };
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.draft));
    } catch {
      // A device without storage keeps it for as long as the page lives.
    }
  }

  open(): void {
    const { row } = this.#visit;
    if (!row || this.wanting !== '') return;
    this.change({});
    const { id: criterionId, name, rule, clauses } = this.#criterion;
    const [clause] = clauses;
    this.#visit.openFinding({
      ...newCommand(), organisationId: row.organisationId, postId: row.postId, site: row.site,
      subject: name.zh, severity: this.draft.severity, measured: this.draft.measured.trim(), required: rule.zh,
      clause: clause ? { standard: clause.standard, title: clause.title, number: clause.number ?? '', text: rule.zh, mark: '' } : null,
      foundOn: this.today, due: this.due, owner: this.draft.owner.trim(), source: { type: 'visit', contestId: row.contestId, entrantId: row.id, criterionId },
    });
  }

  #kept(): Draft | null {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? 'null') as Draft | null;
    } catch {
      return null;
    }
  }
}
