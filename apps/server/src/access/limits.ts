/** How often things may be tried: shared through Redis between nodes where there is one, else per process. */
import { Refused } from '@leitai/database';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { Tally } from './tally.ts';

/**
 * Only what fails is counted, so that a whole hall behind one address may join; all addresses together meet a second brake. `came` knows from
 * where it has succeeded lately: whoever is there is not shut out by what others try from everywhere else.
 */
type Guard = { readonly each: RateLimiterAbstract; readonly all: RateLimiterAbstract; readonly came: RateLimiterAbstract };

export type Limits = {
  /** Requests of any kind from one address: a brake on loops, far above what a hall behind one address needs. */
  readonly requests: RateLimiterAbstract;
  /** Connections and messages of nobody from one place: the screens and telephones of a city behind one address, all at once after a restart. Who is signed in has an allowance of the own connection. */
  readonly strangers: RateLimiterAbstract;
  /** By name and address, within what the address may try: one phone cannot use up everybody's tries. */
  readonly account: Guard;
  readonly signIn: Guard;
  readonly setup: Guard;
  /** 30 bits live for two hours: the brake on all addresses keeps guessing hopeless. */
  readonly pairing: Guard;
  readonly result: Guard;
  /** Names tried on certificates: by who tries, and by the certificate's number. */
  readonly holder: Guard;
  readonly holderOf: Guard;
  /** Requests of one token. */
  readonly tokens: RateLimiterAbstract;
  /** Photographs and documents from one device, or one account, and how many of them are being received. */
  readonly photos: RateLimiterAbstract;
  readonly receiving: Tally;
  /** Objections by anybody: from one address, and from all. */
  readonly objections: Guard;
  /** Survey answers: a building full of people may share one address. */
  readonly survey: RateLimiterAbstract;
  /** Codes of posters that are none: eight characters that live for a round. */
  readonly surveyCode: Guard;
  /** New screens: a hall has some dozens, behind one address. */
  readonly display: Guard;
};

const MINUTE = 60;
/** Uploads from one device or account at a time: pages send one after the other, and each is held in memory until it is whole. */
const MOST_RECEIVED = 4;
/** A day in the hall. */
const KNOWN_FOR = 12 * 60 * MINUTE;

export function makeLimits(redis: Redis | null): Limits {
  const limiter = (name: string, points: number, duration: number): RateLimiterAbstract => {
    const memory = new RateLimiterMemory({ keyPrefix: name, points, duration });
    if (!redis) return memory;
    return new RateLimiterRedis({ storeClient: redis, keyPrefix: `leitai:limit:${name}`, points, duration, insuranceLimiter: memory, rejectIfRedisNotReady: true });
  };
  const guard = (name: string, each: number, all: number, duration: number): Guard =>
    ({ each: limiter(name, each, duration), all: limiter(`${name}-all`, all, duration), came: limiter(`${name}-came`, 1, KNOWN_FOR) });
  return {
    requests: new RateLimiterMemory({ keyPrefix: 'requests', points: 3_000, duration: 10 }),
    strangers: new RateLimiterMemory({ keyPrefix: 'strangers', points: 15_000, duration: 30 }),
    account: guard('account', 8, 200, 15 * MINUTE),
    signIn: guard('sign-in', 40, 200, 15 * MINUTE),
    setup: guard('setup', 20, 200, 15 * MINUTE),
    pairing: guard('pairing', 20, 120, 5 * MINUTE),
    display: guard('display', 60, 200, 15 * MINUTE),
    objections: guard('objections', 10, 200, 60 * MINUTE),
    result: guard('result', 30, 2_000, 5 * MINUTE),
    holder: guard('holder', 10, 500, 15 * MINUTE),
    holderOf: guard('holder-of', 20, 500, 15 * MINUTE),
    tokens: limiter('tokens', 600, MINUTE),
    photos: limiter('photos', 240, MINUTE),
    receiving: new Tally(),
    survey: limiter('survey', 60, 10 * MINUTE),
    surveyCode: guard('survey-code', 40, 2_000, 15 * MINUTE),
  };
}

/** Counts one use. @throws Refused 'request.rate-limited' with details.retryAfterSeconds. */
export async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new Refused('request.rate-limited', { retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) });
  }
}

/** Receives an upload of this device or account. @throws Refused 'request.rate-limited' before anything of it is read. */
export async function uploading<T>({ photos, receiving }: Pick<Limits, 'photos' | 'receiving'>, whose: string, receive: () => Promise<T>): Promise<T> {
  await consume(photos, whose);
  if (receiving.of(whose) >= MOST_RECEIVED) throw new Refused('request.rate-limited', { retryAfterSeconds: 1 });
  receiving.up(whose);
  try {
    return await receive();
  } finally {
    receiving.down(whose);
  }
}

/** Whether somebody has signed in or paired a device from there lately: a hall, not just anywhere. */
export const isHome = async ({ signIn, pairing }: Pick<Limits, 'signIn' | 'pairing'>, place: string): Promise<boolean> =>
  (await Promise.all([signIn.came.get(place), pairing.came.get(place)])).some((came) => came !== null);

/**
 * Tries `work`, counting it beforehand, so that many guesses at once count too, and giving the count back when it succeeds.
 * @param holder whom the browser was let in as before: what others try from the same place is not counted against it.
 */
export async function guarded<T>({ each, all, came }: Guard, place: string, work: () => Promise<T>, holder: string | null = null): Promise<T> {
  const key = holder ?? place;
  await consume(each, key);
  const known = (await came.get(place)) !== null;
  if (!known) await consume(all, 'all');
  const done = await work();
  await Promise.all([each.reward(key), came.set(place, 1, KNOWN_FOR), ...(known ? [] : [all.reward('all')])]);
  return done;
}
