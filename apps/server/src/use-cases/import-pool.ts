/** Judges' pool by file: previewed against the pool as it is, then imported all or nothing. Who is not in the file stays. */
import { randomUUID } from 'node:crypto';
import type { PoolJudge, PoolPreview, RouteOutput, Text } from '@leitai/contract';
import { Refused, type Database, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { backUpBefore } from '../event-file/backups.ts';
import { judgePool } from '../queries/judge-pool.ts';
import { rowsOf } from '../roster/columns.ts';
import { keyOf } from '../roster/event-roster.ts';
import { POOL_HEADINGS, POOL_REQUIRED, readPoolRows, type ReadRow } from '../roster/pool-rows.ts';
import { readTable } from '../roster/read-table.ts';
import { keepPoolJudge, knownJudge } from './keep-pool.ts';
import { followed } from './recusal-rule.ts';
import { takeImport, waits } from './take-import.ts';

/** Each row costs several statements: a pool is hundreds, not tens of thousands. */
const MOST_JUDGES = 1_000;

type Planned = ReadRow & { readonly does: PoolPreview['rows'][number]['does']; readonly known: PoolJudge | undefined };

/** @throws Refused 'event.not-found', 'import.unreadable', 'import.too-many-rows' (details.most), 'import.missing-column'. */
export async function previewPool({ db }: Context, eventId: string, file: { readonly name: string; readonly bytes: Uint8Array }, stop?: AbortSignal): Promise<PoolPreview> {
  const pool = await judgePool(db, eventId);
  const rows = rowsOf(await readTable(file.bytes, stop), POOL_HEADINGS, POOL_REQUIRED);
  if (rows.length > MOST_JUDGES) throw new Refused('import.too-many-rows', { most: MOST_JUDGES });
  const read = readPoolRows(rows, await postsOf(db, eventId));
  const planned = plan(pool, read);
  const stored = await db.rosterImport.create({ data: { eventId, id: randomUUID(), kind: 'judges', fileName: file.name, rows: read } });
  const named = new Set(planned.map(({ known }) => known?.personId));
  const count = (does: Planned['does']): number => planned.filter((row) => row.does === does).length;
  return {
    importId: stored.id, fileName: file.name,
    rows: planned.map(({ line, cells, faults, does }) => ({ line, cells, faults: [...faults], does })),
    faulty: count(null), adds: count('add'), changes: count('change'), same: count('same'),
    missing: pool.filter(({ personId }) => !named.has(personId)).map(({ name, organisation }) => ({ name, organisation })),
  };
}

/** Backs the event up where the pool has somebody, and plans anew. @throws Refused 'import.stale', 'import.has-faults' (details.faulty), and what `keepPoolJudge` refuses. */
export async function confirmPool(
  ctx: Context, me: AccountIdentity, { eventId, importId }: { readonly eventId: string; readonly importId: string }, skipFaulty: boolean,
): Promise<RouteOutput<'POST /api/events/:eventId/pool-import/:importId/confirm'>> {
  if ((await waits(ctx.db, { eventId, importId }, 'judges')) && (await ctx.db.poolJudge.count({ where: { eventId } })) > 0) await backUpBefore(ctx, eventId);
  let planned: readonly Planned[] = [];
  await followed(ctx, me, eventId, async (tx) => {
    planned = plan(await judgePool(tx, eventId), await takeImport<ReadRow>(tx, { eventId, importId }, 'judges'));
    const faulty = planned.filter(({ does }) => does === null).length;
    if (faulty > 0 && !skipFaulty) throw new Refused('import.has-faults', { faulty });
    for (const { does, judge, known } of planned) {
      if (does === null || does === 'same') continue;
      const personId = known?.personId ?? (await knownJudge(tx, eventId, judge)) ?? randomUUID();
      await keepPoolJudge(tx, { eventId, personId }, judge);
    }
  });
  const count = (does: Planned['does']): number => planned.filter((row) => row.does === does).length;
  return { added: count('add'), changed: count('change'), same: count('same'), skipped: count(null) };
}

/** Found by number, or, without one, by name and organisation. A number that is another's in the pool is a fault. */
function plan(pool: readonly PoolJudge[], rows: readonly ReadRow[]): Planned[] {
  const byNumber = new Map(pool.map((one) => [one.employeeNo, one]));
  const byName = new Map(pool.flatMap((one) => (one.organisation ? Object.values(one.organisation) : ['']).map((unit) => [`${one.name}\n${unit}`, one] as const)));
  return rows.map((row): Planned => {
    const { name, organisation, employeeNo } = row.judge;
    const known = (employeeNo === '' ? undefined : byNumber.get(employeeNo)) ?? byName.get(`${name}\n${organisation}`);
    if (known && known.name !== name) {
      return { ...row, faults: [...row.faults, { column: 'employeeNo', code: 'duplicate-employee-no' }], does: null, known: undefined };
    }
    return { ...row, does: row.faults.length > 0 ? null : !known ? 'add' : isSame(known, row) ? 'same' : 'change', known };
  });
}

function isSame(known: PoolJudge, { judge }: ReadRow): boolean {
  const held = (one: Pick<PoolJudge, 'qualifications'>): string => JSON.stringify(one.qualifications.map(({ postId, level, until }) => [postId, level, until]).sort());
  const unit = known.organisation === null ? judge.organisation === '' : Object.values(known.organisation).includes(judge.organisation);
  const former = judge.former.every((one) => known.former.some(({ organisation, since, until }) => Object.values(organisation).includes(one.organisation) && since === one.since && until === one.until));
  return unit && former && known.chief === judge.chief && known.gender === judge.gender && known.employeeNo === judge.employeeNo && known.days.join() === judge.days.join() && held(known) === held(judge);
}

async function postsOf(db: Database | Transaction, eventId: string): Promise<(text: string) => string | undefined> {
  const ids = new Map((await db.post.findMany({ where: { eventId } })).flatMap(({ id, code, letter, name, shortName }) =>
    [code, letter, ...Object.values(name as Text), ...Object.values(shortName as Text)].map((text) => [keyOf(text), id] as const)));
  return (text) => ids.get(keyOf(text));
}
