/** The process in which the server has a year's example played into itself: one order, news of how far it is, and an end. It ends with the server too. */
import type { ExampleNews, ExampleOrder } from '@leitai/contract';
import { Client, RefusedByServer } from '../client.ts';
import { playYear } from './play-year.ts';
import { STAGES } from './year.ts';

const tell = (news: ExampleNews): void => void process.send?.(news);
process.once('disconnect', () => process.exit());
process.once('message', (order) => void play(order as ExampleOrder));

async function play({ url, cookie, ...wanted }: ExampleOrder): Promise<void> {
  let done = 0;
  try {
    await playYear({ ...wanted, organiser: new Client(url, { cookie }), size: 'full', signal: new AbortController().signal }, () => tell({ done: (done += 1), total: STAGES.length }));
    tell('ended');
  } catch (error) {
    if (!(error instanceof RefusedByServer)) throw error;
    tell({ refused: { code: error.code, message: error.message, details: error.details } });
  }
}
