/** A client of the product, typed by the contract: HTTP with a cookie jar of its own, and the socket. One per person or device. */
import { randomUUID } from 'node:crypto';
import type { Ack, RouteInput, RouteKey, RouteOutput, RouteParams } from '@leitai/contract';
import { Connection } from './connection.ts';
import { RefusedByServer } from './refused.ts';

export { Connection, RefusedByServer };

/** What every command carries: an id that makes repeating it safe, and the device's time. */
export const command = (): { commandId: string; at: string } => ({ commandId: randomUUID(), at: new Date().toISOString() });

export class Client {
  readonly url: string;
  private readonly cookies = new Map<string, string>();

  /** @param url where the product listens, with or without a slash at its end. */
  constructor(url: string) {
    this.url = url.replace(/\/+$/, '');
  }

  /** @throws RefusedByServer; TypeError when nobody answers. */
  async api<K extends RouteKey>(key: K, params: RouteParams<K>, input?: RouteInput<K>): Promise<RouteOutput<K>> {
    const [method, template] = key.split(' ') as [string, string];
    const path = template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent((params as Record<string, string>)[name]!));
    return this.request(key, path, { method, ...(method !== 'GET' && jsonBody(input ?? {})) });
  }

  /** Sends a roster as the console does: one multipart field. @throws RefusedByServer. */
  async uploadRoster(eventId: string, file: File): Promise<RouteOutput<'POST /api/events/:eventId/roster'>> {
    const body = new FormData();
    body.set('file', file);
    return this.request('POST /api/events/:eventId/roster', `/api/events/${eventId}/roster`, { method: 'POST', body });
  }

  /** Opens the socket as whoever this client has signed in as by now. Resolves once it is connected. */
  connect(): Promise<Connection> {
    return Connection.open(this.url, this.cookieHeader());
  }

  /** The Cookie header of this client; empty before it has signed in. */
  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private async request<T>(what: string, path: string, init: RequestInit): Promise<T> {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0) headers.set('cookie', this.cookieHeader());
    const response = await fetch(this.url + path, { ...init, headers });
    this.keepCookies(response);
    const reply = (await response.json()) as Ack<T>;
    if (!reply.ok) throw new RefusedByServer(what, reply.error);
    return reply.data;
  }

  private keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name === undefined) continue;
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
  }
}

const jsonBody = (input: unknown): RequestInit => ({ body: JSON.stringify(input), headers: { 'content-type': 'application/json' } });
