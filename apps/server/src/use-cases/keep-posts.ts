/** The posts of an event: taken from the library or its own, each with its contest. */
import type { NewPosts } from '@leitai/contract';
import { lockContest, Refused, type Transaction } from '@leitai/database';
import type { Rules, Scheme } from '@leitai/scoring';
import type { Context } from '../context.ts';
import { libraryPosts } from '../seed/library.ts';
import { lockEvent } from './lock-open.ts';
import { addContests, type LibraryPost } from './add-contests.ts';

/** @throws Refused 'event.not-found', 'request.invalid' for codes the library does not have, 'post.taken' (details.posts) where code or letter is taken. */
export async function addPosts(ctx: Context, eventId: string, asked: NewPosts): Promise<void> {
  const posts = asked.from === 'library' ? chosen(asked.codes) : [ownPost(asked)];
  await ctx.db.$transaction(async (tx) => {
    await lockEvent(tx, eventId);
    await addContests(tx, eventId, asked.from === 'library' ? await lettered(tx, eventId, posts) : await free(tx, eventId, posts));
  });
  await ctx.notices.postsChanged(eventId);
}

/** A contest nothing was recorded in, its post and its scheme. @throws Refused 'contest.not-found', 'contest.recorded' (details.events). */
export async function removeContest(ctx: Context, { eventId, contestId: id }: { readonly eventId: string; readonly contestId: string }): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    await lockEvent(tx, eventId);
    await lockContest(tx, eventId, id);
    const { revision, postId, schemeVersionId } = await tx.contest.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } });
    if (revision > 0n) throw new Refused('contest.recorded', { events: Number(revision) });
    await tx.contest.delete({ where: { eventId_id: { eventId, id } } });
    await tx.schemeVersion.deleteMany({ where: { eventId, id: schemeVersionId, contests: { none: {} } } });
    await tx.post.deleteMany({ where: { eventId, id: postId, contests: { none: {} } } });
  });
  await ctx.notices.postsChanged(eventId);
}

/** How far judges may lie apart is the event's own to set: the demonstration's limits are not anybody's. */
export const withoutSpread = (posts: readonly LibraryPost[]): LibraryPost[] => posts.map(({ rules: { spread: _, ...rules }, ...post }) => ({ ...post, rules }));

function chosen(codes: readonly string[]): LibraryPost[] {
  const library = libraryPosts();
  const unknown = codes.filter((code) => !library.some(({ scheme }) => scheme.code === code));
  if (unknown.length > 0) throw new Refused('request.invalid', { fields: [{ path: 'codes', code: 'unknown' }], unknown });
  return withoutSpread(library.filter(({ scheme }) => codes.includes(scheme.code)));
}

/** A library post whose letter is taken gets the first free one. */
async function lettered(tx: Transaction, eventId: string, posts: readonly LibraryPost[]): Promise<LibraryPost[]> {
  const there = await tx.post.findMany({ where: { eventId } });
  const taken = posts.filter(({ scheme }) => there.some(({ code }) => code === scheme.code));
  if (taken.length > 0) throw new Refused('post.taken', { posts: taken.map(({ scheme }) => scheme.code) });
  const used = new Set(there.map(({ letter }) => letter));
  return posts.map((post) => {
    const letter = [post.letter, ...LETTERS].find((one) => !used.has(one))!;
    used.add(letter);
    return { ...post, letter };
  });
}

/** The letter asked for, or the first that is free. Call under the event's lock. */
export async function freeLetter(tx: Transaction, eventId: string, wanted: string): Promise<string> {
  const used = new Set((await tx.post.findMany({ where: { eventId }, select: { letter: true } })).map(({ letter }) => letter));
  return [wanted, ...LETTERS].find((one) => !used.has(one))!;
}

const ALPHABET = [...'ABCDEFGHJKLMNPQRSTUVWXYZ'];
const LETTERS = [...ALPHABET, ...ALPHABET.flatMap((first) => ALPHABET.map((second) => first + second))];

async function free(tx: Transaction, eventId: string, posts: readonly LibraryPost[]): Promise<readonly LibraryPost[]> {
  for (const { letter, scheme: { code } } of posts) {
    const taken = await tx.post.findMany({ where: { eventId, OR: [{ code }, { letter }] } });
    if (taken.length > 0) throw new Refused('post.taken', { posts: taken.map((post) => (post.code === code ? code : letter)) });
  }
  return posts;
}

/** Ready to be marked with one judgement of 100 points, until its scheme is written; its rules are those of the library's first post, without ties on criteria. */
function ownPost({ code, letter, name, shortName }: Extract<NewPosts, { from: 'own' }>): LibraryPost {
  const whole = { zh: '综合评价', en: 'Overall' };
  const rule = { zh: '按整体表现给分', en: 'Marked by the whole performance' };
  const scheme: Scheme = {
    format: 'leitai-scheme/1', code, name, max: '100', vetoes: [],
    modules: [{ id: 'whole', name: whole, criteria: [{ id: 'overall', no: '1.1', name: whole, rule, kind: 'judged', max: '100', clauses: [], scale: { type: 'points', min: '0', max: '100', step: '1' } }] }],
  };
  const { spread: _, ...model } = libraryPosts()[0]!.rules;
  const rules: Rules = { ...model, ranking: { ...model.ranking, tieBreaks: [] } };
  return { letter, name, shortName, scheme, rules };
}
