/** Words from the control room on a panel's tablet: those that stand, and which of them this judge has confirmed reading. */
import type { Broadcast } from '@leitai/contract';
import { getConnection } from '#lib/realtime/connection.svelte.ts';

export class PanelWords {
  /** Newest first. */
  words: readonly Broadcast[] = $state.raw([]);
  /** One is being confirmed, and whether the last try found no server. */
  busy = $state(false);
  failed = $state(false);

  readonly unread: readonly Broadcast[] = $derived(this.words.filter(({ readAt }) => readAt === null));

  follow(): () => void {
    const connection = getConnection();
    const off = connection.on('broadcast:changed', ({ id, word }) => {
      const others = this.words.filter((one) => one.id !== id);
      this.words = word ? [word, ...others] : others;
    });
    const leave = connection.join('broadcast:join', {}, ({ words }) => (this.words = words), () => undefined);
    return () => {
      off();
      leave();
    };
  }

  async read(broadcastId: string): Promise<void> {
    this.busy = true;
    try {
      const { at } = await getConnection().send('broadcast:read', { broadcastId, at: new Date().toISOString() });
      this.words = this.words.map((one) => (one.id === broadcastId ? { ...one, readAt: at } : one));
      this.failed = false;
    } catch {
      this.failed = true;
    } finally {
      this.busy = false;
    }
  }
}
