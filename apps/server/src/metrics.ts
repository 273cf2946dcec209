/** What this node counts of its own work, for Prometheus. Names and units follow its conventions: seconds, totals; never a name, a code or a mark. */
import type { ErrorCode } from '@leitai/contract';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds; a judge feels what is above a tenth. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export type Outcome = 'ok' | ErrorCode;

export type Metrics = {
  readonly registry: Registry;
  /** A message was answered: what a client waits for from sending on, less the way. @param ms from its arrival to its acknowledgement. */
  message(name: string, outcome: Outcome, ms: number): void;
  /** A route of the contract was answered. */
  request(route: string, outcome: Outcome, ms: number): void;
  /** A board went out. @param ms since the commit's notice that made it due. */
  boardSent(ms: number): void;
  /** How many boards and overviews the last sweep found behind the truth. */
  boardsBehind(count: number): void;
  /** Registers a figure that is read when somebody asks for it. @param label what tells several of them apart. */
  ask(name: string, help: string, read: () => Figures | Promise<Figures>, label?: string): void;
};
/** One figure, or one for each value of the label. */
export type Figures = number | Readonly<Record<string, number>>;

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const latency = (name: string, help: string, labelNames: string[]) => new Histogram({ name, help, labelNames, buckets: BUCKETS, registers });
  const total = (name: string, help: string, labelNames: string[]) => new Counter({ name, help, labelNames, registers });
  const acks = latency('leitai_message_seconds', 'From the arrival of a socket message to its acknowledgement', ['message']);
  const messages = total('leitai_messages_total', 'Socket messages answered', ['message', 'outcome']);
  const marks = total('leitai_marks_total', 'Marks committed and acknowledged by this node', []);
  const answers = latency('leitai_request_seconds', 'From the arrival of an API request to its answer', ['route']);
  const requests = total('leitai_requests_total', 'API requests answered', ['route', 'outcome']);
  const lag = latency('leitai_projection_lag_seconds', 'From a committed change to the frame of its board on this node', []);
  const behind = new Gauge({ name: 'leitai_boards_behind', help: 'Boards and overviews the last sweep found behind the truth', registers });
  return {
    registry,
    message(name, outcome, ms) {
      acks.observe({ message: name }, ms / 1000);
      messages.inc({ message: name, outcome });
      if (name === 'mark:put' && outcome === 'ok') marks.inc();
    },
    request(route, outcome, ms) {
      answers.observe({ route }, ms / 1000);
      requests.inc({ route, outcome });
    },
    boardSent: (ms) => lag.observe(ms / 1000),
    boardsBehind: (count) => behind.set(count),
    ask(name, help, read, label) {
      new Gauge({
        name, help, registers, labelNames: label === undefined ? [] : [label],
        async collect() {
          const figures = await read();
          this.reset();
          if (typeof figures === 'number') this.set(figures);
          else for (const [value, figure] of Object.entries(figures)) this.set({ [label ?? '']: value }, figure);
        },
      });
    },
  };
}
