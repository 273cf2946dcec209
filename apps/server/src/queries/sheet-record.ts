/** One judge's sheet as a document of record: marks, signature, history, and the head of the chain that proves them. */
import type { SheetRecord, SheetSignature, Signature, Text } from '@leitai/contract';
import { Refused, type Prisma } from '@leitai/database';
import type { Scheme } from '@leitai/scoring';
import type { Identity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { serverTime } from '../clock.ts';
import { sheetParts, toSheet } from './sheet.ts';
import { sheetHistory } from './sheet-history.ts';

type Place = { readonly eventId: string; readonly contestId: string; readonly sheetId: string };

const parts = {
  ...sheetParts, entrant: true, judge: { include: { person: true } }, signatures: true, contest: { include: { event: true, post: true, scheme: true } },
} satisfies Prisma.SheetInclude;

/** @throws Refused 'sheet.not-found', also where it is another judge's or another contest's. */
export async function sheetRecord({ db }: Context, me: Identity, { eventId, contestId, sheetId }: Place): Promise<SheetRecord> {
  const own = me.role === 'judge' ? { judgeId: me.judgeId } : me.role === 'chief' ? { contestId: me.contestId } : {};
  return db.$transaction(async (tx) => {
    const row = await tx.sheet.findFirst({ where: { AND: [{ eventId, contestId, id: sheetId }, own] }, include: parts });
    if (!row) throw new Refused('sheet.not-found');
    const { contest, entrant, judge } = row;
    return {
      eventName: contest.event.name as Text,
      contest: { letter: contest.post.letter, name: contest.post.shortName as Text, schemeVersion: contest.scheme.version },
      scheme: contest.scheme.body as unknown as Scheme,
      entrant: { id: entrant.id, code: entrant.code, position: entrant.position },
      judge: { seat: judge.seat, name: judge.person.name },
      sheet: toSheet(row),
      signed: standingSignature(row),
      history: await sheetHistory(tx, { eventId, contestId, sheetId }),
      head: { revision: Number(contest.revision), hash: contest.headHash },
      serverTime: serverTime().toISOString(),
    };
  }, { isolationLevel: 'RepeatableRead' });
}

type Signed = Prisma.SheetGetPayload<{ include: { signatures: true } }>;

/** The latest, while what it was given for stands: a sheet that was given back or withdrawn has none. */
export function standingSignature({ state, submittedAt, signatures }: Pick<Signed, 'state' | 'submittedAt' | 'signatures'>): SheetSignature | null {
  if (submittedAt === null || state === 'returned' || state === 'recused') return null;
  const [last] = signatures.toSorted((a, b) => b.version - a.version);
  return last ? { signature: JSON.parse(last.body) as Signature, hash: last.hash, version: last.version } : null;
}
