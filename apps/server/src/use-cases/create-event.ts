/** Creates an event with posts of the library. */
import { randomUUID } from 'node:crypto';
import type { EventSummary, RouteInput } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { Context } from '../context.ts';
import { storedKind } from '../queries/enum-names.ts';
import { listEvents } from '../queries/list-events.ts';
import { libraryPosts } from '../seed/library.ts';
import { addContests } from './add-contests.ts';

/** @throws Refused 'request.invalid' naming posts the library does not have. */
export async function createEvent(ctx: Context, { kind, name, posts }: RouteInput<'POST /api/events'>): Promise<EventSummary> {
  const library = libraryPosts();
  const unknown = posts?.filter((code) => !library.some(({ scheme }) => scheme.code === code)) ?? [];
  if (unknown.length > 0) throw new Refused('request.invalid', { fields: [{ path: 'posts', code: 'unknown' }], unknown });
  const chosen = posts ? library.filter(({ scheme }) => posts.includes(scheme.code)) : library;
  const id = randomUUID();
  await ctx.db.$transaction(async (tx) => {
    await tx.event.create({ data: { id, kind: storedKind(kind), name } });
    // How far judges may lie apart is the event's own to set: the demonstration's limits are not anybody's.
    await addContests(tx, id, chosen.map(({ rules: { spread: _, ...rules }, ...post }) => ({ ...post, rules })));
  });
  const [summary] = await listEvents(ctx, id);
  return summary!;
}
