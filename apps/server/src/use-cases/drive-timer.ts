/** timer:start | pause | stop | reset | extend — the chief drives the station's timer of the entrant on stage. */
import { elapsedMs, type MessageInput, type MessageOutput, type StationTimer } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { PanelIdentity } from '../access/identity.ts';
import { serverTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { entrantState } from '../queries/enum-names.ts';
import { contestRules } from '../queries/scheme.ts';
import { timerOf } from '../projection/timer.ts';
import { contestCommand } from './contest-command.ts';

type Drive = 'start' | 'pause' | 'stop' | 'reset' | 'extend';
type Change = { bankedMs?: number; runningSince?: Date | null; extraMs?: { increment: number } | 0; stopped?: boolean };

/** From which states a drive makes sense. Stopped by mistake, a timer may be started again. */
const FROM: { readonly [D in Drive]: readonly StationTimer['state'][] } = {
  start: ['ready', 'paused', 'stopped'],
  pause: ['running'],
  stop: ['running', 'paused'],
  reset: ['ready', 'running', 'paused', 'stopped'],
  extend: ['ready', 'running', 'paused', 'stopped'],
};

/** @throws Refused 'entrant.bad-state' when the entrant is not on stage, 'timer.bad-state' (details.state), 'contest.not-running', 'contest.paused' for a start. */
export async function driveTimer(
  ctx: Context, me: PanelIdentity, drive: Drive, input: MessageInput<'timer:start'> & { readonly seconds?: number },
): Promise<MessageOutput<'timer:start'>> {
  const { eventId, contestId } = me;
  const { entrantId } = input;
  const { scheme } = await contestRules(ctx.db, eventId, contestId);
  const { after, revision } = await contestCommand(ctx, me, input, {
    type: `timer:${drive}`,
    subject: entrantId,
    board: true,
    ...(drive === 'start' && { stage: true }),
    async find(tx) {
      const entrant = await tx.entrant.findFirst({ where: { eventId, contestId, id: entrantId } });
      const attempt = await tx.attempt.findFirst({ where: { eventId, contestId, entrantId }, orderBy: { number: 'desc' } });
      if (!entrant) throw new Refused('entrant.not-found');
      if (!attempt) throw new Refused('entrant.bad-state', { state: entrantState(entrant.state) });
      return { entrant, attempt };
    },
    async change(tx, { entrant, attempt }) {
      if (entrant.state !== 'onStage') throw new Refused('entrant.bad-state', { state: entrantState(entrant.state) });
      const before = timerOf(scheme, attempt);
      if (!FROM[drive].includes(before.state) || (drive === 'extend' && before.limitMs === null)) throw new Refused('timer.bad-state', { state: before.state });
      const { number } = attempt;
      const changed = await tx.attempt.update({
        where: { eventId_entrantId_number: { eventId, entrantId, number } },
        data: changeOf(drive, before, serverTime(), input.seconds ?? 0),
      });
      return { after: { entrant, attempt: changed }, entry: { attempt: number, before, after: timerOf(scheme, changed) } };
    },
  });
  ctx.notices.boardDue(eventId, contestId);
  ctx.notices.contestChanged(eventId, contestId);
  return { timer: timerOf(scheme, after.attempt), revision };
}

function changeOf(drive: Drive, before: StationTimer, now: Date, seconds: number): Change {
  const bankedMs = elapsedMs(before, now.getTime());
  switch (drive) {
    case 'start': return { runningSince: now, stopped: false };
    case 'pause': return { bankedMs, runningSince: null };
    case 'stop': return { bankedMs, runningSince: null, stopped: true };
    case 'reset': return { bankedMs: 0, runningSince: null, stopped: false, extraMs: 0 };
    case 'extend': return { extraMs: { increment: seconds * 1000 } };
    default: return drive satisfies never;
  }
}
