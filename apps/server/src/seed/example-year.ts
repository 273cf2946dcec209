/** Has a year's example played into this product, by the simulator's player in a process of its own and over the product's own interface: it passes every rule, and no load of it stalls the server. */
import { fileURLToPath } from 'node:url';
import type { ExampleNews, ExampleOrder } from '@leitai/contract';
import { Refused, type Database } from '@leitai/database';
import { startBeside } from '../beside.ts';
import type { Work } from '../event-file/jobs.ts';

/** A program beside this one, as a person's browser is; nothing of it is imported. */
const player = fileURLToPath(new URL('../../../simulator/src/year/player.ts', import.meta.url));

/** Beside events of one's own there is to be nothing invented. @throws Refused 'example.own-events'. */
export async function mayHaveExample(db: Database): Promise<void> {
  if (await db.event.count({ where: { demo: false } })) throw new Refused('example.own-events');
}

/** What was played until it is cancelled stays. @throws Refused what the player was refused; AbortError. */
export async function playExampleYear(order: ExampleOrder, { signal, tell }: Work): Promise<void> {
  signal.throwIfAborted();
  const child = await startBeside(player, { env: {}, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('message', (message) => {
      const news = message as ExampleNews;
      if (news === 'ended') resolve();
      else if ('refused' in news) reject(new Refused(news.refused.code, news.refused.details));
      else tell('play', news.done, news.total);
    });
    child.once('error', reject).once('exit', (code, by) => reject(new Error(`the example's player ended with ${by ?? code}`)));
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  try {
    signal.throwIfAborted();
    child.send(order);
    await ended;
  } finally {
    child.kill('SIGKILL');
  }
}
