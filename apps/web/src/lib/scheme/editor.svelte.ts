/** One scheme being edited: what it is now, what it was before each change, what is wrong with it, and its way to the server. */
import type { SchemeConflict, SchemeContest, SchemeFile, SchemeVersionCard } from '@leitai/contract';
import { isSchemeDraft, partAt, type Criterion, type Module, type Scheme, type Veto } from '@leitai/scoring';
import { createContext } from 'svelte';
import { api } from '#lib/api.ts';
import { RefusalError } from '#lib/errors.ts';
import { issuesOf } from './issues.ts';
import { mendOf } from './mends.ts';
import { copyOf, newCriterion, newModule, newVeto } from './new-parts.ts';
import { insert, listAt, partOf, placeOf, put, remove } from './path.ts';

/** A saving waits for a pause of so many milliseconds. */
const PAUSE_MS = 600;
/** Changes of one field within so many milliseconds are taken back together. */
const TOGETHER_MS = 1_500;
const MOST_STEPS = 200;

type Step = { readonly scheme: Scheme; readonly selected: string };

export class SchemeEditor {
  scheme: Scheme = $state.raw()!;
  /** The part in hand, by its path; '' is the scheme itself. */
  selected = $state('');
  code = $state('');
  saved: Pick<SchemeFile, 'revision' | 'savedBy' | 'savedAt'> = $state.raw()!;
  versions: readonly SchemeVersionCard[] = $state.raw([]);
  contests: readonly SchemeContest[] = $state.raw([]);
  /** Somebody else's saving that came first; nothing is saved until it is decided. */
  conflict: SchemeConflict | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  /** What was just taken out, while taking it back is offered. */
  removed: string | null = $state(null);
  #past: readonly Step[] = $state.raw([]);
  #future: readonly Step[] = $state.raw([]);
  /** As the server has it. */
  #stored: Scheme = $state.raw()!;
  #typing = { key: '', at: 0 };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;

  readonly issues = $derived(issuesOf(this.scheme));
  readonly mends = $derived(new Map(this.issues.map((issue) => [issue, mendOf(this.scheme, issue)])));
  readonly unsaved: boolean = $derived(this.scheme !== this.#stored);
  readonly canUndo: boolean = $derived(this.#past.length > 0);
  readonly canRedo: boolean = $derived(this.#future.length > 0);
  /** What the server had when it was last heard: what a conflict is told against. */
  readonly stored: Scheme = $derived(this.#stored);

  readonly eventId: string;
  readonly schemeId: string;
  constructor(eventId: string, { id, code, scheme, versions, contests, ...saved }: SchemeFile) {
    this.eventId = eventId;
    this.schemeId = id;
    Object.assign(this, { scheme, code, saved, versions, contests });
    this.#stored = scheme;
    this.selected = scheme.modules[0]?.criteria.length ? 'modules.0.criteria.0' : '';
  }

  issuesAt = (path: string) => this.issues.filter((one) => one.path === path);
  at = (path: string): unknown => partAt(this.scheme, path);

  /** @param key names the field, so that letter after letter is one step back. */
  change(scheme: Scheme, key = ''): void {
    if (scheme === this.scheme) return;
    const now = Date.now();
    const together = key !== '' && this.#typing.key === key && now - this.#typing.at < TOGETHER_MS;
    this.#typing = { key, at: now };
    if (!together) this.#past = [...this.#past, this.#step()].slice(-MOST_STEPS);
    this.#future = [];
    this.removed = null;
    this.#show({ scheme, selected: this.selected });
  }

  set(path: string, value: unknown): void {
    this.change(put(this.scheme, path, value), path);
  }

  undo(): void {
    const last = this.#past.at(-1);
    if (!last) return;
    this.#future = [...this.#future, this.#step()];
    this.#past = this.#past.slice(0, -1);
    this.removed = null;
    this.#show(last);
  }

  redo(): void {
    const next = this.#future.at(-1);
    if (!next) return;
    this.#past = [...this.#past, this.#step()];
    this.#future = this.#future.slice(0, -1);
    this.#show(next);
  }

  addModule(): void {
    this.change(insert(this.scheme, 'modules', this.scheme.modules.length, newModule(this.scheme)));
    this.selected = `modules.${this.scheme.modules.length - 1}`;
  }

  /** Behind the criterion in hand, or last in its module. */
  addCriterion(module: number): void {
    const list = `modules.${module}.criteria`;
    const [own, index] = placeOf(this.selected);
    const place = own === list ? index + 1 : listAt(this.scheme, list).length;
    this.change(insert(this.scheme, list, place, newCriterion(this.scheme, module)));
    this.selected = `${list}.${place}`;
  }

  addVeto(): void {
    this.change(insert(this.scheme, 'vetoes', this.scheme.vetoes.length, newVeto(this.scheme)));
    this.selected = `vetoes.${this.scheme.vetoes.length - 1}`;
  }

  duplicate(): void {
    if (this.selected === '') return;
    const [list, index] = placeOf(this.selected);
    const part = this.at(this.selected) as Module | Criterion | Veto;
    this.change(insert(this.scheme, list, index + 1, copyOf(this.scheme, part, Number(list.split('.')[1]))));
    this.selected = `${list}.${index + 1}`;
  }

  removeSelected(words: string): void {
    if (this.selected === '') return;
    const [list, index] = placeOf(this.selected);
    this.change(remove(this.scheme, list, index));
    const left = listAt(this.scheme, list).length;
    this.selected = left > 0 ? `${list}.${Math.min(index, left - 1)}` : partOf(list);
    this.removed = words;
  }

  /** One place up or down; a criterion at the end of its module goes on into the next. */
  nudge(by: 1 | -1): void {
    const [list, index] = placeOf(this.selected);
    const to = index + by;
    if (this.selected === '') return;
    if (to >= 0 && to < listAt(this.scheme, list).length) return this.move(this.selected, list, to);
    const module = Number(list.split('.')[1]) + by;
    if (!list.endsWith('.criteria') || !this.scheme.modules[module]) return;
    this.move(this.selected, `modules.${module}.criteria`, by === 1 ? 0 : this.scheme.modules[module].criteria.length);
  }

  /** @param to the place in the list once it was taken out of its own. */
  move(from: string, list: string, to: number): void {
    const [own, index] = placeOf(from);
    if (own === list && index === to) return;
    const part = this.at(from);
    this.change(insert(remove(this.scheme, own, index), list, to, part));
    this.selected = `${list}.${to}`;
  }

  /** Saves now what waits; false when it did not arrive. */
  async save(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (this.conflict) return false;
    if (!this.unsaved) return true;
    this.#saving = this.#send();
    await this.#saving;
    this.#saving = null;
    return !this.unsaved;
  }

  /** The own draft over the other one, which stays known by its revision; or the other one, with the own one a step back. */
  async settle(keep: 'mine' | 'theirs'): Promise<void> {
    const { conflict } = this;
    if (!conflict) return;
    this.conflict = null;
    this.saved = conflict;
    this.#stored = conflict.scheme;
    if (keep === 'theirs') {
      this.change(conflict.scheme);
      this.scheme = this.#stored = conflict.scheme;
    }
    await this.save();
  }

  async release(contestIds: string[]): Promise<number> {
    if (!(await this.save())) throw this.failure ?? new Error('not saved');
    const params = { eventId: this.eventId, schemeId: this.schemeId };
    const { version } = await api('POST /api/events/:eventId/schemes/:schemeId/versions', { params, body: { revision: this.saved.revision, contestIds } });
    await this.refresh();
    return version;
  }

  /** Versions and where they are used, anew; the draft stays as it is. */
  async refresh(): Promise<void> {
    const { versions, contests } = await api('GET /api/events/:eventId/schemes/:schemeId', { params: { eventId: this.eventId, schemeId: this.schemeId } });
    this.versions = versions;
    this.contests = contests;
  }

  #step = (): Step => ({ scheme: this.scheme, selected: this.selected });

  #show({ scheme, selected }: Step): void {
    this.scheme = scheme;
    this.selected = partAt(scheme, selected) === undefined ? '' : selected;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), PAUSE_MS);
  }

  async #send(): Promise<void> {
    const { scheme } = this;
    if (!isSchemeDraft(scheme)) return;
    try {
      this.saved = await api('POST /api/events/:eventId/schemes/:schemeId/draft', { params: { eventId: this.eventId, schemeId: this.schemeId }, body: { revision: this.saved.revision, scheme } });
      this.#stored = scheme;
      this.code = scheme.code;
      this.failure = null;
      if (this.scheme !== scheme) this.#timer = setTimeout(() => void this.save(), PAUSE_MS);
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'scheme.conflict') this.conflict = error.details as SchemeConflict;
      else this.failure = error;
    }
  }
}

export const [useEditor, provideEditor] = createContext<SchemeEditor>();
