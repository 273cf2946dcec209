/** What a manifest says of the event itself. */
import { readFileSync } from 'node:fs';
import type { EventManifest, Text } from '@leitai/contract';
import { programmeHead, Refused, type Transaction } from '@leitai/database';
import { eventKind } from '../queries/enum-names.ts';

const { version } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as { version: string };

/** @throws Refused 'event.not-found'. */
export async function describeEvent(tx: Transaction, eventId: string): Promise<Omit<EventManifest, 'format' | 'tables' | 'files'>> {
  const event = await tx.event.findUnique({ where: { id: eventId } });
  if (!event) throw new Refused('event.not-found');
  const contests = await tx.contest.findMany({ where: { eventId }, include: { post: true, draw: true }, orderBy: { post: { letter: 'asc' } } });
  const where = { where: { eventId } };
  return {
    product: version,
    schema: await lastMigration(tx),
    exportedAt: new Date().toISOString(),
    event: { id: event.id, kind: eventKind(event.kind), name: event.name as Text, practice: event.practice },
    contests: contests.map(({ id, post, state, revision, headHash, draw }) => ({
      id, letter: post.letter, name: post.shortName as Text, state, revision: Number(revision), headHash, sealed: draw !== null && draw.unsealedAt === null,
    })),
    programme: await programmeHead(tx, eventId),
    counts: {
      entrants: await tx.entrant.count(where), judges: await tx.judge.count(where), events: (await tx.contestEvent.count(where)) + (await tx.programmeEvent.count(where)),
      marks: await tx.mark.count(where), results: await tx.result.count(where),
    },
  };
}

export async function lastMigration(tx: Transaction): Promise<string> {
  const rows = await tx.$queryRaw<{ name: string }[]>`SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name DESC LIMIT 1`;
  return rows[0]!.name;
}
