/** The unit as its leader sees it: read at the start, on return to the page, and after each step. */
import type { Unit, UnitEntrant } from '@leitai/contract';
import { createContext } from 'svelte';
import { goto } from '$app/navigation';
import { signOut } from '#lib/accounts/sign-out.ts';
import { api } from '#lib/api.ts';
import { RefusalError } from '#lib/errors.ts';

export class UnitState {
  /** The last state read, kept when reading again fails. */
  unit: Unit | null = $state.raw(null);
  eventId = $state('');
  name = $state('');
  busy = $state(false);
  failure: unknown = $state.raw(null);

  async load(): Promise<void> {
    this.busy = true;
    try {
      if (this.eventId === '') await this.#who();
      if (this.eventId !== '') this.unit = await api('GET /api/events/:eventId/unit', { params: { eventId: this.eventId } });
      this.failure = null;
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'access.sign-in') await goto('/sign-in', { replace: true });
      this.failure = error;
    } finally {
      this.busy = false;
    }
  }

  async #who(): Promise<void> {
    const who = await api('GET /api/session');
    if (who.role === 'leader') [this.eventId, this.name] = [who.eventId, who.name];
    else await goto('/sign-in', { replace: true });
  }

  /** The contestant with the contest; null for anybody else's. */
  find(entrantId: string): { readonly entrant: UnitEntrant; readonly contest: Unit['contests'][number] } | null {
    for (const contest of this.unit?.contests ?? []) {
      const entrant = contest.entrants.find(({ id }) => id === entrantId);
      if (entrant) return { entrant, contest };
    }
    return null;
  }

  /** Whether appeals may still be filed, by the server's clock as it was read. */
  mayAppeal({ state, until }: Unit['contests'][number]): boolean {
    return state === 'provisional' && until !== null && this.unit !== null && Date.parse(this.unit.at) < Date.parse(until);
  }

  async signOut(): Promise<void> {
    try {
      await signOut();
      await goto('/sign-in');
    } catch (error) {
      this.failure = error;
    }
  }
}

export const [useUnit, provideUnit] = createContext<UnitState>();
