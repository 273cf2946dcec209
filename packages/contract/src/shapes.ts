/** What pages send, route by route and message by message, as hashes of its JSON Schema: by these a page of before is understood, or is not. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { messages } from './messages.ts';
import { routes } from './routes.ts';

/** What was sent under a number of the protocol when it was released. */
export type Released = { readonly protocol: number; readonly shapes: Readonly<Record<string, string>> };

export const shapeOf = (input: z.ZodType): string =>
  createHash('sha256').update(JSON.stringify(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }))).digest('hex').slice(0, 16);

export const shapes = (): Record<string, string> =>
  Object.fromEntries(Object.entries({ ...routes, ...messages }).map(([name, { input }]): [string, string] => [name, shapeOf(input)]).toSorted(([one], [other]) => (one < other ? -1 : 1)));

/** Routes and messages that take something else than was released, or are gone. What is new no page of before sends. */
export const changedSince = ({ shapes: before }: Released, now: Readonly<Record<string, string>>): string[] =>
  Object.keys(before).filter((name) => before[name] !== now[name]);
