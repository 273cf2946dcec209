/** The registers of an event, and the one that is open, as the server last told them; read again after each change. */
import type { RegisterEntry, RegisterOverview } from '@leitai/contract';
import { registerDefinitions, type RegisterField, type RegisterKind } from '@leitai/contract/register-kinds';
import { api } from '#lib/api.ts';
import { t } from '#lib/i18n/locale.svelte.ts';

/** What is looked for in a register; empty: anything. Organisations by their Chinese name, posts by code, days as YYYY-MM-DD, both included. */
export type Sought = { words: string; organisation: string; post: string; from: string; until: string; struck: boolean };
export const EVERYTHING: Readonly<Sought> = { words: '', organisation: '', post: '', from: '', until: '', struck: false };

export class Registers {
  overview: RegisterOverview | null = $state.raw(null);
  entries: readonly RegisterEntry[] | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  readonly eventId: string;
  constructor(eventId: string) {
    this.eventId = eventId;
  }

  /** @param register null: the overview alone. */
  async load(register: RegisterKind | null): Promise<void> {
    const { eventId } = this;
    try {
      const [overview, entries] = await Promise.all([
        api('GET /api/events/:eventId/registers', { params: { eventId } }),
        register === null ? null : api('GET /api/events/:eventId/registers/:register', { params: { eventId, register } }),
      ]);
      [this.overview, this.entries, this.failure] = [overview, entries, null];
    } catch (error) {
      this.failure = error;
    }
  }

  /** A line without a day is in no period. */
  found(register: RegisterKind, { words, organisation, post, from, until, struck }: Sought): RegisterEntry[] {
    const [looked, { fields }] = [words.trim().toLowerCase(), registerDefinitions[register]];
    return (this.entries ?? []).filter(({ state, cells, day }) =>
      (struck || state === 'stands' || state === 'waiting') && (organisation === '' || cells['organisation'] === organisation) && (post === '' || cells['post'] === post)
      && ((from === '' && until === '') || (day !== null && day >= from && (until === '' || day <= until)))
      && (looked === '' || fields.some((field) => this.shown(field, cells[field.id] ?? '').toLowerCase().includes(looked))));
  }

  /** Where a line's file is. */
  fileOf(register: RegisterKind, lineId: string): string {
    return `/api/events/${this.eventId}/registers/${register}/entries/${lineId}/file`;
  }

  /** A cell as people read it. */
  shown(field: RegisterField, value: string): string {
    if (field.type === 'choice') return value === '' ? '' : wordOf(field, value);
    if (field.type === 'organisation') return worded(this.overview?.organisations.find(({ zh }) => zh === value), value);
    if (field.type === 'post') return worded(this.overview?.posts.find(({ code }) => code === value)?.name, value);
    return value;
  }
}

const worded = (words: Parameters<typeof t>[0] | undefined, otherwise: string): string => (words ? t(words) : otherwise);
const wordOf = ({ choices = [] }: RegisterField, id: string): string => worded(choices.find((choice) => choice.id === id)?.words, id);

/** Headings and a line that shows how, to be filled in and imported. Headings are Chinese whatever the reader's language, as the files that come are. */
export const templateRows = (register: RegisterKind): readonly (readonly string[])[] => {
  const { fields } = registerDefinitions[register];
  return [fields.map(({ words }) => words.zh), fields.map(({ example }) => example)];
};
