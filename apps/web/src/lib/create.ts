/** What makes something new is asked for as one command until it is answered, also by the page that is loaded anew meanwhile. */
import type { RouteInput, RouteKey, RouteOutput } from '@leitai/contract';
import { api, type ApiOptions, type Rest } from '#lib/api.ts';
import { newCommand } from '#lib/command.ts';
import { RefusalError } from '#lib/errors.ts';

type Command = ReturnType<typeof newCommand>;
type Creating = { [K in RouteKey]: RouteInput<K> extends Command ? K : never }[RouteKey];
type Own<I> = I extends Command ? Omit<I, keyof Command> : never;
type Asked<K extends RouteKey> = Omit<ApiOptions<K>, 'body' | 'form'> & { readonly body?: Own<RouteInput<K>> };

const KEY = 'leitai.unanswered';
/** What is asked for again later is asked for anew. */
const KEPT_MS = 60 * 60_000;

/** What was asked for and not answered yet, with its command: of this tab, whichever page of it asked. */
const unanswered = new Map<string, Command>(kept());

function kept(): [string, Command][] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as [string, Command][];
  } catch {
    return [];
  }
}

function keep(change: () => void): void {
  change();
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...unanswered]));
  } catch {
    // Where there is no room it is kept for as long as the page lives.
  }
}

/**
 * Asks for something new. In the same words, after an answer was lost, it is the same command, and nothing is made twice; in others it is something else:
 * rather two that can be seen than one that is taken for the other.
 * @param words what is asked for, and of whom. @throws as `ask`.
 */
export async function once<T>(words: unknown, ask: (command: Command) => Promise<T>): Promise<T> {
  const said = JSON.stringify(words);
  const before = unanswered.get(said);
  const command = before && Math.abs(Date.now() - Date.parse(before.at)) < KEPT_MS ? before : newCommand();
  keep(() => unanswered.set(said, command));
  try {
    const made = await ask(command);
    keep(() => unanswered.delete(said));
    return made;
  } catch (error) {
    // Somebody else said the same at this browser: what is asked for now is another's.
    if (error instanceof RefusalError && error.code === 'command.reused') keep(() => unanswered.delete(said));
    throw error;
  }
}

/** Calls a route that makes something. Throws as `api`. */
export const create = <K extends Creating>(key: K, { body, ...rest }: Asked<K>): Promise<RouteOutput<K>> =>
  once([key, rest.params, body], (command) => api(key, ...([{ ...rest, body: { ...command, ...body } }] as unknown as Rest<K>)));
