/** The demonstration event as typed data, read from the committed files beside this one. */
import { readFileSync } from 'node:fs';
import type { Rules, Scheme } from '@leitai/scoring';
import { readJudges, readRoster } from './sheets.ts';
import type { DemoData, DemoEvent } from './types.ts';

export type { DemoContest, DemoData, DemoEvent, Gender, JudgeRow, RosterRow } from './types.ts';

/** Reads all of it; throws when a file is missing. The files are checked by demo.test.ts, not here. */
export function loadDemo(): DemoData {
  const event = JSON.parse(read('event.json')) as DemoEvent;
  return {
    event,
    schemes: event.contests.map(({ postCode }) => JSON.parse(read(`schemes/${postCode}.json`)) as Scheme),
    roster: readRoster(read('roster.csv')),
    judges: readJudges(read('judges.csv')),
  };
}

/** The draft of the demonstration post's 19 indicators, and the rules it is judged by. */
export const loadDemonstration = (): { readonly scheme: Scheme; readonly rules: Rules } => JSON.parse(read('demonstration.json')) as { scheme: Scheme; rules: Rules };

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
