// Nobody is remembered past a revocation, not even who was being looked up while it was committed.

import { expect, it } from 'vitest';
import type { Identity } from './identity.ts';
import { IdentityMemory } from './identity-memory.ts';

const organiser = { role: 'organiser', accountId: 'a', name: '组委会', sessionId: 's' } as Identity;
const nobody: Identity = { role: 'public' };

it('does not look up again who is remembered', async () => {
  const memory = new IdentityMemory(10);
  await memory.of('secret', () => Promise.resolve(organiser));
  expect(await memory.of('secret', () => Promise.resolve(nobody))).toBe(organiser);
  memory.forget(() => true);
  expect(await memory.of('secret', () => Promise.resolve(nobody))).toBe(nobody);
});

it('does not remember who was read before a revocation that came meanwhile', async () => {
  const memory = new IdentityMemory(10);
  const read = Promise.withResolvers<Identity>();
  const asked = memory.of('secret', () => read.promise);
  memory.forget((identity) => identity.role !== 'public');
  read.resolve(organiser);
  await asked;
  expect(await memory.of('secret', () => Promise.resolve(nobody))).toBe(nobody);
});
