/** The public results site: pages, JSON and CSV made of what the live store holds. No session is read, and nothing is written down of who reads. */
import { createRequire } from 'node:module';
import { Id, type BoardState, type OverviewState, type PublicContests, type PublicResults } from '@leitai/contract';
import { Refused } from '@leitai/database';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { consume, type Limits } from '../../access/limits.ts';
import type { Projection } from '../../projection/project.ts';
import { readBoard, readOverview, readResults } from '../../projection/read.ts';
import { baseOf, place } from '../visitor.ts';
import { hashOf, isOf } from './check-code.ts';
import { contestPage } from './contest-page.ts';
import { csvOf } from './csv.ts';
import { listPage, type View } from './frame.ts';
import type { Html } from './html.ts';
import { policy } from './style.ts';
import { words } from './words.ts';

/** What changes is everywhere within seconds; a proxy asks once for all its audience, and goes on serving while it asks. */
const SHORT = 'public, max-age=5, stale-while-revalidate=30';
/** For what an address with its hash names, once it is final. */
const LASTING = 'public, max-age=31536000, immutable';
const NUMERALS = createRequire(import.meta.url).resolve('@fontsource/barlow-semi-condensed/files/barlow-semi-condensed-latin-600-normal.woff2');

type Sent = { readonly type: 'html' | 'json' | 'csv'; readonly body: string; readonly etag: string; readonly lasting?: boolean };

export function mountResults(app: Express, projection: Projection, limits: Limits): void {
  const site = express.Router();
  site.get('/numerals.woff2', (_req, res) => res.sendFile(NUMERALS, { maxAge: '30d' }));
  site.get('/:eventId{/:letter}', async (req, res) => {
    await consume(limits.requests, place({ req }));
    send(req, res, await answer(projection, req));
  });
  site.use((error: unknown, req: Request, res: Response, next: NextFunction) => {
    if (!(error instanceof Refused)) next(error);
    else if (error.code === 'request.rate-limited') res.status(429).set('Cache-Control', 'no-store').end();
    else {
      const { none, noneNote } = words[viewOf(req).lang];
      res.status(404).set('Cache-Control', SHORT).type('text/plain').send(`${none}\n${noneNote}\n`);
    }
  });
  app.use('/results', site);
}

/** @throws Refused 'event.not-found', 'contest.not-found'. */
async function answer(projection: Projection, req: Request): Promise<Sent> {
  const { eventId, letter, format } = placeOf(req);
  const overview = JSON.parse((await readOverview(projection, eventId)).body) as OverviewState;
  // What is practised is nobody's result.
  if (overview.practice) throw new Refused('event.not-found');
  const list = listOf(overview);
  const view = viewOf(req);
  if (letter === null && format === 'json') return exact('json', JSON.stringify(list));
  if (letter === null && format === null) return page(listPage(list, view));
  const contest = overview.contests.find((one) => one.letter === letter);
  if (!contest || letter === null) throw new Refused('contest.not-found');

  const text = await readResults(projection, eventId, contest.contestId);
  const results = JSON.parse(text) as PublicResults;
  const hash = hashOf(text);
  const { v } = req.query;
  const lasting = results.state === 'final' && v === hash;
  switch (format) {
    // The hash of what is sent is its ETag and the check code: whoever has the file can take it again.
    case 'json': return { ...exact('json', text), lasting };
    case 'csv': return { ...exact('csv', csvOf(results, view.lang)), lasting };
    // A page shows the other contests' states too, and says whether a check code still holds: it is never kept for good.
    case null: {
      const board = JSON.parse((await readBoard(projection, eventId, contest.contestId)).body) as BoardState;
      return page(contestPage(results, list, { parted: new Map(board.rows.flatMap(({ code, partedBy }) => (partedBy ? [[code, partedBy]] : []))), view, hash, agrees: typeof v === 'string' ? isOf(hash, v) : null, base: baseOf(req) }));
    }
    default: return format satisfies never;
  }
}

/** "/<event>", "/<event>.json", "/<event>/<letter>", "/<event>/<letter>.json", "/<event>/<letter>.csv". */
function placeOf({ params }: Request): { eventId: string; letter: string | null; format: 'json' | 'csv' | null } {
  const [event = '', contest] = [params['eventId'] as string | undefined, params['letter'] as string | undefined];
  const [, name = '', format] = /^(.*?)(?:\.(json|csv))?$/s.exec(contest ?? event) ?? [];
  const eventId = Id.safeParse(contest === undefined ? name : event);
  if (!eventId.success) throw new Refused('event.not-found');
  return { eventId: eventId.data, letter: contest === undefined ? null : name, format: (format as 'json' | 'csv' | undefined) ?? null };
}

const viewOf = ({ query }: Request): View => ({ lang: query['lang'] === 'en' ? 'en' : 'zh', large: query['size'] === 'large' });

const listOf = ({ eventId, name, contests }: OverviewState): PublicContests =>
  ({ format: 'leitai-results-list/1', eventId, name, contests: contests.map(({ letter, name: contest, state }) => ({ letter, name: contest, state })) });

const exact = (type: Sent['type'], body: string): Sent => ({ type, body, etag: `"${hashOf(body)}"` });
const page = ({ text }: Html): Sent => exact('html', text);

/** Whoever has it already is told so, however eagerly they ask for something new. Express answers HEAD without the body. */
function send(req: Request, res: Response, { type, body, etag, lasting }: Sent): void {
  res.set({ ETag: etag, 'Cache-Control': lasting ? LASTING : SHORT, 'Content-Security-Policy': policy });
  if (req.get('if-none-match')?.split(/,\s*/).some((known) => known.replace(/^W\//, '') === etag)) res.status(304).end();
  else res.type(type).send(body);
}
