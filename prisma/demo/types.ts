/** What the demonstration event consists of. */
import type { Rules, Scheme, Text } from '@leitai/scoring';

export type Gender = '男' | '女';

/** One line of the organiser's sheet. */
export type RosterRow = {
  readonly no: number;
  readonly name: string;
  readonly gender: Gender;
  readonly organisation: string;
  readonly postCode: string;
  readonly post: string;
  readonly employeeNo: string;
};

/** `seat` is 1–5 for a judge and 0 for a chief; a reserve has no post yet: its code and post are empty. */
export type JudgeRow = {
  readonly no: number;
  readonly name: string;
  readonly gender: Gender;
  readonly organisation: string;
  readonly postCode: string;
  readonly post: string;
  readonly role: '裁判长' | '裁判' | '候补裁判';
  readonly seat: number;
};

export type DemoContest = {
  /** First letter of the blind codes: A–R without I and O. */
  readonly letter: string;
  readonly postCode: string;
  readonly name: Text;
  /** For boards: at most six Chinese characters. */
  readonly shortName: Text;
  readonly hall: Text;
  /** ISO date of the day it is held. */
  readonly date: string;
  readonly rules: Rules;
};

export type DemoEvent = {
  readonly code: string;
  readonly name: Text;
  readonly place: Text;
  /** ISO dates, both days included. */
  readonly startsOn: string;
  readonly endsOn: string;
  /** The people and companies are invented; surfaces may show it. */
  readonly notice: Text;
  readonly organisations: readonly { readonly code: string; readonly name: Text }[];
  readonly contests: readonly DemoContest[];
};

export type DemoData = {
  readonly event: DemoEvent;
  /** In the order of the contests. */
  readonly schemes: readonly Scheme[];
  readonly roster: readonly RosterRow[];
  readonly judges: readonly JudgeRow[];
};
