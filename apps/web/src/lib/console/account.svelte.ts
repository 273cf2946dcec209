/** Who is signed in to the console. Everybody else is sent to the sign-in page. */
import type { AccountRole } from '@leitai/contract';
import { createContext } from 'svelte';
import { goto } from '$app/navigation';
import { signOut } from '#lib/accounts/sign-out.ts';
import { api } from '#lib/api.ts';

export class Account {
  /** Null until the server has said who this is. */
  name: string | null = $state(null);
  role: AccountRole = $state('auditor');
  failure: unknown = $state.raw(null);

  async load(): Promise<void> {
    try {
      const who = await api('GET /api/session');
      if (who.role === 'leader') await goto('/unit', { replace: true });
      else if (who.role === 'steward') await goto('/call', { replace: true });
      else if (who.role === 'inspector') await goto('/inspect', { replace: true });
      else if ('name' in who && !('judgeId' in who)) [this.name, this.role] = [who.name, who.role];
      else await goto('/sign-in', { replace: true });
      this.failure = null;
    } catch (error) {
      this.failure = error;
    }
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

export const [useAccount, provideAccount] = createContext<Account>();
