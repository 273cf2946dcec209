/** Tokens and webhooks as the organiser works on them. A secret is held only as long as the page is open. */
import type { ApiToken, Delivery, EventSummary, NewToken, Webhook } from '@leitai/contract';
import { createContext } from 'svelte';
import { api } from '#lib/api.ts';
import { create } from '#lib/create.ts';
import { Working } from '#lib/working.svelte.ts';

export class ApiDesk extends Working {
  tokens: readonly ApiToken[] | null = $state.raw(null);
  events: readonly EventSummary[] = $state.raw([]);
  /** Whose webhooks are shown. */
  eventId = $state('');
  webhooks: readonly Webhook[] = $state.raw([]);
  /** Of the webhook whose log is open. */
  deliveries: { readonly of: string; readonly list: readonly Delivery[] } | null = $state.raw(null);
  /** Just made, to be copied. */
  secret: { readonly name: string; readonly text: string } | null = $state.raw(null);
  readonly off: number = $derived(this.webhooks.filter(({ disabledAt }) => disabledAt !== null).length);

  load(): Promise<boolean> {
    return this.attempt(async () => {
      [this.tokens, this.events] = await Promise.all([api('GET /api/tokens'), api('GET /api/events')]);
      if (this.eventId === '') this.eventId = this.events[0]?.id ?? '';
    });
  }

  make(token: NewToken): Promise<boolean> {
    return this.attempt(async () => {
      const { secret } = await create('POST /api/tokens', { body: token });
      this.secret = { name: token.name, text: secret };
      this.tokens = await api('GET /api/tokens');
    });
  }

  revoke(tokenId: string): Promise<boolean> {
    return this.attempt(async () => {
      await api('DELETE /api/tokens/:tokenId', { params: { tokenId } });
      this.tokens = await api('GET /api/tokens');
    });
  }

  /** Reads what became of what was sent; what was refused before stays said. */
  async follow(): Promise<void> {
    try {
      this.webhooks = await api('GET /api/events/:eventId/webhooks', { params: { eventId: this.eventId } });
      if (this.deliveries) await this.#readLog(this.deliveries.of);
    } catch (error) {
      this.failure = error;
    }
  }

  add(name: string, url: string): Promise<boolean> {
    return this.#changed(async () => {
      const { secret } = await create('POST /api/events/:eventId/webhooks', { params: { eventId: this.eventId }, body: { name, url } });
      this.secret = { name, text: secret };
    });
  }
  switch(webhookId: string, enabled: boolean): Promise<boolean> {
    return this.#changed(() => api('POST /api/events/:eventId/webhooks/:webhookId', { params: { eventId: this.eventId, webhookId }, body: { enabled } }));
  }
  remove(webhookId: string): Promise<boolean> {
    if (this.deliveries?.of === webhookId) this.deliveries = null;
    return this.#changed(() => api('DELETE /api/events/:eventId/webhooks/:webhookId', { params: { eventId: this.eventId, webhookId } }));
  }
  test(webhookId: string): Promise<boolean> {
    return this.#changed(async () => {
      await api('POST /api/events/:eventId/webhooks/:webhookId/test', { params: { eventId: this.eventId, webhookId } });
      await this.#readLog(webhookId);
    });
  }
  replay(webhookId: string, deliveryId: string): Promise<boolean> {
    return this.#changed(() => api('POST /api/events/:eventId/webhooks/:webhookId/deliveries/:deliveryId/replay', { params: { eventId: this.eventId, webhookId, deliveryId } }));
  }
  showLog(webhookId: string): Promise<boolean> {
    return this.attempt(() => this.#readLog(webhookId));
  }

  async #readLog(webhookId: string): Promise<void> {
    const list = await api('GET /api/events/:eventId/webhooks/:webhookId/deliveries', { params: { eventId: this.eventId, webhookId } });
    this.deliveries = { of: webhookId, list };
  }

  async #changed(work: () => Promise<unknown>): Promise<boolean> {
    const done = await this.attempt(work);
    if (done) await this.follow();
    return done;
  }
}

export const [useApiDesk, provideApiDesk] = createContext<ApiDesk>();
