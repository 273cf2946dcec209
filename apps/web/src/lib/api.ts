/** The HTTP side of the contract: one typed call per route. */
import type { Ack, RouteInput, RouteKey, RouteOutput } from '@leitai/contract';
import { PROTOCOL, PROTOCOL_HEADER } from '@leitai/contract/protocol';
import { OfflineError, RefusalError } from '#lib/errors.ts';
import { meetNewProtocol } from '#lib/realtime/protocol.svelte.ts';

type ParamNames<Path> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
type Params<K extends RouteKey> = { readonly [N in ParamNames<K>]: string };

export type ApiOptions<K extends RouteKey> = {
  /** JSON, as the route's input says; of what is only read, the query. */
  readonly body?: RouteInput<K>;
  /** For routes that take a file. */
  readonly form?: FormData;
  readonly signal?: AbortSignal;
} & (ParamNames<K> extends never ? { readonly params?: undefined } : { readonly params: Params<K> });

export type Rest<K extends RouteKey> = ParamNames<K> extends never ? [options?: ApiOptions<K>] : [options: ApiOptions<K>];

/** Calls a route. Throws RefusalError when the server refuses, OfflineError when it cannot be reached. */
export async function api<K extends RouteKey>(key: K, ...[options]: Rest<K>): Promise<RouteOutput<K>> {
  const [method = 'GET', template = ''] = key.split(' ');
  const params = (options?.params ?? {}) as Readonly<Record<string, string>>;
  const path = template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const json = options?.form === undefined && method !== 'GET';
  const query = method === 'GET' ? new URLSearchParams(options?.body as Record<string, string> | undefined).toString() : '';
  const answer = await request(query === '' ? path : `${path}?${query}`, {
    method,
    headers: { accept: 'application/json', [PROTOCOL_HEADER]: String(PROTOCOL), ...(json ? { 'content-type': 'application/json' } : {}) },
    ...(json ? { body: JSON.stringify(options?.body ?? {}) } : {}),
    ...(options?.form ? { body: options.form } : {}),
    ...(options?.signal ? { signal: options.signal } : {}),
  });
  if (!answer.ok) {
    if (answer.error.code === 'request.protocol') void meetNewProtocol();
    throw new RefusalError(answer.error);
  }
  return answer.data as RouteOutput<K>;
}

async function request(path: string, init: RequestInit): Promise<Ack<unknown>> {
  try {
    return (await (await fetch(path, init)).json()) as Ack<unknown>;
  } catch {
    throw new OfflineError();
  }
}
