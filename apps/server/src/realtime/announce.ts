/** Turns notices into frames for the rooms they concern. Frames that are read from the truth are coalesced per contest and event. */
import type { Server } from 'socket.io';
import type { Context } from '../context.ts';
import { controlState } from '../queries/control-state.ts';
import { contestFrame, panelJudges } from '../queries/desk.ts';
import { paced } from '../projection/paced.ts';
import type { Projector } from '../projection/projector.ts';
import type { Notices } from './notices.ts';
import type { Relay } from './relay.ts';
import { rooms } from './rooms.ts';

/** Least milliseconds between two frames of one contest, and of one control room. */
const CONTEST_PACE = 50;
const CONTROL_PACE = 250;
/** Milliseconds these frames leave to the board, whose public waits for the same result. */
const LEAD = 20;

export type Announcer = Notices & { close(): Promise<void> };

export function createAnnouncer(io: Server, { send }: Relay, ctx: Pick<Context, 'db' | 'presence' | 'log'>, projector: Projector): Announcer {
  const { db, presence, log } = ctx;
  const contests = paced(CONTEST_PACE, log, async (key) => {
    const [eventId, contestId] = key.split('/') as [string, string];
    const { contest, forPanel, forChief } = await contestFrame(db, eventId, contestId);
    send(rooms.panel(contestId), 'contest:changed', { contest, entrants: forPanel });
    send(rooms.contest(contestId), 'contest:changed', { contest, entrants: forChief });
  }, LEAD);
  const panels = paced(CONTROL_PACE, log, async (key) => {
    const [eventId, contestId] = key.split('/') as [string, string];
    send(rooms.contest(contestId), 'judges:changed', { contestId, judges: await panelJudges(db, presence, eventId, contestId) });
  });
  const controls = paced(CONTROL_PACE, log, async (eventId) => {
    send(rooms.control(eventId), 'control:changed', await controlState(ctx, eventId));
  }, LEAD);

  return {
    markPut: (_eventId, contestId, put) => send(rooms.contest(contestId), 'mark:changed', { contestId, ...put }),
    sheetChanged(eventId, contestId, sheet, revision) {
      const message = { contestId, sheet, revision };
      send(rooms.judge(sheet.judgeId), 'sheet:changed', message);
      send(rooms.contest(contestId), 'sheet:changed', message);
      controls.due(eventId);
    },
    contestChanged(eventId, contestId) {
      contests.due(`${eventId}/${contestId}`);
      controls.due(eventId);
    },
    boardDue: projector.boardDue,
    seatsChanged(eventId, contestId) {
      controls.due(eventId);
      if (contestId) panels.due(`${eventId}/${contestId}`);
    },
    deviceRevoked(sessionId) {
      send(rooms.session(sessionId), 'device:revoked', { at: new Date().toISOString() });
      io.in(rooms.session(sessionId)).disconnectSockets(true);
    },
    close: async () => {
      await Promise.all([contests.close(), panels.close(), controls.close()]);
    },
  };
}
