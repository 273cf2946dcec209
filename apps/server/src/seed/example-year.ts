/** Has a year's example played into this product, by the simulator's player in a process of its own and over the product's own interface: it passes every rule, and no load of it stalls the server. */
import { fileURLToPath } from 'node:url';
import type { ExampleEnd, ExampleOrder, ExampleShare } from '@leitai/contract';
import { Refused, type Database } from '@leitai/database';
import { askBeside } from '../beside.ts';
import type { Work } from '../event-file/jobs.ts';

/** A program beside this one, as a person's browser is; nothing of it is imported. */
const player = fileURLToPath(new URL('../../../simulator/src/year/player.ts', import.meta.url));

/** Beside events of one's own there is to be nothing invented. @throws Refused 'example.own-events'. */
export async function mayHaveExample(db: Database): Promise<void> {
  if (await db.event.count({ where: { demo: false } })) throw new Refused('example.own-events');
}

/** What was played until it is cancelled stays. @throws Refused what the player was refused; AbortError. */
export async function playExampleYear(order: ExampleOrder, { signal, tell }: Work): Promise<void> {
  const refused = await askBeside<ExampleEnd, ExampleShare>(player, order, { env: {}, unwanted: signal, tell: ({ done, total }) => tell('play', done, total) });
  if (refused) throw new Refused(refused.code, refused.details);
}
