/** The five steps to publication as a line: what is done, by whom, what comes next, and who may do it. */
import type { ContestResults, Role } from '@leitai/contract';
import { minute } from '#lib/console/dates.ts';
import { m } from '#lib/paraglide/messages.js';

export type SignOffStep = { readonly name: string; readonly detail: string; readonly state: 'done' | 'now' | 'late' | 'later' };
export type Next = 'running' | 'draw' | 'check' | 'unseal' | 'chief' | 'supervisor' | 'wait' | 'finish' | 'none';

const HASH_SHOWN = 8;

/** What comes next; `now` in milliseconds decides only what is offered, the server's clock decides. */
export function nextOf({ contest, sealed, path, recheck, until }: ContestResults, now: number): Next {
  switch (contest.state) {
    case 'setup':
    case 'running':
      return 'running';
    case 'closed':
      if (path === 'short') return sealed ? 'unseal' : 'chief';
      if (recheck.drawnAt === null) return 'draw';
      return recheck.sample.some(({ checked }) => checked === null) ? 'check' : sealed ? 'unseal' : 'chief';
    case 'signed':
      return 'supervisor';
    case 'provisional':
      return until !== null && Date.parse(until) <= now ? 'finish' : 'wait';
    case 'final':
      return 'none';
    default:
      return contest.state satisfies never;
  }
}

const DOERS: { readonly [N in Next]: readonly Role[] } = {
  running: [], unseal: [], wait: [], none: [],
  draw: ['organiser', 'supervisor'],
  check: ['organiser', 'supervisor'],
  chief: ['chief'],
  supervisor: ['supervisor'],
  finish: ['organiser', 'supervisor'],
};
export const mayDo = (next: Next, role: Role): boolean => DOERS[next].includes(role);

/** Where and by whom a correction may be proposed; the server decides. */
export const mayCorrect = ({ contest: { state } }: ContestResults, role: Role): boolean =>
  (state === 'running' || state === 'closed' || state === 'provisional') && (role === 'chief' || role === 'arbitrator' || role === 'organiser');

const ORDER: readonly (readonly Next[])[] = [['draw', 'check'], ['unseal', 'chief'], ['supervisor'], ['wait'], ['finish']];

export function stepsOf(results: ContestResults, now: number): SignOffStep[] {
  const next = nextOf(results, now);
  const at = next === 'none' ? ORDER.length : ORDER.findIndex((step) => step.includes(next));
  const words = [m.results_step_recheck(), m.results_step_chief(), m.results_step_supervisor(), m.results_step_provisional(), m.results_step_final()];
  const all = [recheckDetail(results), by(results.chief), by(results.supervisor), untilDetail(results), finalDetail(results)];
  const steps = words.map((name, index): SignOffStep => ({ name, detail: all[index] ?? '', state: index < at ? 'done' : index === at ? 'now' : 'later' }));
  return results.path === 'short' ? steps.filter((_, index) => index === 1 || index === 4) : steps;
}

const by = (signature: { name: string; at: string } | null): string => (signature ? m.results_signed({ name: signature.name, at: minute(signature.at) }) : '');

function recheckDetail({ recheck: { sample, drawnAt, seedHash } }: ContestResults): string {
  if (drawnAt === null) return seedHash === null ? '' : m.results_recheck_wait({ hash: seedHash.slice(0, HASH_SHOWN) });
  const done = sample.filter(({ checked }) => checked !== null).length;
  if (done < sample.length) return m.results_recheck_doing({ done, count: sample.length });
  return m.results_recheck_done({ count: done, errors: sample.filter(({ error }) => error !== null).length });
}

const untilDetail = ({ until }: ContestResults): string => (until === null ? m.results_after() : m.results_until({ until: minute(until) }));
const finalDetail = ({ final, until }: ContestResults): string => (final ? by(final) : until === null ? '' : m.results_final_after({ until: minute(until) }));

export function nextWord(next: Next, { until }: ContestResults): string {
  switch (next) {
    case 'running':
      return m.results_next_running();
    case 'draw':
      return m.results_next_draw();
    case 'check':
      return m.results_next_check();
    case 'unseal':
      return m.results_next_sealed();
    case 'chief':
      return m.results_next_chief();
    case 'supervisor':
      return m.results_next_supervisor();
    case 'wait':
    case 'finish':
      return m.results_next_wait({ until: until === null ? '' : minute(until) });
    case 'none':
      return m.results_next_none();
    default:
      return next satisfies never;
  }
}
