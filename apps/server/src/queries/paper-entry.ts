/** Paper sheets: as their number opens them, as they wait, as the chief decides on them, and their photographs. */
import { paperNumber, parsePaperNumber, type ContestedPaper, type OpenedPaper, type PaperEntry, type PaperMarks, type Text } from '@leitai/contract';
import { Refused, type Database, type PaperEntryModel } from '@leitai/database';
import type { Scheme } from '@leitai/scoring';
import type { AccountIdentity, Identity } from '../access/identity.ts';
import type { Photo } from './evidence.ts';
import { marksOf } from './sheet.ts';

type Numbered = { readonly sheetId: string; readonly contestId: string; readonly number: string };

/** Of the judge who has the seat now. @throws Refused 'paper.number' where the check digits do not fit, or there is no such sheet. */
export async function numberedSheet(db: Database, eventId: string, typed: string): Promise<Numbered> {
  const place = parsePaperNumber(typed);
  const sheet = place && (await db.sheet.findFirst({
    where: { eventId, attempt: place.attempt, entrant: { code: place.code }, judge: { seat: place.seat, role: 'judge', endedAt: null } }, select: { id: true, contestId: true },
  }));
  if (!sheet) throw new Refused('paper.number');
  return { sheetId: sheet.id, contestId: sheet.contestId, number: paperNumber(place) };
}

/** @throws Refused 'paper.number'; 'sheet.locked', 'judge.recused' and 'contest.not-running' where nothing is typed in any more. */
export async function openPaper(db: Database, me: AccountIdentity, eventId: string, typed: string): Promise<OpenedPaper> {
  const { sheetId, contestId, number } = await numberedSheet(db, eventId, typed);
  const sheet = await db.sheet.findUniqueOrThrow({
    where: { eventId_id: { eventId, id: sheetId } },
    include: { marks: true, entrant: true, judge: true, contest: { include: { post: true, scheme: true } }, papers: { where: { state: { not: 'aside' } }, orderBy: { enteredAt: 'desc' }, take: 1 } },
  });
  const { contest, entrant, judge, papers: [entry = null] } = sheet;
  const open = sheet.state === 'open' || sheet.state === 'returned';
  const step = stepFor(entry, open, me);
  if (step !== 'done') {
    if (sheet.state === 'recused') throw new Refused('judge.recused');
    if (!open) throw new Refused('sheet.locked', { state: sheet.state });
    if (contest.state !== 'running') throw new Refused('contest.not-running');
  }
  return {
    contest: { id: contestId, letter: contest.post.letter, name: contest.post.shortName as Text },
    number, code: entrant.code, seat: judge.seat, attempt: sheet.attempt, scheme: contest.scheme.body as unknown as Scheme, step,
    tabletMarks: Object.keys(marksOf(sheet)).length,
    entry: entry && toEntry(entry),
    readings: step === 'settle' ? { first: entry!.first as PaperMarks, second: entry!.second as PaperMarks } : null,
  };
}

function stepFor(entry: PaperEntryModel | null, open: boolean, me: AccountIdentity): OpenedPaper['step'] {
  // A sheet that was applied and then given back may be marked on paper once more.
  if (!entry || (entry.state === 'applied' && open)) return 'enter';
  if (entry.state === 'applied') return 'done';
  if (entry.state === 'contested' || entry.enteredById === me.accountId) return 'wait';
  return entry.state === 'entered' ? 'verify' : 'settle';
}

export async function paperEntries(db: Database, eventId: string): Promise<{ entries: PaperEntry[] }> {
  const entries = await db.paperEntry.findMany({ where: { eventId }, orderBy: [{ enteredAt: 'desc' }, { id: 'asc' }] });
  return { entries: entries.map(toEntry) };
}

const toEntry = ({ id, contestId, number, state, enteredBy, enteredAt, verifiedBy, settledBy, endedBy, reason }: PaperEntryModel): PaperEntry =>
  ({ id, contestId, number, state, enteredBy, enteredAt: enteredAt.toISOString(), verifiedBy, settledBy, endedBy, reason });

type Place = { readonly eventId: string; readonly contestId: string; readonly entryId: string };

/** @throws Refused 'paper.not-found' while it is still to be typed a second time or settled: whoever verifies it has not seen it. */
export async function contestedPaper(db: Database, me: Identity, place: Place): Promise<ContestedPaper> {
  const entry = await own(db, me, place);
  if (entry.state !== 'contested' && entry.state !== 'applied') throw new Refused('paper.not-found');
  return { entry: toEntry(entry), marks: (entry.settled ?? entry.second) as PaperMarks };
}

/** @throws Refused 'access.forbidden' for another contest's chief, 'paper.not-found'. */
export async function paperPhoto(db: Database, me: Identity, place: Place): Promise<Photo> {
  const { photoHash: hash, photoType: type, eventId } = await own(db, me, place);
  const { bytes } = await db.evidenceBytes.findUniqueOrThrow({ where: { eventId_hash: { eventId, hash } } });
  return { hash, type, bytes };
}

async function own(db: Database, me: Identity, { eventId, contestId, entryId }: Place): Promise<PaperEntryModel> {
  if (me.role === 'chief' && (me.eventId !== eventId || me.contestId !== contestId)) throw new Refused('access.forbidden');
  const entry = await db.paperEntry.findFirst({ where: { eventId, contestId, id: entryId } });
  if (!entry) throw new Refused('paper.not-found');
  return entry;
}
