/** Plays a year through the product's own interface: whatever it leaves was decided, signed and recorded as people's own work is. */
import type { Client } from '../client.ts';
import { BadOptions } from '../options.ts';
import { allDone } from '../watch.ts';
import { playChecks } from './checks.ts';
import { playLastRound, playThisRound } from './demonstration.ts';
import { playEvaluation } from './evaluation.ts';
import { playFindings } from './findings.ts';
import { playInspections } from './inspections.ts';
import { playRegisters } from './registers.ts';
import { playSurveys } from './surveys.ts';
import { example, houseAccount, postsOf, unitsWithLeaders, type Moved, type Year, type YearSize, type YearStage } from './year.ts';

type YearWanted = { readonly organiser: Client; readonly seed: number; readonly on: string; readonly size: YearSize; readonly password: string; readonly signal: AbortSignal };
export type PlayedYear = { readonly inspection: string; readonly checks: readonly string[]; readonly lastRound: string; readonly thisRound: string };

/**
 * Visits and findings go beside all the rest, as in any year: neither waits for the other, and each makes its events in one order.
 * @param moved told on the way through a stage, and with 1 once it is done.
 * @throws BadOptions when the year is there already; AbortError when it is stopped: what was done until then stays.
 */
export async function playYear(wanted: YearWanted, moved: Moved): Promise<PlayedYear> {
  const { organiser, on, password } = wanted;
  const name = example(`${on.slice(0, 4)} 年度标准实施监督`, `A year of supervision ${on.slice(0, 4)}`);
  const events = await organiser.api('GET /api/events', {});
  if (events.some((event) => event.name.zh === name.zh)) throw new BadOptions(`「${name.zh}」已经载入过。`, `"${name.en}" has been loaded before.`);
  const after = async <T>(stage: YearStage, work: Promise<T>): Promise<T> => {
    const made = await work;
    moved(stage, 1);
    return made;
  };
  const account = (role: 'supervisor' | 'inspector', title: string) => houseAccount({ organiser, password }, role, `示例·${title}`);
  const inspector = async (title: string) => ({ name: `示例·${title}`, client: await account('inspector', title) });
  const [one, other, ...inspectors] = await allDone([account('supervisor', '周监督'), account('supervisor', '吴监督'), inspector('冯检查'), inspector('许检查'), inspector('丁检查')] as const);
  const failed = new AbortController();
  const year: Year = { ...wanted, moved, supervisors: [one, other], inspectors, signal: AbortSignal.any([wanted.signal, failed.signal]) };
  const { id: inspection } = await organiser.api('POST /api/events', {}, { kind: 'inspection', name, posts: [...postsOf(year)] });
  const units = await after('people', unitsWithLeaders(year, inspection, '监督'));

  const visits = async (): Promise<void> => {
    const items = await after('inspections', playInspections(year, inspection, units));
    await after('findings', playFindings(year, inspection, items));
    await after('evaluation', playEvaluation(year, inspection));
  };
  const rest = async () => {
    await after('registers', playRegisters(year, inspection));
    await after('surveys', playSurveys(year, inspection));
    const checks = await after('checks', playChecks(year));
    return { checks, lastRound: await after('lastRound', playLastRound(year)) };
  };
  /** What fails stops what goes on beside it. */
  const beside = async <T>(work: Promise<T>): Promise<T> => work.catch((error: unknown) => {
    failed.abort(error);
    throw error;
  });
  const [, { checks, lastRound }] = await allDone([beside(visits()), beside(rest())] as const);
  const competitions = events.filter(({ kind, demo }) => kind === 'competition' && demo).map(({ id }) => id);
  const thisRound = await after('thisRound', playThisRound(year, [...competitions, inspection, ...checks]));
  return { inspection, checks, lastRound, thisRound };
}
