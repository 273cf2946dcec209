/** The process in which the server has a year's example played into itself: one order, news of how far it is, and an end. It ends with the server too. */
import type { ExampleNews, ExampleOrder } from '@leitai/contract';
import { Client, RefusedByServer } from '../client.ts';
import { playYear } from './play-year.ts';
import { STAGES, type YearStage } from './year.ts';

const say = (news: ExampleNews): void => void process.send?.(news);
process.once('disconnect', () => process.exit());
process.once('message', (order) => void play(order as ExampleOrder));

async function play({ url, cookie, ...wanted }: ExampleOrder): Promise<void> {
  const shares = new Map<YearStage, number>();
  let done = 0;
  const moved = (stage: YearStage, share: number): void => {
    shares.set(stage, share);
    const now = Math.floor(shares.entries().reduce((sum, [one, part]) => sum + STAGES[one] * part, 0));
    if (now > done) say({ told: { done: (done = now), total: 100 } });
  };
  try {
    await playYear({ ...wanted, organiser: new Client(url, { cookie }), size: 'full', signal: new AbortController().signal }, moved);
    say({ answer: null });
  } catch (error) {
    if (!(error instanceof RefusedByServer)) throw error;
    say({ answer: { code: error.code, message: error.message, details: error.details } });
  }
}
