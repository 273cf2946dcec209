/** A client of the product, typed by the contract: HTTP with a cookie jar of its own, and the socket. One per person or device. */
import { randomUUID } from 'node:crypto';
import { PROTOCOL, PROTOCOL_HEADER, routes, type Ack, type RouteInput, type RouteKey, type RouteOutput, type RouteParams } from '@leitai/contract';
import { Connection } from './connection.ts';
import { RefusedByServer } from './refused.ts';

export { Connection, RefusedByServer };

/** What every command carries: an id that makes repeating it safe, and the device's time. */
export const command = (): { commandId: string; at: string } => ({ commandId: randomUUID(), at: new Date().toISOString() });

type Command = ReturnType<typeof command>;
type Said<I> = I extends Command ? Omit<I, keyof Command> & Partial<Command> : I;
/** What a route takes; a command that is not given is a new one. */
type Input<K extends RouteKey> = Said<RouteInput<K>>;

type Call<K extends RouteKey> = {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: Input<K>;
  readonly form?: FormData;
};
export type Reply<T> = { readonly status: number; readonly headers: Headers; readonly ack: Ack<T> };

export class Client {
  readonly url: string;
  private readonly always: Readonly<Record<string, string>>;
  private readonly cookies = new Map<string, string>();

  /**
   * @param url where the product listens, with or without a slash at its end.
   * @param options a Cookie header to begin with, and headers every request carries.
   */
  constructor(url: string, { cookie = '', headers = {} }: { cookie?: string; headers?: Readonly<Record<string, string>> } = {}) {
    this.url = url.replace(/\/+$/, '');
    this.always = headers;
    for (const pair of cookie.split('; ')) this.keepCookie(pair);
  }

  /** @throws RefusedByServer; TypeError when nobody answers. */
  async api<K extends RouteKey>(key: K, params: RouteParams<K>, input?: Input<K>): Promise<RouteOutput<K>> {
    return taken(key, await this.ask(key, { params, ...(input !== undefined && { body: input }) }));
  }

  /** Sends a file with its fields. @throws as `api`. */
  async upload<K extends RouteKey>(key: K, params: RouteParams<K>, form: FormData): Promise<RouteOutput<K>> {
    return taken(key, await this.ask(key, { params, form }));
  }

  /** Calls a route and gives back whatever was answered. @throws TypeError when nobody answers. */
  async ask<K extends RouteKey>(key: K, { params = {}, body, form }: Call<K> = {}): Promise<Reply<RouteOutput<K>>> {
    const [method, template] = key.split(' ') as [string, string];
    const path = template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const response = await this.fetch(path, { method, ...(form ? { body: form } : method !== 'GET' && jsonBody({ ...(isCommand(key) && command()), ...body })) });
    return { status: response.status, headers: response.headers, ack: (await response.json()) as Ack<RouteOutput<K>> };
  }

  /** One request of this browser, with its cookies. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(this.always);
    headers.set(PROTOCOL_HEADER, String(PROTOCOL));
    if (this.cookies.size > 0) headers.set('cookie', this.cookieHeader());
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const response = await fetch(this.url + path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) this.keepCookie(line);
    return response;
  }

  /** Opens the socket as whoever this client has signed in as by now. Resolves once it is connected. */
  connect(): Promise<Connection> {
    return Connection.open(this.url, this.cookieHeader());
  }

  /** The Cookie header of this client; empty before it has signed in. */
  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keepCookie(line: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (name === undefined) return;
    if (value) this.cookies.set(name, value);
    else this.cookies.delete(name);
  }
}

/** Whether a route's input has a command's id and time. */
function isCommand(key: RouteKey): boolean {
  const { input } = routes[key];
  return 'shape' in input && 'commandId' in input.shape && 'at' in input.shape;
}

/** What a reply carries. @throws RefusedByServer. */
export function taken<T>(what: string, { ack }: Reply<T>): T {
  if (!ack.ok) throw new RefusedByServer(what, ack.error);
  return ack.data;
}

const jsonBody = (input: unknown): RequestInit => ({ body: JSON.stringify(input), headers: { 'content-type': 'application/json' } });
