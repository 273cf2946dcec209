/** Creates an event with posts of the library. */
import type { EventSummary, RouteInput } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { Context } from '../context.ts';
import { storedKind } from '../queries/enum-names.ts';
import { listEvents } from '../queries/list-events.ts';
import { demonstrationPost, libraryPosts } from '../seed/library.ts';
import { addContests } from './add-contests.ts';
import { withoutSpread } from './keep-posts.ts';

/** The command's id becomes the event's: sent again it is the same event. @throws Refused 'request.invalid' naming posts the library does not have. */
export async function createEvent(ctx: Context, { commandId: id, kind, name, posts }: RouteInput<'POST /api/events'>): Promise<EventSummary> {
  const library = libraryPosts();
  const unknown = posts?.filter((code) => !library.some(({ scheme }) => scheme.code === code)) ?? [];
  if (unknown.length > 0) throw new Refused('request.invalid', { fields: [{ path: 'posts', code: 'unknown' }], unknown });
  const chosen = posts ? library.filter(({ scheme }) => posts.includes(scheme.code)) : kind === 'demonstration' ? [demonstrationPost()] : library;
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.event.createMany({ data: [{ id, kind: storedKind(kind), name }], skipDuplicates: true });
    if (count > 0) await addContests(tx, id, withoutSpread(chosen));
  });
  const [summary] = await listEvents(ctx, id);
  return summary!;
}
