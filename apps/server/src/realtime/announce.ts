/** Turns notices into frames for the rooms they concern. Frames that are read from the truth are coalesced per contest and event. */
import type { HallState } from '@leitai/contract';
import type { Server } from 'socket.io';
import type { Context } from '../context.ts';
import { callRoom } from '../queries/call-room.ts';
import { ceremonyState, presenterState } from '../queries/ceremony.ts';
import { displaysState } from '../queries/displays.ts';
import { controlState } from '../queries/control-state.ts';
import { contestFrame } from '../queries/contest-frame.ts';
import { panelJudges } from '../queries/desk.ts';
import { paced, Rest, type Paced } from '../projection/paced.ts';
import { forgetFacts } from '../projection/facts.ts';
import { eventKeys, overviewKey } from '../projection/keys.ts';
import { readHall } from '../projection/read.ts';
import type { Projector } from '../projection/projector.ts';
import type { Notices } from './notices.ts';
import type { Relay } from './relay.ts';
import { rooms } from './rooms.ts';

/** Least milliseconds between two frames of one contest, and of one control room. */
const CONTEST_PACE = 50;
const CONTROL_PACE = 250;
/** Milliseconds these frames leave to the board, whose public waits for the same result. */
const LEAD = 20;
/** Milliseconds without such a frame for each millisecond that reading and sending one took, so that a wave of results leaves the time to results. */
const REST = 3;

/** Milliseconds a tablet has to say that it shows what it was told. */
const ANSWER = 2_500;

/** Told to every node, with the ids of the event and its contests. */
const REPLACED = 'replaced';

type FrameContext = Pick<Context, 'db' | 'live' | 'presence' | 'screensOnline' | 'log'>;
type Announcer = Notices & {
  /** This node's screens lack the hall as it stands. */
  hallDueHere(eventId: string): void;
  close(): Promise<void>;
};

export function createAnnouncer(io: Server, relay: Relay, ctx: FrameContext, projector: Projector): Announcer {
  const frames = truthFrames(relay, ctx);
  relay.onCall((frame, key) => {
    if (frame === REPLACED) {
      const ids = key.split(',');
      forgetFacts(ctx.db, ids);
      relay.beginAnew(new Set(ids));
    }
    if (Object.hasOwn(frames, frame)) frames[frame as keyof typeof frames].due(key);
  });
  const due = (frame: keyof typeof frames, key: string): void => relay.call(frame, key);

  return {
    markPut: (put) => relay.send(rooms.contest(put.contestId), 'mark:changed', put),
    sheetChanged(eventId, contestId, sheet, revision) {
      const message = { contestId, sheet, revision };
      relay.send(rooms.judge(sheet.judgeId), 'sheet:changed', message);
      relay.send(rooms.contest(contestId), 'sheet:changed', message);
      due('control', eventId);
    },
    nudge: (judgeId, entrantId) => new Promise((resolve) => {
      const message = { entrantId, at: new Date().toISOString() };
      // Those that have answered in time answer for the judge.
      io.to(rooms.judge(judgeId)).timeout(ANSWER).emit('judge:nudged', message, (_late: unknown, answers: readonly boolean[]) => resolve(answers.includes(true)));
    }),
    recused(eventId, contestId, recusal, revision) {
      const message = { contestId, recusal, revision };
      relay.send(rooms.judge(recusal.judgeId), 'recusal:made', message);
      relay.send(rooms.contest(contestId), 'recusal:made', message);
      due('control', eventId);
    },
    sealed: (contestId) => io.in(rooms.contestStaff(contestId)).socketsLeave(rooms.contest(contestId)),
    contestChanged(eventId, contestId) {
      due('contest', `${eventId}/${contestId}`);
      due('control', eventId);
    },
    boardDue: projector.boardDue,
    programmeChanged: (eventId, revision, subject) => relay.send(rooms.programme(eventId), 'programme:changed', { eventId, subject, revision }),
    scheduleChanged(eventId) {
      due('hall', eventId);
      due('control', eventId);
    },
    callRoomChanged(eventId, contestId) {
      due('call', `${eventId}/${contestId}`);
      due('contest', `${eventId}/${contestId}`);
      due('control', eventId);
    },
    broadcastChanged(eventId, contestIds, id, word) {
      for (const contestId of contestIds) relay.send(rooms.panel(contestId), 'broadcast:changed', { id, word });
      due('hall', eventId);
      due('control', eventId);
    },
    hallDueHere: (eventId) => frames.hall.due(eventId),
    ceremonyChanged: (eventId) => due('ceremony', eventId),
    displayChanged: (state) => relay.send(rooms.display(state.id), 'display:changed', state),
    displayGone: (id) => relay.send(rooms.display(id), 'display:gone', { id }),
    displaysChanged: (eventId) => due('displays', eventId),
    seatsChanged(eventId, contestId) {
      due('control', eventId);
      if (contestId) due('judges', `${eventId}/${contestId}`);
    },
    visitsChanged: (eventId) => relay.send(rooms.inspectors, 'visits:changed', { eventId }),
    deviceInactive: (sessionId) => relay.send(rooms.session(sessionId), 'device:inactive', { at: new Date().toISOString() }),
    async postsChanged(eventId) {
      await ctx.live.forget([overviewKey(eventId)]).catch((error: unknown) => ctx.log.error({ err: error }, 'the overview lacks a post until its first result'));
      due('hall', eventId);
      due('control', eventId);
    },
    async eventReplaced(eventId, contestIds) {
      await ctx.live.forget(eventKeys(eventId, contestIds)).catch((error: unknown) => ctx.log.error({ err: error }, 'boards of a replaced event stay'));
      relay.call(REPLACED, [eventId, ...contestIds].join(','));
    },
    deviceRevoked(sessionId) {
      relay.send(rooms.session(sessionId), 'device:revoked', { at: new Date().toISOString() });
      io.in(rooms.session(sessionId)).disconnectSockets(true);
    },
    close: async () => {
      await Promise.all(Object.values(frames).map((frame) => frame.close()));
    },
  };
}

/** Frames read from the truth, each only where somebody on this node listens. */
function truthFrames({ sendHere, watched }: Relay, ctx: FrameContext): Record<'contest' | 'judges' | 'call' | 'control' | 'displays' | 'hall' | 'ceremony', Paced> {
  const { db, presence, log } = ctx;
  const rest = new Rest(REST);
  const counted = (run: (key: string) => Promise<void>) => async (key: string): Promise<void> => {
    const started = performance.now();
    await run(key);
    rest.spent(performance.now() - started);
  };
  return {
    contest: paced(CONTEST_PACE, log, counted(async (key) => {
      const [eventId, contestId] = key.split('/') as [string, string];
      if (!watched(rooms.panel(contestId)) && !watched(rooms.contest(contestId))) return;
      const { contest, forPanel, forChief, arrivals } = await contestFrame(db, eventId, contestId);
      sendHere(rooms.panel(contestId), 'contest:changed', { contest, entrants: forPanel });
      sendHere(rooms.contest(contestId), 'contest:changed', { contest, entrants: forChief, arrivals });
    }), { lead: LEAD, rest }),
    judges: paced(CONTROL_PACE, log, counted(async (key) => {
      const [eventId, contestId] = key.split('/') as [string, string];
      if (!watched(rooms.contest(contestId))) return;
      sendHere(rooms.contest(contestId), 'judges:changed', { contestId, judges: await panelJudges(db, presence, eventId, contestId) });
    }), { rest }),
    call: paced(CONTROL_PACE, log, counted(async (key) => {
      const [eventId, contestId] = key.split('/') as [string, string];
      if (watched(rooms.call(contestId))) sendHere(rooms.call(contestId), 'call:changed', await callRoom(db, { eventId, contestId }));
    }), { rest }),
    control: paced(CONTROL_PACE, log, counted(async (eventId) => {
      if (watched(rooms.control(eventId))) sendHere(rooms.control(eventId), 'control:changed', await controlState(ctx, eventId));
    }), { lead: LEAD, rest }),
    displays: paced(CONTROL_PACE, log, counted(async (eventId) => {
      if (watched(rooms.displays(eventId))) sendHere(rooms.displays(eventId), 'displays:changed', await displaysState(ctx, eventId));
    }), { rest }),
    ceremony: paced(CONTEST_PACE, log, async (eventId) => {
      if (watched(rooms.ceremony(eventId))) sendHere(rooms.ceremony(eventId), 'ceremony:changed', await ceremonyState(db, eventId));
      if (watched(rooms.presenter(eventId))) sendHere(rooms.presenter(eventId), 'presenter:changed', await presenterState(db, eventId));
    }),
    hall: paced(CONTROL_PACE, log, counted(async (eventId) => {
      if (watched(rooms.hall(eventId))) sendHere(rooms.hall(eventId), 'hall:changed', JSON.parse((await readHall(ctx, eventId)).body) as HallState);
    }), { lead: LEAD, rest }),
  };
}
