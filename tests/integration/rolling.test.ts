// A new version goes out over two nodes while panels work: nobody signs in again, no acknowledged mark is lost, none doubled.

import { expect, test } from 'vitest';
import { Nodes } from '../chaos/nodes.ts';
import { play } from '../chaos/play.ts';
import { temporaryFolder } from '../support/services-folder.ts';
import { createDatabase, redisUrl } from '../support/services.ts';

test('two nodes that start at once on an empty database are both restarted while judges mark', async () => {
  const folder = temporaryFolder();
  const databaseUrl = await createDatabase();
  const nodes = await Nodes.start(2, databaseUrl, redisUrl(), folder.path);
  try {
    expect(nodes.setupPath).not.toBe('');
    const codes: (number | null)[] = [];
    const played = await play({ base: nodes.base, setupPath: nodes.setupPath, databaseUrl, redisUrl }, {
      seed: 8, contests: 2, entrants: 2, faults: { breaks: 0.02, doubles: 0.05, late: 0.05, slow: 0.02 }, viewers: 20, clockOff: 0, reloads: 0,
      meanwhile: async () => void codes.push(...(await nodes.roll())),
    });
    expect(codes).toEqual([0, 0]);
    expect(played.wrong).toEqual([]);
    expect(played.results).toBeGreaterThanOrEqual(4);
  } finally {
    await nodes.stop();
    folder.remove();
  }
});
