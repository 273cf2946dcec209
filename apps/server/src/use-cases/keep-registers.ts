/** Lines of a register by hand: entered, corrected and struck with a reason, given a file, and decided on by a second person; each an event of the programme's record. */
import { registerDefinitions, type RegisterKind } from '@leitai/contract/register-kinds';
import type { FileAttaching, RegisterCells } from '@leitai/contract';
import { Refused, type Command, type RegisterEntryModel, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import { sameName } from '../access/same-name.ts';
import type { Context } from '../context.ts';
import { COUNTING, knownTo } from '../queries/registers.ts';
import { readLine, type Line } from '../roster/register-rows.ts';
import { tidy } from '../roster/table.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';
import { inspectEvidence } from './inspect-evidence.ts';
import { programmeCommand } from './programme-command.ts';

export type RegisterPlace = { readonly eventId: string; readonly register: RegisterKind };
type UploadedFile = { readonly name: string; readonly bytes: Uint8Array };
type EntryPlace = RegisterPlace & { readonly lineId: string };

/** The command's id becomes the line's. @throws Refused 'event.not-found', 'register.invalid' (details.faults), 'register.duplicate'. */
export async function enterLine(ctx: Context, me: AccountIdentity, { eventId, register }: RegisterPlace, { cells, ...command }: Command & { readonly cells: RegisterCells }): Promise<{ id: string }> {
  const id = command.commandId;
  await step(ctx, me, { eventId, register, lineId: id }, 'register:enter', null, async (tx, now) => {
    await tx.registerEntry.create({ data: { ...columnsOf(await readCells(tx, { eventId, register }, cells, id)), ...newLine({ eventId, register }, me), id, changedAt: now } });
  }, {}, command);
  return { id };
}

/** One that was decided on is struck and entered anew. @throws Refused as `enterLine`, and 'register.not-found', 'register.stale', 'register.decided'. */
export function correctLine(ctx: Context, me: AccountIdentity, place: EntryPlace, { cells, version, reason }: { readonly cells: RegisterCells; readonly version: number; readonly reason: string }): Promise<void> {
  return step(ctx, me, place, 'register:correct', reason, async (tx, now) => {
    const entry = await standing(tx, place, version);
    if (registerDefinitions[place.register].decided && entry.state === 'stands') throw new Refused('register.decided');
    // Who corrects a line has entered it: somebody else decides.
    await next(tx, entry, { ...columnsOf(await readCells(tx, place, cells, entry.id)), enteredById: me.accountId, enteredBy: me.name }, now);
  });
}

/** @throws Refused 'register.not-found', 'register.stale', 'register.decided'. */
export function strikeLine(ctx: Context, me: AccountIdentity, place: EntryPlace, { version, reason }: { readonly version: number; readonly reason: string }): Promise<void> {
  return step(ctx, me, place, 'register:strike', reason, async (tx, now) => next(tx, await standing(tx, place, version), { state: 'struck' }, now));
}

/** @throws Refused as `strikeLine`, and 'register.same-person'. */
export function decideLine(ctx: Context, me: AccountIdentity, place: EntryPlace, { version, accept, reason }: { readonly version: number; readonly accept: boolean; readonly reason: string }): Promise<void> {
  return step(ctx, me, place, 'register:decide', reason, async (tx, now) => {
    const entry = await standing(tx, place, version);
    if (entry.state !== 'waiting') throw new Refused('register.decided');
    if (entry.enteredById === me.accountId || sameName(entry.enteredBy, me.name)) throw new Refused('register.same-person');
    await next(tx, entry, { state: accept ? 'stands' : 'rejected' }, now);
  }, { accept });
}

/** A photograph or a PDF, told by its content. A first one needs no reason, another in its place does. @throws Refused as `strikeLine`, 'appeal.bad-evidence', 'register.reason', 'request.invalid' for a register whose lines carry none. */
export async function attachFile(ctx: Context, me: AccountIdentity, place: EntryPlace, { version, reason }: FileAttaching, { name, bytes }: UploadedFile): Promise<void> {
  if (!registerDefinitions[place.register].carries) throw new Refused('request.invalid', { fields: [{ path: 'register', code: 'unknown' }] });
  const { type, sha256: hash } = await inspectEvidence(name, bytes);
  const { eventId } = place;
  await step(ctx, me, place, 'register:attach', reason, async (tx, now) => {
    const entry = await standing(tx, place, version);
    if (entry.fileHash !== null && reason === null) throw new Refused('register.reason');
    await tx.evidenceBytes.createMany({ data: [{ eventId, hash, bytes: Uint8Array.from(bytes) }], skipDuplicates: true });
    await next(tx, entry, { fileHash: hash, fileType: type, fileName: name }, now);
  });
}

/** Columns of a line that is new, whether typed in or imported. */
export const newLine = ({ eventId, register }: RegisterPlace, me: AccountIdentity) =>
  ({ eventId, register, state: registerDefinitions[register].decided ? 'waiting' as const : 'stands' as const, enteredById: me.accountId, enteredBy: me.name });

export const columnsOf = ({ key, day, organisationId, postId, body }: Line) => ({ key, day: day === null ? null : new Date(day), organisationId, postId, body: { ...body } });

async function step(
  ctx: Context, me: AccountIdentity, { eventId, lineId }: EntryPlace, type: string, reason: string | null, work: (tx: Transaction, now: Date) => Promise<void>, said: object = {}, command: Command = fromOrganiser(new Date()),
): Promise<void> {
  await programmeCommand(ctx, eventId, actorOf(me), command, {
    type, subject: lineId,
    change: async (tx, now) => {
      await work(tx, now);
      return { entry: { by: me.name, reason, ...said }, rows: [{ table: 'register_entry', id: lineId }], answer: {} };
    },
  });
}

async function readCells(tx: Transaction, { eventId, register }: RegisterPlace, cells: RegisterCells, id: string): Promise<Line> {
  const row = { line: 0, cells: Object.fromEntries(Object.entries(cells).map(([column, text]) => [column, { text: tidy(text), formula: false }])) };
  const { entry, faults } = readLine(register, row, await knownTo(tx, eventId, register));
  if (faults.length > 0) throw new Refused('register.invalid', { faults });
  const same = await tx.registerEntry.count({ where: { eventId, register, key: entry.key, state: { in: [...COUNTING] }, id: { not: id } } });
  if (same > 0) throw new Refused('register.duplicate');
  return entry;
}

async function standing(tx: Transaction, { eventId, register, lineId }: EntryPlace, version: number): Promise<RegisterEntryModel> {
  const entry = await tx.registerEntry.findUnique({ where: { eventId_id: { eventId, id: lineId }, register } });
  if (!entry) throw new Refused('register.not-found');
  if (entry.state === 'struck' || entry.state === 'rejected') throw new Refused('register.decided');
  if (entry.version !== version) throw new Refused('register.stale');
  return entry;
}

type Columns = Partial<ReturnType<typeof columnsOf> & Pick<RegisterEntryModel, 'state' | 'enteredBy' | 'enteredById' | 'fileHash' | 'fileType' | 'fileName'>>;

export async function next(tx: Transaction, { eventId, id, version }: Pick<RegisterEntryModel, 'eventId' | 'id' | 'version'>, columns: Columns, now: Date): Promise<void> {
  await tx.registerEntry.update({ where: { eventId_id: { eventId, id } }, data: { ...columns, version: version + 1, changedAt: now } });
}
