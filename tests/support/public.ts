// Everything the public may ask, join and read; what others tell it comes by itself. The contract is walked as it is, so that a new route or message is asked from its first day.

import { randomUUID } from 'node:crypto';
import { messages, routes, type MessageName, type RouteKey } from '@leitai/contract';
import type { Listener } from './listener.ts';

type Place = { readonly eventId: string; readonly contestId: string };

/** Every route and every join, with ids that are there. */
export async function askPublic(listener: Listener, places: readonly Place[]): Promise<void> {
  const keys = (Object.keys(routes) as RouteKey[]).filter((key) => key.startsWith('GET ') && routes[key].allow.includes('public'));
  for (const [index, params] of places.entries()) {
    for (const key of keys) {
      if (index > 0 && !key.includes(':contestId')) continue;
      const others = Object.fromEntries([...key.matchAll(/:(\w+)/g)].map(([, name]) => [name, randomUUID()]));
      listener.note(key, (await listener.visitor.ask(key, { params: { ...others, ...params } })).ack);
    }
  }
  for (const name of (Object.keys(messages) as MessageName[]).filter((one) => one.endsWith(':join') && messages[one].allow.includes('public'))) {
    for (const { eventId, contestId } of name === 'board:join' ? places : places.slice(0, 1)) await listener.send(name, name === 'board:join' ? { contestId } : { eventId });
  }
}

/** The pages, JSON and CSV of the results site, in both languages. */
export async function readSite(listener: Listener, eventId: string, letters: readonly string[]): Promise<void> {
  const paths = ['', '.json', ...letters.flatMap((letter) => ['', '?lang=en', '.json', '.csv', '.csv?lang=en'].map((end) => `/${letter}${end}`))];
  for (const path of paths) {
    const response = await fetch(`${listener.visitor.base}/results/${eventId}${path}`, { headers: { 'x-forwarded-for': listener.visitor.address } });
    listener.heard.push({ from: `/results${path}`, text: await response.text() });
  }
}
