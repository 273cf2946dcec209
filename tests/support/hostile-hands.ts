// Hands that write hostile text wherever a field is free: whatever people and devices of a node send is spoiled on its way in, and read without it on
// its way back, so that whoever plays goes on as ever. What of it stands on pages, papers and files is then for the test to look at.

import { messages, routes } from '@leitai/contract';
import { registerDefinitions } from '@leitai/contract/register-kinds';
import type { z } from 'zod';
import { Client, Connection } from '../../apps/simulator/src/client.ts';

/** A formula to a spreadsheet, the end of a text to SQL and of an attribute to HTML, and an element a page has once it takes text for markup. */
const [BEFORE, AFTER] = ['@', `'"<b id=xss>`] as const;
export const spoil = (text: string): string => `${BEFORE}${text}${AFTER}`;
const SPOILT = new RegExp(`${BEFORE}([^${BEFORE}]*?)${AFTER}`, 'g');
export const HOSTILE_ELEMENT = '#xss';
export const isSpoilt = (text: string): boolean => text.includes(AFTER);

/** Words of a closed list, which are written as they are. */
const LISTED = new Set(['男', '女', ...Object.values(registerDefinitions).flatMap(({ fields }) => fields.flatMap(({ choices = [] }) => choices.map(({ words }) => words.zh)))]);
type Path = readonly PropertyKey[];
/** What people write is Chinese here, or its English beside it; ids, codes, days and numbers are neither. */
const isFree = (text: string, path: Path): boolean => (/\p{Script=Han}/u.test(text) || path.at(-1) === 'en') && !LISTED.has(text);

function mapTexts(value: unknown, change: (text: string, path: Path) => string, path: Path = []): unknown {
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value)) return value.map((one: unknown, index) => mapTexts(one, change, [...path, index]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapTexts(one, change, [...path, key])]));
}

/** Every free text of a good input spoiled, but those its schema then refuses. */
function spoilInput(schema: z.ZodType, good: unknown): unknown {
  const kept: Path[] = [];
  const leaves = (path: Path): boolean => kept.some((one) => one.every((part, at) => path[at] === part));
  for (;;) {
    const spoilt = mapTexts(good, (text, path) => (isFree(text, path) && !leaves(path) ? spoil(text) : text));
    const refused = (schema.safeParse(spoilt).error?.issues ?? []).map(({ path }) => path).filter((path) => !leaves(path));
    if (refused.length === 0) return spoilt;
    kept.push(...refused);
  }
}

export const unspoil = <T>(answer: T): T => mapTexts(answer, (text) => text.replaceAll(SPOILT, '$1')) as T;

async function spoilForm(form: FormData): Promise<FormData> {
  const spoilt = new FormData();
  for (const [name, value] of form) {
    if (typeof value === 'string') spoilt.append(name, value.startsWith('{') ? JSON.stringify(mapTexts(JSON.parse(value), (text, path) => (isFree(text, path) ? spoil(text) : text))) : value);
    else spoilt.append(name, value.name.endsWith('.csv') ? new Blob([spoilCsv(await value.text())]) : value, value.name);
  }
  return spoilt;
}

/** All but the headings. */
function spoilCsv(text: string): string {
  const [head, ...lines] = text.split('\n');
  return [head, ...lines.map((line) => line.split(',').map((cell) => (isFree(cell, []) ? `"${spoil(cell).replaceAll('"', '""')}"` : cell)).join(','))].join('\n');
}

/**
 * Everybody who calls the node at `base` writes so from now on. A body that is refused is sent again as it was meant; a file is not.
 * @returns `taken`: how many bodies were taken with something spoilt in them; `stop` gives everybody their own hands back.
 */
export function hostileHands(base: string): { taken(): number; stop(): void } {
  const [{ ask }, { open }] = [Client.prototype, Connection];
  let taken = 0;
  Client.prototype.ask = async function (key, call = {}) {
    const reply = async (sent: typeof call) => ask.call(this, key, sent as never) as unknown as ReturnType<typeof this.ask<typeof key>>;
    if (this.url !== base) return reply(call);
    const spoilt = { ...call, ...(call.body !== undefined && { body: spoilInput(routes[key].input, call.body) as typeof call.body }), ...(call.form && { form: await spoilForm(call.form) }) };
    const first = await reply(spoilt);
    if (first.ack.ok && JSON.stringify(spoilt.body) !== JSON.stringify(call.body)) taken += 1;
    const { ack, ...rest } = first.ack.ok || call.body === undefined ? first : await reply(call);
    return { ...rest, ack: unspoil(ack) };
  };
  Connection.open = async (url, cookie) => {
    const connection = await open(url, cookie);
    return url === base ? spoilConnection(connection) : connection;
  };
  return {
    taken: () => taken,
    stop() {
      Client.prototype.ask = ask;
      Connection.open = open;
    },
  };
}

function spoilConnection(connection: Connection): Connection {
  const send = connection.send.bind(connection);
  connection.send = async (name, input) => {
    const spoilt = spoilInput(messages[name].input, input) as typeof input;
    return unspoil(await send(name, spoilt).catch(() => send(name, input)));
  };
  return connection;
}
