/** Puts every route of the contract on the app, each through the same steps: brake, who, may they, input, use case, answer. */
import { randomUUID } from 'node:crypto';
import { CertificateNumber, ComparisonChoice, EmployeeNo, Id, LoopView, PROTOCOL, PROTOCOL_HEADER, Register, routes, SurveyCode, scopeOfRoute, type Paper, type RouteKey, type RouteOutput, type RouteParams } from '@leitai/contract';
import { none } from '@leitai/contract/route';
import { Refused } from '@leitai/database';
import express, { type Express, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Outcome } from '../metrics.ts';
import { logSight } from '../access/access-log.ts';
import { requireRole } from '../access/as-role.ts';
import { identifyBearer, requireScope } from '../access/bearer.ts';
import type { Identity } from '../access/identity.ts';
import { consume, type Limits } from '../access/limits.ts';
import { identify } from '../access/sessions.ts';
import type { Photo } from '../queries/evidence.ts';
import type { Stored } from '../projection/live-store.ts';
import type { DescribedFile } from '../event-file/folder.ts';
import { codeOf, parse, sendData, sendRefusal } from './answer.ts';
import { bearerOf } from './bearer.ts';
import { sendDownload, type Download } from './download.ts';
import { fromOurPages } from './origin.ts';
import { sendCsv } from './paper-csv.ts';
import { sendWorkbook } from './paper-workbook.ts';
import { sendArchive } from './send-archive.ts';
import { sendPhoto } from './photo.ts';
import { sendStored } from './stored.ts';
import { place } from './visitor.ts';

export type Call<K extends RouteKey> = {
  readonly ctx: Context;
  readonly limits: Limits;
  readonly identity: Identity;
  readonly input: z.output<(typeof routes)[K]['input']>;
  readonly params: RouteParams<K>;
  readonly req: Request;
  readonly res: Response;
};

/** What the live store holds goes out as it stands there, with its revision as the ETag. */
type StoredKey = 'GET /api/events/:eventId/hall' | 'GET /api/events/:eventId/overview' | 'GET /api/events/:eventId/contests/:contestId/board';
/** What is no JSON. */
type PhotoKey =
  | 'GET /api/events/:eventId/contests/:contestId/evidence/:evidenceId'
  | 'GET /api/events/:eventId/appeals/:appealId/evidence/:fileId'
  | 'GET /api/events/:eventId/demonstration/applications/:applicationId/files/:fileId'
  | 'GET /api/events/:eventId/findings/:findingId/photos/:photoId'
  | 'GET /api/events/:eventId/registers/:register/entries/:lineId/file'
  | 'GET /api/events/:eventId/contests/:contestId/paper-entries/:entryId/photo'
  | 'GET /api/events/:eventId/pictures/:pictureId';
/** Made for whoever asked, to be saved. */
type DownloadKey = 'GET /api/events/:eventId/schemes/:schemeId/workbook';
/** A document, sent as a workbook, or its first table as plain text. */
type PaperKey = Extract<RouteKey, `${string}.xlsx` | `${string}.csv`>;
const ARCHIVE = 'GET /api/files/:fileId';
type Answer<K extends RouteKey> = K extends typeof ARCHIVE ? DescribedFile : K extends StoredKey ? Stored : K extends PhotoKey ? Photo : K extends DownloadKey ? Download : K extends PaperKey ? Paper : RouteOutput<K>;
/** One handler per route of the contract; a missing one does not compile. */
export type Handlers = { readonly [K in RouteKey]: (call: Call<K>) => Promise<Answer<K>> };

const storedKeys: ReadonlySet<RouteKey> = new Set<StoredKey>([
  'GET /api/events/:eventId/hall', 'GET /api/events/:eventId/overview', 'GET /api/events/:eventId/contests/:contestId/board',
]);
const photoKeys: ReadonlySet<RouteKey> = new Set<PhotoKey>([
  'GET /api/events/:eventId/contests/:contestId/evidence/:evidenceId', 'GET /api/events/:eventId/appeals/:appealId/evidence/:fileId',
  'GET /api/events/:eventId/demonstration/applications/:applicationId/files/:fileId',
  'GET /api/events/:eventId/findings/:findingId/photos/:photoId',
  'GET /api/events/:eventId/registers/:register/entries/:lineId/file',
  'GET /api/events/:eventId/pictures/:pictureId', 'GET /api/events/:eventId/contests/:contestId/paper-entries/:entryId/photo',
]);
const downloadKeys: ReadonlySet<RouteKey> = new Set<DownloadKey>(['GET /api/events/:eventId/schemes/:schemeId/workbook']);
/** A scheme of hundreds of criteria is larger than any other message. */
const SCHEME_BYTES = 1_000_000;
/** All that stands in an address is an id, but for a certificate's number, an employee's, a message's name, a register, a survey's code, how far back points lost are looked for, and what is compared. */
const Params = z.object({ number: CertificateNumber.exactOptional(), key: EmployeeNo.exactOptional(), message: z.string().exactOptional(), register: Register.exactOptional(), code: SurveyCode.exactOptional(), view: LoopView.exactOptional(), choice: ComparisonChoice.exactOptional() }).catchall(Id);

export function registerRoutes(app: Express, ctx: Context, limits: Limits, handlers: Handlers): void {
  const api = express.Router();
  api.use((req, res, next) => {
    // What is asked about later is found in the log by it.
    const requestId = randomUUID();
    res.locals['asked'] = { requestId };
    res.set('X-Request-Id', requestId);
    const checks = async () => {
      await consume(limits.requests, place({ req }));
      // No other site's page can make a browser send a token; with one, no cookie is looked at.
      if (bearerOf(req) === null && !fromOurPages(req)) throw new Refused('access.forbidden');
      // As with sockets: an old page would be misunderstood, and would misread its answer.
      if ((req.get(PROTOCOL_HEADER) ?? String(PROTOCOL)) !== String(PROTOCOL)) throw new Refused('request.protocol');
    };
    checks().then(() => next(), next);
  });
  api.use('/events/:eventId/schemes', express.json({ limit: SCHEME_BYTES }));
  api.use(express.json({ limit: 100_000 }));
  for (const key of Object.keys(routes) as RouteKey[]) {
    const [method, path] = key.split(' ') as ['GET' | 'POST' | 'DELETE', string];
    const verb = method.toLowerCase() as 'get' | 'post' | 'delete';
    api[verb](path.slice('/api'.length), async (req, res) => {
      const started = performance.now();
      Object.assign(res.locals['asked'] as object, { route: key });
      let outcome: Outcome = 'ok';
      try {
        await answer(key, req, res);
      } catch (error) {
        outcome = codeOf(error);
        throw error;
      } finally {
        ctx.metrics.request(key, outcome, performance.now() - started);
      }
    });
  }
  api.use(() => { throw new Refused('request.not-found'); });
  app.use('/api', api);
  app.use('/api', (error: unknown, _req: Request, res: Response, _next: () => void) => {
    const log = ctx.log.child((res.locals['asked'] ?? {}) as object);
    if (!res.headersSent) return sendRefusal(res, error, log);
    // Half an answer is on its way: it is cut off, so that nobody takes it for the whole, and nothing else answers.
    log.error({ err: error }, 'an answer broke off');
    res.destroy();
  });

  async function who(req: Request): Promise<Identity> {
    const bearer = bearerOf(req);
    if (bearer === null) return identify(ctx.db, req.headers.cookie);
    const identity = await identifyBearer(ctx.db, bearer);
    if (identity.role !== 'public') await consume(limits.tokens, identity.sessionId);
    return identity;
  }

  async function answer<K extends RouteKey>(key: K, req: Request, res: Response): Promise<void> {
    const identity = await who(req);
    const { allow, input: schema } = routes[key];
    requireRole(allow, identity);
    const params = parse(Params, req.params) as Call<K>['params'];
    requireScope(identity, scopeOfRoute(key), (params as { readonly eventId?: string }).eventId);
    // What is only read takes what it asks for from its address, where it asks for anything.
    const asked = req.method !== 'GET' ? (req.body ?? {}) : schema === none ? {} : req.query;
    const input = parse(schema, asked) as Call<K>['input'];
    const output = await handlers[key]({ ctx, limits, identity, input, params, req, res });
    const { eventId, contestId } = params as { readonly eventId?: string; readonly contestId?: string };
    if (eventId !== undefined) await logSight(ctx.db, identity, key, eventId, contestId ?? null);
    if (storedKeys.has(key)) sendStored(req, res, output as Stored);
    else if (photoKeys.has(key)) sendPhoto(req, res, output as Photo);
    else if (downloadKeys.has(key)) sendDownload(res, output as Download);
    else if (key.endsWith('.xlsx')) await sendWorkbook(res, output as Paper, ctx.log);
    else if (key.endsWith('.csv')) sendCsv(res, output as Paper);
    else if (key === ARCHIVE) await sendArchive(res, output as DescribedFile);
    else sendData(res, output);
  }
}
