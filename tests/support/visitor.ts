// One browser as the server sees it: the product's client, from an address of its own.

import type { RouteKey, RouteOutput } from '@leitai/contract';
import { Client, taken } from '../../apps/simulator/src/client.ts';

export class Visitor extends Client {
  /** Where the request seems to come from, so that tests do not meet each other's rate limits. */
  readonly address: string;

  constructor(base: string, { cookie = '', address = anyAddress() } = {}) {
    super(base, { cookie, headers: { 'x-forwarded-for': address } });
    this.address = address;
  }

  get base(): string {
    return this.url;
  }

  get cookie(): string {
    return this.cookieHeader();
  }

  /** Calls a route with whatever ids, body or form. @throws RefusedByServer. */
  async call<K extends RouteKey>(key: K, call: Parameters<typeof this.ask<K>>[1] = {}): Promise<RouteOutput<K>> {
    return taken(key, await this.ask(key, call));
  }
}

/** In a network of 64 bits that is nobody else's: brakes count by these. */
const anyAddress = (): string => `2001:db8:${[0, 0].map(() => Math.floor(Math.random() * 65_536).toString(16)).join(':')}::1`;
