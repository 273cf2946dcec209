/** Ends the session of an account on this device. */
import { api } from '#lib/api.ts';
import { getConnection } from '#lib/realtime/connection.svelte.ts';

/** @throws RefusalError, OfflineError: then it goes on. */
export async function signOut(): Promise<void> {
  await api('DELETE /api/session');
  getConnection().renew();
}
