/** The text files of the demonstration, by path beside this file, as the sources make them. */
import { inventJudges, inventRoster } from './people.ts';
import { DEMONSTRATION_RULES, DEMONSTRATION_SCHEME } from './demonstration.ts';
import { POSTS } from './posts/index.ts';
import { demoEvent } from './programme.ts';
import { judgesCsv, rosterCsv } from './sheets.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export function demoFiles(): ReadonlyMap<string, string> {
  const roster = inventRoster();
  return new Map([
    ...POSTS.map((scheme): [string, string] => [`schemes/${scheme.code}.json`, json(scheme)]),
    ['demonstration.json', json({ scheme: DEMONSTRATION_SCHEME, rules: DEMONSTRATION_RULES })],
    ['event.json', json(demoEvent())],
    ['roster.csv', rosterCsv(roster)],
    ['judges.csv', judgesCsv(inventJudges(roster))],
  ]);
}
