// A contest with a sealed draw, through the product's own interface.

import { makeAccount } from './factory.ts';
import type { Visitor } from './visitor.ts';

type Place = { readonly eventId: string; readonly contestId: string };
export type Officers = { readonly first: Visitor; readonly second: Visitor };

export const makeOfficers = async (organiser: Visitor, names: readonly [string, string] = ['加密甲', '加密乙']): Promise<Officers> => ({
  first: await makeAccount(organiser, 'anonymiser', names[0]), second: await makeAccount(organiser, 'anonymiser', names[1]),
});

/** Prepared by the organiser, both steps drawn. */
export async function drawContest(organiser: Visitor, { first, second }: Officers, { eventId, contestId }: Place): Promise<void> {
  const params = { eventId, contestId };
  await organiser.call('POST /api/events/:eventId/contests/:contestId/draw', { params });
  await first.call('POST /api/events/:eventId/contests/:contestId/draw/first', { params });
  await second.call('POST /api/events/:eventId/contests/:contestId/draw/second', { params });
}

/** Rechecks the closed contest's sample without an error. */
export async function recheck(checker: Visitor, { eventId, contestId }: Place): Promise<void> {
  const params = { eventId, contestId };
  await checker.call('POST /api/events/:eventId/contests/:contestId/recheck', { params });
  const { recheck: { sample } } = await checker.call('GET /api/events/:eventId/contests/:contestId/results', { params });
  for (const { entrantId } of sample) {
    await checker.call('POST /api/events/:eventId/contests/:contestId/recheck/:entrantId', { params: { ...params, entrantId }, body: { error: null } });
  }
}

export async function unseal(officer: Visitor, witness: Visitor, { eventId, contestId }: Place): Promise<void> {
  const params = { eventId, contestId };
  await officer.call('POST /api/events/:eventId/contests/:contestId/draw/opening', { params });
  await witness.call('POST /api/events/:eventId/contests/:contestId/draw/witness', { params });
}
