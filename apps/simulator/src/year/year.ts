/** What everybody who plays a year of supervision shares: who acts, on which day, with which chance, and how much of it there is. */
import type { HouseRole, Text } from '@leitai/contract';
import { ORGANISATIONS } from '../../../../prisma/demo/programme.ts';
import { Client } from '../client.ts';
import { randomFor, type Random } from '../random.ts';
import { allDone } from '../watch.ts';

/** Posts of no team that was ever really named, so that no invented figure is anybody's. */
const YEAR_POSTS = ['CLEAN_INDOOR', 'CANTEEN_SERVICE', 'HVAC', 'CLEAN_OUTDOOR', 'GREEN_INDOOR', 'FIRE_CONTROL'] as const;
export type YearPost = (typeof YEAR_POSTS)[number];

/** `full`: what a visitor is shown. `small`: as much as a test needs to see every state. */
export type YearSize = 'full' | 'small';
/** What a year is played in, with the hundredths of all the work that each of them is. */
export const STAGES = { people: 2, inspections: 50, findings: 8, registers: 4, surveys: 2, evaluation: 1, checks: 10, lastRound: 15, thisRound: 8 } as const;
export type YearStage = keyof typeof STAGES;
/** How far a stage has come: 1 when it is done, and only then. */
export type Moved = (stage: YearStage, share: number) => void;

export type Year = {
  readonly organiser: Client;
  readonly supervisors: readonly [Client, Client];
  readonly inspectors: readonly { readonly name: string; readonly client: Client }[];
  readonly seed: number;
  /** The year ends on this day, YYYY-MM-DD. */
  readonly on: string;
  readonly size: YearSize;
  /** Of every account that is made. */
  readonly password: string;
  readonly signal: AbortSignal;
  readonly moved: Moved;
};

const DAY = 86_400_000;
/** YYYY-MM-DD so many days later, or earlier. */
export const addDays = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** The first day of the month so many months before. */
export function monthsBefore(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1)).toISOString().slice(0, 10);
}

export const chance = ({ seed }: Pick<Year, 'seed'>, ...names: readonly (string | number)[]): Random => randomFor(seed, 'year', ...names);

/** The invented companies that take part. */
export const unitsOf = ({ size }: Pick<Year, 'size'>): readonly { readonly code: string; readonly name: Text }[] =>
  ORGANISATIONS.slice(0, size === 'full' ? ORGANISATIONS.length : 3).map(({ code, name }) => ({ code, name }));
export const postsOf = ({ size }: Pick<Year, 'size'>): readonly YearPost[] => YEAR_POSTS.slice(0, size === 'full' ? YEAR_POSTS.length : 2);

/** Every event says that it is an example. */
export const example = (zh: string, en: string): Text => ({ zh: `（示例）${zh}`, en: `(Example) ${en}` });

/** An account through a link that the organiser made. */
async function accountBy(url: string, base: string, name: string, password: string): Promise<Client> {
  const client = new Client(base);
  await client.api('POST /api/setup', {}, { token: new URL(url).pathname.split('/').at(-1)!, name, password });
  return client;
}

export async function houseAccount({ organiser, password }: Pick<Year, 'organiser' | 'password'>, role: HouseRole, name: string): Promise<Client> {
  const { url } = await organiser.api('POST /api/accounts/links', {}, { role });
  return accountBy(url, organiser.url, name, password);
}

/** The event's units, each with a leader of its own. @param label tells the leaders of several events apart. */
export function unitsWithLeaders(year: Year, eventId: string, label: string): Promise<readonly { readonly id: string; readonly name: Text; readonly leader: Client }[]> {
  return allDone(unitsOf(year).map(async ({ name }) => {
    const { id } = await year.organiser.api('POST /api/events/:eventId/organisations', { eventId }, { name });
    const { url } = await year.organiser.api('POST /api/events/:eventId/organisations/:organisationId/leader', { eventId, organisationId: id });
    return { id, name, leader: await accountBy(url, year.organiser.url, `示例·${name.zh}领队（${label}）`, year.password) };
  }));
}
