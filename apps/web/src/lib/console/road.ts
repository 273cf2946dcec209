/** The way of an event from nothing to final results, as far as it has come: each milestone with how much of it is done, derived from the control room's state. */
import type { ControlContest, ControlState } from '@leitai/contract';

const MILESTONES = ['posts', 'people', 'rules', 'panels', 'schedule', 'draw', 'tablets', 'open', 'published', 'final', 'certificates'] as const;
export type MilestoneKind = (typeof MILESTONES)[number];
export type Milestone = {
  readonly kind: MilestoneKind;
  /** Where it is done, behind the event's address. */
  readonly path: string;
  readonly done: number;
  readonly of: number;
  /** `next`: the first that is not done and cannot be left out. */
  readonly state: 'done' | 'next' | 'optional' | 'later';
};

/** An event goes well without these, and rules come with every post. */
const OPTIONAL: ReadonlySet<MilestoneKind> = new Set(['rules', 'schedule', 'draw', 'certificates']);
const PUBLISHED: readonly ControlContest['state'][] = ['provisional', 'final'];

export function roadOf({ contests, schedule }: Pick<ControlState, 'contests' | 'schedule'>): Milestone[] {
  const count = (holds: (contest: ControlContest) => boolean): number => contests.filter(holds).length;
  const judges = contests.flatMap(({ seats }) => seats);
  const planned = new Set(schedule.sessions.map(({ contestId }) => contestId));
  const waiting = contests.find(({ state }) => state === 'setup');
  const begun = count(({ state }) => state !== 'setup');
  const posts = contests.length;
  const found: { readonly [K in MilestoneKind]: readonly [path: string, done: number, of: number] } = {
    posts: ['/people', posts, Math.max(posts, 1)],
    people: ['/import', count(({ entrants }) => entrants > 0), posts],
    rules: ['/rules', begun, posts],
    panels: ['/seats', count(({ seats }) => seats.some(({ role }) => role === 'chief') && seats.some(({ role }) => role === 'judge')), posts],
    schedule: ['/schedule', count(({ id }) => planned.has(id)), posts],
    draw: ['/draw', count(({ drawn }) => drawn), posts],
    tablets: ['/seats', judges.filter(({ device }) => device !== null).length, judges.length],
    open: [waiting ? `/contests/${waiting.id}` : '', begun, posts],
    published: ['/results', count(({ state }) => PUBLISHED.includes(state)), posts],
    final: ['/results', count(({ state }) => state === 'final'), posts],
    certificates: ['/certificates', count(({ certificates }) => certificates.issued > 0), posts],
  };
  const isDone = (kind: MilestoneKind): boolean => found[kind][2] > 0 && found[kind][1] >= found[kind][2];
  const next = MILESTONES.find((kind) => !OPTIONAL.has(kind) && !isDone(kind));
  return MILESTONES.map((kind) => {
    const [path, done, of] = found[kind];
    return { kind, path, done, of, state: isDone(kind) ? 'done' : kind === next ? 'next' : OPTIONAL.has(kind) ? 'optional' : 'later' };
  });
}
