// A client's connection that breaks and is closed meanwhile: what waits for it to come back is told, and waits no longer.

import { expect, it } from 'vitest';
import { Connection } from '../../apps/simulator/src/client.ts';
import { startNode } from '../support/node.ts';

it('ends what was waiting for a server that is gone when it is closed', async () => {
  const node = await startNode();
  const connection = await Connection.open(node.base, '');
  await node.close();
  const waiting = Array.from({ length: 20 }, () => connection.send('desk:join', {}).then(() => 'answered', ({ message }: Error) => message));
  connection.close();
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['the connection was closed']));
  await expect(connection.send('desk:join', {})).rejects.toThrow('the connection was closed');
});
