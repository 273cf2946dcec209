/** Routes of signing in and pairing: who somebody is, and with which device. */
import { z } from 'zod';
import { everyone, HouseRole, Id, Instant, Plain, Text } from './basics.ts';
import { Account, AccountLink, DoorEntry } from './console.ts';
import { OwnResult } from './own-result.ts';
import { CODE_ALPHABET, PAIRING_CODE_LENGTH, RESULT_CODE_LENGTH } from './protocol.ts';
import { RecusalCause } from './recusal.ts';
import { done, none, organiser, route } from './route.ts';

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
  z.object({ role: HouseRole, name: z.string() }),
  z.object({ role: z.literal('leader'), name: z.string(), eventId: Id, organisationId: Id }),
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

export const sessionRoutes = {
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
  /** Ends every session of an account, but for the asker's own: a laptop that was left somewhere. */
  'DELETE /api/accounts/:accountId/sessions': route(organiser, none, done),
  /** Shuts an account for good: its sessions and tokens end at once, what it did stays under its name. The last organiser's cannot be shut, nor one's own. */
  'POST /api/accounts/:accountId/close': route(organiser, none, done),
  /** The newest 500. */
  'GET /api/door-log': route(['organiser', 'auditor'], none, z.array(DoorEntry)),
  /** `unit`: the organisation an arbitrator belongs to, so that no appeal of it is given to the arbitrator. A leader's link is made for a unit. */
  'POST /api/accounts/links': route(organiser, z.strictObject({ role: HouseRole, unit: Plain.trim().max(100).exactOptional() }), AccountLink),
} as const;
