/** Fetches a document and lays it out a few rows at a time, so that the page answers meanwhile, says how far it is, and can be stopped. */
import type { Paper, RouteKey } from '@leitai/contract';
import { isApplicationPaper, isEvaluationPaper, isFindingPaper, isVisitPaper, type ApplicationPaper, type ContestPaper, type EvaluationPaper, type EventPaper, type FindingPaper, type UnitPaper, type VisitPaper } from '@leitai/contract/paper-kinds';
import { api } from '#lib/api.ts';

/** Rows laid out between two frames. */
export const AT_ONCE = 40;

export type Wanted = { readonly eventId: string } & ({ readonly kind: EventPaper; readonly contestId?: undefined; readonly unit?: undefined } | { readonly kind: UnitPaper; readonly contestId?: undefined; /** Of the leader's own unit. */ readonly unit: true } | { readonly kind: ContestPaper | FindingPaper | VisitPaper | ApplicationPaper | EvaluationPaper; /** The contest's id, the finding's, the visit's or the application's. */ readonly contestId: string; readonly unit?: undefined });
/** A part's rows in pieces; a part without rows is one piece. */
const piecesOf = (rows: number): number => Math.max(1, Math.ceil(rows / AT_ONCE));

export class PaperReader {
  paper: Paper | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  stopped = $state(false);
  /** Pieces laid out so far. */
  #laid = $state(0);
  #abort = new AbortController();
  #frame = 0;

  readonly #rows: readonly number[] = $derived(this.paper ? this.paper.parts.map(({ table }) => (table === null ? 0 : this.paper!.tables[table]!.rows.length)) : []);
  readonly #begins: readonly number[] = $derived.by(() => {
    let sum = 0;
    return this.#rows.map((rows) => (sum += piecesOf(rows)) - piecesOf(rows));
  });
  readonly #pieces: number = $derived(this.#rows.reduce((sum, rows) => sum + piecesOf(rows), 0));
  readonly rows: number = $derived(this.#rows.reduce((sum, rows) => sum + rows, 0));
  readonly laidRows: number = $derived(this.#rows.reduce((sum, rows, index) => sum + Math.min(rows, this.piecesShown(index) * AT_ONCE), 0));
  readonly ready: boolean = $derived(this.paper !== null && this.#laid >= this.#pieces);

  /** Of this part; 0: it is not on the page yet. */
  piecesShown(part: number): number {
    return Math.min(piecesOf(this.#rows[part] ?? 0), Math.max(0, this.#laid - (this.#begins[part] ?? 0)));
  }

  /** Until the returned function is called. */
  read(wanted: Wanted): () => void {
    this.#abort = new AbortController();
    void this.#fetch(wanted, this.#abort.signal);
    return () => this.stop();
  }

  async #fetch({ eventId, kind, contestId, unit }: Wanted, signal: AbortSignal): Promise<void> {
    try {
      // Which of the shapes of address it is was settled with the kind.
      const key = (unit ? `GET /api/events/:eventId/unit/papers/${kind}` : contestId === undefined ? `GET /api/events/:eventId/papers/${kind}` : isFindingPaper(kind) ? `GET /api/events/:eventId/findings/:findingId/papers/${kind}` : isVisitPaper(kind) ? `GET /api/events/:eventId/visits/:entrantId/papers/${kind}` : isApplicationPaper(kind) ? `GET /api/events/:eventId/demonstration/applications/:applicationId/papers/${kind}` : isEvaluationPaper(kind) ? `GET /api/events/:eventId/evaluations/:evaluationId/papers/${kind}` : `GET /api/events/:eventId/contests/:contestId/papers/${kind}`) as RouteKey & `${string}/papers/summary`;
      const id = contestId ?? '';
      const params = { eventId, contestId: id, findingId: id, entrantId: id, applicationId: id, evaluationId: id };
      const paper = await api(key, { params, signal });
      if (signal.aborted) return;
      [this.paper, this.failure, this.#laid] = [paper, null, 0];
      this.#lay();
    } catch (error) {
      if (!signal.aborted) this.failure = error;
    }
  }

  #lay(): void {
    this.#frame = requestAnimationFrame(() => {
      this.#laid += 1;
      if (!this.ready) this.#lay();
    });
  }

  stop(): void {
    this.#abort.abort();
    cancelAnimationFrame(this.#frame);
    this.stopped = true;
  }

  /** What is here is laid out to its end; what never came is fetched anew. */
  goOn(wanted: Wanted): void {
    this.stopped = false;
    if (this.paper) this.#lay();
    else this.read(wanted);
  }
}
