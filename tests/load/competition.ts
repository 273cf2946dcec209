/** Gets the demonstration event ready to be confirmed, through the protocol: contests open, panels seated, every sheet handed in. */
import { Chief } from '@leitai/simulator/chief';
import { Judge } from '@leitai/simulator/judge';
import { readOptions } from '@leitai/simulator/options';
import { Organiser } from '@leitai/simulator/organiser';
import type { Play } from '@leitai/simulator/play';
import { Tally } from '@leitai/simulator/tally';
import type { DeskEntrant } from '@leitai/contract';

export type Waiting = { readonly chief: Chief; readonly entrant: DeskEntrant };
export type Competition = { readonly eventId: string; readonly contestIds: readonly string[]; readonly waiting: readonly Waiting[]; close(): void };

/** @param most results wanted; contests are opened until there are as many entrants, or none is left. */
export async function prepare(url: string, setupUrl: string, seed: number, most: number): Promise<Competition> {
  const { organiser } = await Organiser.enter(readOptions(['--setup', url + setupUrl], {})!);
  const eventId = await organiser.chooseEvent(null);
  const { contests } = await organiser.control(eventId);
  const play: Play = { seed, tapsPerSecond: Infinity, signal: new AbortController().signal, tally: new Tally() };
  const waiting: Waiting[] = [];
  const contestIds: string[] = [];
  const closes: (() => void)[] = [];
  for (const contest of contests) {
    if (waiting.length >= most) break;
    await organiser.setState(eventId, contest.id, 'running');
    const panel = await organiser.seat(eventId, contest);
    const [forChief, ...forJudges] = await Promise.all([panel.chief, ...panel.judges].map((device) => device.connect()));
    const chief = await Chief.join(forChief!, contest.id, play);
    const judges = await Promise.all(forJudges.map((connection, index) => Judge.join(connection, panel.judges[index]!, play)));
    const entrants = chief.waiting().slice(0, most - waiting.length);
    await Promise.all(judges.map(async (judge) => {
      for (const { id } of entrants) await judge.handIn(id);
    }));
    for (const { id } of entrants) await chief.allSubmitted(id);
    waiting.push(...entrants.map((entrant) => ({ chief, entrant })));
    contestIds.push(contest.id);
    closes.push(...[forChief!, ...forJudges].map((connection) => () => connection.close()));
  }
  return { eventId, contestIds, waiting, close: () => closes.forEach((close) => close()) };
}
