/** The registers of an event, and the one that is open, as the server last told them; read again after each change. */
import type { RegisterEntry, RegisterOverview } from '@leitai/contract';
import { registerDefinitions, type RegisterField, type RegisterKind } from '@leitai/contract/register-kinds';
import { cellWords, linesFound, type Sought } from '@leitai/contract/register-search';
import { api } from '#lib/api.ts';
import { wholeDay } from '#lib/i18n/days.ts';
import { t } from '#lib/i18n/locale.svelte.ts';

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

  found(register: RegisterKind, sought: Sought): RegisterEntry[] {
    return this.overview ? linesFound(register, this.entries ?? [], sought, this.overview) : [];
  }

  /** Of the lines that are found. */
  workbookOf(register: RegisterKind, { struck, ...sought }: Sought): string {
    return `/api/events/${this.eventId}/registers/${register}/list.xlsx?${new URLSearchParams({ ...sought, struck: String(struck) }).toString()}`;
  }

  /** Where a line's file is. */
  fileOf(register: RegisterKind, lineId: string): string {
    return `/api/events/${this.eventId}/registers/${register}/entries/${lineId}/file`;
  }

  /** A cell as people read it. */
  shown(field: RegisterField, value: string): string {
    if (field.type === 'day') return value && wholeDay(value);
    return this.overview ? t(cellWords(field, value, this.overview)) : value;
  }
}

/** Headings and a line that shows how, to be filled in and imported. Headings are Chinese whatever the reader's language, as the files that come are. */
export const templateRows = (register: RegisterKind): readonly (readonly string[])[] => {
  const { fields } = registerDefinitions[register];
  return [fields.map(({ words }) => words.zh), fields.map(({ example }) => example)];
};
