/** Gets the demonstration event ready to be confirmed, through the protocol: contests open, panels seated, every sheet handed in. */
import { Chief } from '@leitai/simulator/chief';
import type { Client, Connection } from '@leitai/simulator/client';
import { Judge } from '@leitai/simulator/judge';
import { readOptions } from '@leitai/simulator/options';
import { Organiser } from '@leitai/simulator/organiser';
import type { Play } from '@leitai/simulator/play';
import { randomFor } from '@leitai/simulator/random';
import { Tally } from '@leitai/simulator/tally';
import type { BoardState, DeskEntrant } from '@leitai/contract';

export type Waiting = { readonly chief: Chief; readonly entrant: DeskEntrant };
type Entered = { readonly waiting: readonly Waiting[]; close(): void };
export type Competition = {
  readonly eventId: string;
  readonly contestIds: readonly string[];
  /** Boards as a run left them, half filled: what the floor is given to send. */
  boards: readonly BoardState[];
  /** Has every chief join the server that now listens at the same address, with all that is to be confirmed in a drawn order. */
  enter(): Promise<Entered>;
};

/** @param most results wanted in each contest. */
export async function prepare(url: string, setupUrl: string, seed: number, most: number): Promise<Competition> {
  const { organiser } = await Organiser.enter(readOptions(['--setup', url + setupUrl], {})!);
  const eventId = await organiser.chooseEvent(null);
  const { contests } = await organiser.control(eventId);
  const play: Play = { seed, tapsPerSecond: Infinity, signal: new AbortController().signal, tally: new Tally() };
  const chiefs: { contestId: string; device: Client; entrants: readonly DeskEntrant[] }[] = [];
  for (const contest of contests) {
    await organiser.setState(eventId, contest.id, 'running');
    const panel = await organiser.seat(eventId, contest);
    const [forChief, ...forJudges] = await Promise.all([panel.chief, ...panel.judges].map((device) => device.connect())) as [Connection, ...Connection[]];
    const chief = await Chief.join(forChief, contest.id, play);
    const judges = await Promise.all(forJudges.map((connection, index) => Judge.join(connection, panel.judges[index]!, play)));
    const entrants = chief.waiting().slice(0, most);
    await Promise.all(judges.map(async (judge) => {
      for (const { id } of entrants) await judge.handIn(id);
    }));
    for (const { id } of entrants) await chief.allSubmitted(id);
    chiefs.push({ contestId: contest.id, device: panel.chief, entrants });
    for (const connection of [forChief, ...forJudges]) connection.close();
  }
  return {
    eventId,
    contestIds: chiefs.map(({ contestId }) => contestId),
    boards: [],
    async enter() {
      const connections: Connection[] = [];
      const waiting: Waiting[] = [];
      for (const { contestId, device, entrants } of chiefs) {
        const connection = await device.connect();
        connections.push(connection);
        const chief = await Chief.join(connection, contestId, play);
        waiting.push(...entrants.map((entrant) => ({ chief, entrant })));
      }
      return { waiting: drawn(waiting, seed), close: () => connections.forEach((connection) => connection.close()) };
    },
  };
}

function drawn(waiting: readonly Waiting[], seed: number): Waiting[] {
  const random = randomFor(seed, 'order');
  const left = [...waiting];
  return waiting.map(() => left.splice(random.below(left.length), 1)[0]!);
}
