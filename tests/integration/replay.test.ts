/** A tablet that comes back with more marks than it may send at once, its clock years off, to a server that is killed again and again. */
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { MessageInput } from '@leitai/contract';
import { openDatabase, verifyChain } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import { expect, onTestFinished, test } from 'vitest';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import { randomFor } from '../../apps/simulator/src/random.ts';
import { everything } from '../support/node.ts';
import { makeOrganiser } from '../support/factory.ts';
import { makePanel } from '../support/panel.ts';
import { createDatabase } from '../support/services.ts';

const main = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url));
const MARKS = 480;

async function start(databaseUrl: string, port: number): Promise<{ child: ChildProcess; port: number; setupUrl: string }> {
  const env = { PATH: process.env['PATH'], HOST: '127.0.0.1', LOG_LEVEL: 'silent', DATABASE_URL: databaseUrl, PORT: String(port) };
  const child = fork(main, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [ready] = (await once(child, 'message')) as [{ port: number; setupUrl: string }];
  return { child, ...ready };
}

test('every mark is stored once, in its order, whatever was killed in between', async () => {
  const databaseUrl = await createDatabase();
  let server = await start(databaseUrl, 0);
  const organiser = await makeOrganiser(`http://127.0.0.1:${server.port}`, server.setupUrl);
  const panel = await makePanel(organiser, { entrants: 2, judges: 3 });
  const [tablet] = panel.tablets;
  const random = randomFor(1, 'replay');
  const [versions, queue] = [new Map<string, number>(), [] as MessageInput<'mark:put'>[]];
  for (let number = 0; number < MARKS; number += 1) {
    const sheetId = tablet!.sheet(random.pick(panel.entrants)).id;
    const criterion = random.pick(allCriteria(panel.scheme));
    const expectedVersion = versions.get(`${sheetId}/${criterion.id}`) ?? 0;
    versions.set(`${sheetId}/${criterion.id}`, expectedVersion + 1);
    const at = random.pick(['1999-12-31T23:59:59.999Z', '2099-01-01T08:00:00+08:00']);
    queue.push({ commandId: randomUUID(), at, sheetId, criterionId: criterion.id, value: plausibleMark(panel.scheme, criterion, 0.7, random), expectedVersion });
  }

  const answers = new Map<string, unknown>();
  let limited = 0;
  tablet!.connection.onRefusal = () => (limited += 1);
  for (const [number, mark] of queue.entries()) {
    const answer = tablet!.connection.send('mark:put', mark);
    if (number % 200 === 50) {
      // Before, while or after it is stored: nobody knows which.
      server.child.kill('SIGKILL');
      await once(server.child, 'exit');
      server = await start(databaseUrl, server.port);
    }
    answers.set(mark.commandId, await answer);
  }
  // All at once, beyond what one connection is allowed: commands that come again, late and out of order.
  const late = queue.toSorted((a, b) => (a.commandId < b.commandId ? -1 : 1));
  const db = openDatabase(databaseUrl, 2);
  const before = await everything(db);
  await Promise.all(late.map(async (mark) => expect(await tablet!.connection.send('mark:put', mark)).toEqual(answers.get(mark.commandId))));
  expect(limited).toBeGreaterThan(0);
  expect(await everything(db)).toBe(before);

  const stored = await db.mark.findMany({ where: { eventId: panel.made.eventId } });
  expect(new Map(stored.map(({ sheetId, criterionId, version }) => [`${sheetId}/${criterionId}`, version]))).toEqual(versions);
  const last = new Map(queue.map((mark) => [`${mark.sheetId}/${mark.criterionId}`, mark.value]));
  for (const { sheetId, criterionId, value } of stored) expect(value).toEqual(last.get(`${sheetId}/${criterionId}`));
  expect(await db.contestEvent.count({ where: { commandId: { in: queue.map(({ commandId }) => commandId) } } })).toBe(MARKS);
  expect(await verifyChain(db, panel.made.eventId, panel.made.contestId)).toBeNull();
  await db.$disconnect();
  panel.close();
});
