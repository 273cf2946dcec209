/** What the server and the process that plays a year's example into it tell each other. */
import type { Refusal } from './errors.ts';

export type ExampleOrder = {
  /** Where the product listens, and the session of whoever asked: everything is done in that name. */
  readonly url: string;
  readonly cookie: string;
  readonly seed: number;
  /** The year's last day, YYYY-MM-DD. */
  readonly on: string;
  /** Of every account of the example. */
  readonly password: string;
};
/** How far it is, in hundredths. */
export type ExampleShare = { readonly done: number; readonly total: number };
/** Why it could not go on, or null where it has been played to its end. */
export type ExampleEnd = Refusal | null;
export type ExampleNews = { readonly told: ExampleShare } | { readonly answer: ExampleEnd };
