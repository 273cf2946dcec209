/** Every HTTP route, once, keyed "METHOD path": who may call it, what goes in, what comes out. */
import { z } from 'zod';
import type { Bundle } from '@leitai/scoring';
import { AccessEntry } from './access-log.ts';
import { AccountRole, BoardNames, ContestState, EventKind, everyone, Id, Instant, Plain, type Role, staff, Text } from './basics.ts';
import { BoardState, OverviewState } from './board.ts';
import { Account, AccountLink, Badge, ContestEntrant, ControlState, EventSummary, PairingCard, RosterPreview } from './console.ts';
import { OwnResult } from './own-result.ts';
import { ChiefSignature, ContestResults, RecheckFigures, RecheckFinding, RecheckSheets, SignatureReturn, SupervisorSignature } from './results.ts';
import { RecusalCause, RecusalOverview, RecusalReason } from './recusal.ts';
import { CODE_ALPHABET, PAIRING_CODE_LENGTH, RESULT_CODE_LENGTH } from './protocol.ts';

const route = <I extends z.ZodType, O>(allow: readonly Role[], input: I, output: z.ZodType<O>) => ({ allow, input, output });
const none = z.strictObject({});
const done = z.object({});

const organiser: readonly Role[] = ['organiser'];
const checkers: readonly Role[] = ['organiser', 'supervisor'];

const AccountName = Plain.trim().min(1).max(60);
const Password = z.string().min(10).max(200);
/** A code as people type it: in any case, with or without dashes and spaces. */
const code = (length: number) =>
  z
    .string()
    .max(30)
    .transform((typed) => typed.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .pipe(z.string().regex(new RegExp(`^[${CODE_ALPHABET}]{${length}}$`)));
const PairingCode = code(PAIRING_CODE_LENGTH);
const ResultCode = code(RESULT_CODE_LENGTH);

export const Who = z.discriminatedUnion('role', [
  z.object({ role: z.literal('public') }),
  z.object({ role: AccountRole, name: z.string() }),
  z.object({ role: z.enum(['judge', 'chief']), name: z.string(), judgeId: Id, contestId: Id, eventId: Id, seat: z.int() }),
  z.object({ role: z.literal('contestant'), entrantId: Id, eventId: Id }),
]);
export type Who = z.infer<typeof Who>;

/** Who a pairing code belongs to, shown before the judge says "that is me". */
export const PairingOffer = z.object({
  eventName: Text,
  contest: z.object({ letter: z.string(), name: Text }),
  name: z.string(),
  seat: z.int(),
  role: z.enum(['judge', 'chief']),
  chief: z.string().nullable(),
  entrants: z.array(z.string()),
  /** Codes this judge does not mark, as far as it is known now. */
  recused: z.array(z.object({ code: z.string(), cause: RecusalCause })),
  criteria: z.int(),
  max: z.string(),
  schemeVersion: z.int(),
  /** The judge's active device: the new one will be read-only until it takes over. */
  active: z.object({ label: z.string(), online: z.boolean() }).nullable(),
  expiresAt: Instant,
  serverTime: Instant,
});
export type PairingOffer = z.infer<typeof PairingOffer>;

export const routes = {
  'GET /api/health': route(everyone, none, z.object({ database: z.literal(true), live: z.enum(['redis', 'memory']), version: z.string() })),
  'GET /api/session': route(everyone, none, Who),
  'POST /api/session': route(everyone, z.strictObject({ name: AccountName, password: z.string().min(1).max(200) }), Who),
  'DELETE /api/session': route(everyone, none, done),
  /** The one-time link of the first start (or of `npm start -- --new-link`) makes an organiser; one from the console, the role it was made for. */
  'POST /api/setup': route(everyone, z.strictObject({ token: z.string().min(20).max(100), name: AccountName, password: Password }), Who),
  'POST /api/pairing/look': route(everyone, z.strictObject({ code: PairingCode }), PairingOffer),
  'POST /api/pairing': route(everyone, z.strictObject({ code: PairingCode, label: Plain.trim().max(60) }), Who),
  /** A device that judges or organises is refused: opening a badge's link must not end its session. */
  'POST /api/session/contestant': route(everyone, z.strictObject({ code: ResultCode }), Who),
  'GET /api/my/result': route(['contestant'], none, OwnResult),

  'GET /api/accounts': route(organiser, none, z.array(Account)),
  'POST /api/accounts/links': route(organiser, z.strictObject({ role: AccountRole }), AccountLink),

  'GET /api/events': route(staff, none, z.array(EventSummary)),
  /** A new event starts with the given posts; without `posts`, with the sixteen of the library. */
  'POST /api/events': route(
    organiser,
    z.strictObject({ kind: EventKind, name: Text, posts: z.array(z.string().max(40)).min(1).max(40).exactOptional() }),
    EventSummary,
  ),
  'GET /api/events/:eventId/control': route(staff, none, ControlState),
  /** Multipart: one file field `file`, .xlsx or .csv, at most 5 MB. Stores nothing but the preview. */
  'POST /api/events/:eventId/roster': route(organiser, z.any(), RosterPreview),
  'POST /api/events/:eventId/roster/:importId/confirm': route(
    organiser,
    /** `skipFaulty` imports the good rows of a workbook with faulty ones; without it such a workbook is refused. */
    z.strictObject({ skipFaulty: z.boolean() }),
    z.object({ added: z.int(), already: z.int(), skipped: z.int() }),
  ),
  'GET /api/events/:eventId/contests/:contestId/entrants': route(organiser, none, z.array(ContestEntrant)),
  'POST /api/events/:eventId/contests/:contestId/state': route(organiser, z.strictObject({ state: ContestState }), done),
  'POST /api/events/:eventId/contests/:contestId/settings': route(organiser, z.strictObject({ boardNames: BoardNames }), done),
  /** New codes for the whole panel of a contest; earlier unused codes end. */
  'POST /api/events/:eventId/contests/:contestId/codes': route(organiser, none, z.array(PairingCard)),
  'POST /api/events/:eventId/judges/:judgeId/code': route(organiser, none, PairingCard),
  'POST /api/events/:eventId/contests/:contestId/judges': route(
    organiser,
    z.strictObject({
      seat: z.int().min(1).max(15),
      role: z.enum(['judge', 'chief']),
      name: Plain.trim().min(1).max(60),
      organisation: Plain.trim().max(100),
    }),
    z.object({ judgeId: Id }),
  ),
  /** The latest thousand, newest first. */
  'GET /api/events/:eventId/access-log': route(['organiser', 'auditor'], none, z.array(AccessEntry)),
  /** Recusals made, and conflicts by organisation that opening a contest will turn into recusals. */
  'GET /api/events/:eventId/recusals': route(staff, none, RecusalOverview),
  'POST /api/events/:eventId/recusal-rule': route(organiser, z.strictObject({ months: z.int().min(0).max(240) }), done),
  'POST /api/events/:eventId/contests/:contestId/recusals': route(
    organiser, z.strictObject({ judgeId: Id, entrantId: Id, reason: RecusalReason }), done,
  ),
  /** Where a judge was before, both days included. */
  'POST /api/events/:eventId/judges/:judgeId/organisations': route(
    organiser, z.strictObject({ organisation: Plain.trim().min(1).max(100), since: z.iso.date(), until: z.iso.date() }), done,
  ),
  'DELETE /api/events/:eventId/devices/:deviceId': route(organiser, none, done),
  /** New result codes for the badges of a contest; earlier ones end. */
  'POST /api/events/:eventId/contests/:contestId/badges': route(organiser, none, z.array(Badge)),

  /** The results with their working, and how far they have come on their way to publication. */
  'GET /api/events/:eventId/contests/:contestId/results': route([...staff, 'chief'], none, ContestResults),
  'POST /api/events/:eventId/contests/:contestId/recheck/figures': route(organiser, RecheckFigures, done),
  'POST /api/events/:eventId/contests/:contestId/recheck': route(checkers, none, done),
  'GET /api/events/:eventId/contests/:contestId/recheck/:entrantId': route(staff, none, RecheckSheets),
  'POST /api/events/:eventId/contests/:contestId/recheck/:entrantId': route(checkers, RecheckFinding, done),
  'POST /api/events/:eventId/contests/:contestId/signature/chief': route(['chief'], ChiefSignature, done),
  /** The second signature publishes: objections may be raised for so many days. */
  'POST /api/events/:eventId/contests/:contestId/signature/supervisor': route(['supervisor'], SupervisorSignature, done),
  'POST /api/events/:eventId/contests/:contestId/signature/return': route(['supervisor'], SignatureReturn, done),
  'POST /api/events/:eventId/contests/:contestId/final': route(checkers, none, done),

  /** All that the contest's result is made of, for a recomputation without the system: docs/bundle.md. */
  'GET /api/events/:eventId/contests/:contestId/bundle': route(organiser, none, z.custom<Bundle>()),

  'GET /api/events/:eventId/overview': route(everyone, none, OverviewState),
  'GET /api/events/:eventId/contests/:contestId/board': route(everyone, none, BoardState),
  /** The event big screens and phones open when no address names one: the latest. */
  'GET /api/current': route(everyone, none, z.object({ eventId: Id, name: Text, contests: z.array(z.object({ id: Id, letter: z.string(), name: Text })) })),
} as const;

export type RouteKey = keyof typeof routes;
type ParamNames<Path> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}` ? Name : never;
/** The ids in a route's address. */
export type RouteParams<K extends RouteKey> = { readonly [N in ParamNames<K>]: string };
export type RouteInput<K extends RouteKey> = z.input<(typeof routes)[K]['input']>;
export type RouteOutput<K extends RouteKey> = z.infer<(typeof routes)[K]['output']>;
