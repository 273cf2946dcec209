/** Backups on the timer, by one node at a time, and those before something that cannot be taken back. A disk that fails is said in the console; judging goes on. */
import { Refused, type Database } from '@leitai/database';
import type { Context } from '../context.ts';
import { unwatched, type Work } from './jobs.ts';
import { makeFile, sameContent } from './make-file.ts';

/** How often it is looked whether an event is due, in milliseconds. */
const LOOK = 30_000;

/** @returns `close` waits for a backup under way, which it cancels. */
export function startBackups(ctx: Context): { close(): Promise<void> } {
  const { db, files, log } = ctx;
  if (files.every === 0) return { close: () => Promise.resolve() };
  const work = { ...unwatched(), stop: new AbortController() };
  let under: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    under = under.then(() => backUpDue(ctx, { signal: work.stop.signal, tell: work.tell })).catch((error: unknown) => log.error({ error: String(error) }, 'backups were not looked after'));
  }, Math.min(LOOK, (files.every * 60_000) / 4));
  under = watch(db);
  return {
    close() {
      clearInterval(timer);
      work.stop.abort();
      return under.catch(() => {});
    },
  };
}

/** An event is first backed up when it has been here for a while. */
const watch = async (db: Database): Promise<void> => {
  await db.$executeRaw`
    INSERT INTO backup_state (event_id, tried_at) SELECT e.id, now() FROM event e
    WHERE NOT e.practice AND EXISTS (SELECT FROM contest c WHERE c.event_id = e.id AND c.state <> 'final') ON CONFLICT DO NOTHING`;
};

/** Makes what is due, one after the other; a node that stops leaves the rest to whichever looks next. */
export async function backUpDue(ctx: Context, work: Work): Promise<void> {
  const { files } = ctx;
  await watch(ctx.db);
  while (!work.signal.aborted) {
    const eventId = await claim(ctx);
    if (eventId === null) return;
    await told(ctx, eventId, async () => {
      const [last] = await files.folder.list().then((all) => all.filter((file) => file.eventId === eventId && file.cause === 'timer'));
      const made = await makeFile(files, eventId, 'timer', work);
      const before = last && (await files.folder.describe(last));
      if (before && sameContent(before, made)) await files.folder.remove(made);
    }, work);
  }
}

/** So that of several nodes one makes it. What seems to have been tried long after now was tried before the clock was put back. @returns null where nothing is due. */
async function claim({ db, files }: Context): Promise<string | null> {
  const [due] = await db.$queryRaw<{ id: string }[]>`
    UPDATE backup_state SET tried_at = now() WHERE event_id = (
      SELECT b.event_id FROM backup_state b WHERE b.tried_at NOT BETWEEN now() - make_interval(mins => ${files.every}::int) AND now() + make_interval(mins => ${files.every}::int)
        AND EXISTS (SELECT FROM contest c WHERE c.event_id = b.event_id AND c.state <> 'final') ORDER BY b.tried_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING event_id::text AS id`;
  return due?.id ?? null;
}

/** Before what adds or changes much: made if it can be, said if it cannot. */
export const backUpBefore = (ctx: Context, eventId: string): Promise<void> =>
  told(ctx, eventId, async () => void (await makeFile(ctx.files, eventId, 'import', unwatched())));

/** Keeps how it went, for the control room. */
async function told(ctx: Context, eventId: string, make: () => Promise<void>, { signal }: Pick<Work, 'signal'> = unwatched()): Promise<void> {
  const { db, log, notices } = ctx;
  const keep = (outcome: { madeAt: Date; failure: null } | { failure: string }) =>
    db.backupState.upsert({ where: { eventId }, create: { eventId, triedAt: new Date(), ...outcome }, update: outcome });
  try {
    await make();
    await keep({ madeAt: new Date(), failure: null });
  } catch (error) {
    // Given up, not failed: it is due again at once.
    if (signal.aborted) return void (await db.backupState.updateMany({ where: { eventId }, data: { triedAt: new Date(0) } }));
    log.error({ err: error, eventId }, 'a backup failed');
    await keep({ failure: error instanceof Refused ? String((error.details as { code?: unknown } | undefined)?.code ?? error.code) : 'server.failed' });
  }
  notices.seatsChanged(eventId, null);
}
