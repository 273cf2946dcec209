/** Plays a year through the product's own interface: whatever it leaves was decided, signed and recorded as people's own work is. */
import type { Client } from '../client.ts';
import { BadOptions } from '../options.ts';
import { playChecks } from './checks.ts';
import { playLastRound, playThisRound } from './demonstration.ts';
import { playEvaluation } from './evaluation.ts';
import { playFindings } from './findings.ts';
import { playInspections } from './inspections.ts';
import { playRegisters } from './registers.ts';
import { playSurveys } from './surveys.ts';
import { example, houseAccount, postsOf, unitsWithLeaders, type Year, type YearSize, type YearStage } from './year.ts';

export type YearWanted = { readonly organiser: Client; readonly seed: number; readonly on: string; readonly size: YearSize; readonly password: string; readonly signal: AbortSignal };
export type PlayedYear = { readonly inspection: string; readonly checks: readonly string[]; readonly lastRound: string; readonly thisRound: string };

/** @throws BadOptions when the year is there already; AbortError when it is stopped: what was done until then stays. */
export async function playYear(wanted: YearWanted, told: (stage: YearStage) => void): Promise<PlayedYear> {
  const { organiser, on, password } = wanted;
  const name = example(`${on.slice(0, 4)} 年度标准实施监督`, `A year of supervision ${on.slice(0, 4)}`);
  const events = await organiser.api('GET /api/events', {});
  if (events.some((event) => event.name.zh === name.zh)) throw new BadOptions(`「${name.zh}」已经载入过。`, `"${name.en}" has been loaded before.`);
  told('people');
  const account = (role: 'supervisor' | 'inspector', title: string) => houseAccount({ organiser, password }, role, `示例·${title}`);
  const year: Year = {
    ...wanted,
    supervisors: [await account('supervisor', '周监督'), await account('supervisor', '吴监督')],
    inspectors: [
      { name: '示例·冯检查', client: await account('inspector', '冯检查') }, { name: '示例·许检查', client: await account('inspector', '许检查') }, { name: '示例·丁检查', client: await account('inspector', '丁检查') },
    ],
  };
  const { id: inspection } = await organiser.api('POST /api/events', {}, { kind: 'inspection', name, posts: [...postsOf(year)] });
  const units = await unitsWithLeaders(year, inspection, '监督');
  told('inspections');
  const items = await playInspections(year, inspection, units);
  told('findings');
  await playFindings(year, inspection, items);
  told('registers');
  await playRegisters(year, inspection);
  told('surveys');
  await playSurveys(year, inspection);
  told('evaluation');
  await playEvaluation(year, inspection);
  told('checks');
  const checks = await playChecks(year);
  told('lastRound');
  const lastRound = await playLastRound(year);
  told('thisRound');
  const competitions = events.filter(({ kind, demo }) => kind === 'competition' && demo).map(({ id }) => id);
  const thisRound = await playThisRound(year, [...competitions, inspection, ...checks]);
  return { inspection, checks, lastRound, thisRound };
}
