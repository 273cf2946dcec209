/** Organisations of an event by the name people write, added where they are new. */
import { randomUUID } from 'node:crypto';
import type { Text } from '@leitai/contract';
import type { Transaction } from '@leitai/database';

/** Names match in either language, letter for letter after NFC. @returns ids by the names as given. */
export async function organisationIds(tx: Transaction, eventId: string, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const known = await tx.organisation.findMany({ where: { eventId } });
  const ids = new Map(known.flatMap(({ id, name }) => [[(name as Text).en, id], [(name as Text).zh, id]] as const));
  const added = [...new Set(names)].filter((name) => !ids.has(name)).map((name) => ({ eventId, id: randomUUID(), name: { zh: name, en: name } }));
  await tx.organisation.createMany({ data: added });
  for (const { id, name } of added) ids.set(name.zh, id);
  return ids;
}
