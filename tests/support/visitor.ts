// One browser as the server sees it: keeps its cookie, calls routes of the contract by their key over real HTTP.

import type { Ack, RouteInput, RouteKey, RouteOutput } from '@leitai/contract';
import { Refused } from '@leitai/database';

type Call<K extends RouteKey> = {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: RouteInput<K>;
  readonly form?: FormData;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Reply<T> = { readonly status: number; readonly headers: Headers; readonly ack: Ack<T> };

export class Visitor {
  readonly base: string;
  cookie: string;
  /** Where the request seems to come from, so that tests do not meet each other's rate limits. */
  readonly address: string;

  constructor(base: string, { cookie = '', address = anyAddress() } = {}) {
    this.base = base;
    this.cookie = cookie;
    this.address = address;
  }

  /** Calls a route. @throws Refused with the server's code and details. */
  async call<K extends RouteKey>(key: K, call: Call<K> = {}): Promise<RouteOutput<K>> {
    const { ack } = await this.ask(key, call);
    if (!ack.ok) throw new Refused(ack.error.code, ack.error.details);
    return ack.data;
  }

  /** Calls a route and gives back whatever was answered. */
  async ask<K extends RouteKey>(key: K, { params = {}, body, form, headers = {} }: Call<K> = {}): Promise<Reply<RouteOutput<K>>> {
    const [method = '', path = ''] = key.split(' ');
    const url = path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
    const json = form === undefined && method !== 'GET';
    const response = await this.fetch(url, {
      method,
      headers: { ...(json && { 'content-type': 'application/json' }), ...headers },
      ...(json && { body: JSON.stringify(body ?? {}) }),
      ...(form && { body: form }),
    });
    return { status: response.status, headers: response.headers, ack: (await response.json()) as Ack<RouteOutput<K>> };
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...(this.cookie && { cookie: this.cookie }), 'x-forwarded-for': this.address, ...(init.headers as Record<string, string>) };
    const response = await fetch(`${this.base}${path}`, { ...init, headers });
    const given = response.headers.getSetCookie().at(-1)?.split(';')[0];
    if (given !== undefined) this.cookie = given;
    return response;
  }
}

const anyAddress = (): string => `2001:db8::${[0, 0, 0].map(() => Math.floor(Math.random() * 65_536).toString(16)).join(':')}`;
