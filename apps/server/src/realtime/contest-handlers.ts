/** Answers the messages by which a chief runs a contest. */
import type { contestMessages } from '@leitai/contract';
import { asAccount, asPanel } from '../access/as-role.ts';
import { callEntrant } from '../use-cases/call-entrant.ts';
import { confirmResult } from '../use-cases/confirm-result.ts';
import { driveTimer } from '../use-cases/drive-timer.ts';
import { reinstate, takeOut } from '../use-cases/entrant-out.ts';
import { grantAttempt } from '../use-cases/grant-attempt.ts';
import { moveSheet } from '../use-cases/move-sheet.ts';
import { nudgeJudge } from '../use-cases/nudge-judge.ts';
import { recuse } from '../use-cases/recuse.ts';
import { askSubstitute } from '../use-cases/substitute.ts';
import type { Handlers } from './handler.ts';

export const contestHandlers: Pick<Handlers, keyof typeof contestMessages> = {
  'entrant:call': (ctx, _socket, identity, input) => callEntrant(ctx, asPanel(identity), input),
  'entrant:out': (ctx, _socket, identity, input) => takeOut(ctx, asPanel(identity), input),
  'entrant:reinstate': (ctx, _socket, identity, input) => reinstate(ctx, asPanel(identity), input),
  'entrant:ask-substitute': (ctx, _socket, identity, input) => askSubstitute(ctx, asPanel(identity), input),
  'attempt:grant': (ctx, _socket, identity, input) => grantAttempt(ctx, asPanel(identity), input),
  'sheet:move': (ctx, _socket, identity, input) => moveSheet(ctx, asPanel(identity), input),
  'judge:nudge': (ctx, _socket, identity, input) => nudgeJudge(ctx, identity.role === 'chief' ? asPanel(identity) : asAccount(identity), input),
  'timer:start': (ctx, _socket, identity, input) => driveTimer(ctx, asPanel(identity), 'start', input),
  'timer:pause': (ctx, _socket, identity, input) => driveTimer(ctx, asPanel(identity), 'pause', input),
  'timer:stop': (ctx, _socket, identity, input) => driveTimer(ctx, asPanel(identity), 'stop', input),
  'timer:reset': (ctx, _socket, identity, input) => driveTimer(ctx, asPanel(identity), 'reset', input),
  'timer:extend': (ctx, _socket, identity, input) => driveTimer(ctx, asPanel(identity), 'extend', input),
  'recusal:declare': (ctx, _socket, identity, { entrantId, reason, ...command }) => {
    const me = asPanel(identity);
    return recuse(ctx, me, me, command, { judgeId: me.judgeId, entrantId, cause: 'declared', reason });
  },
  'recusal:order': (ctx, _socket, identity, { judgeId, entrantId, reason, ...command }) => {
    const me = asPanel(identity);
    return recuse(ctx, me, me, command, { judgeId, entrantId, cause: 'ordered', reason });
  },
  'result:confirm': (ctx, _socket, identity, input) => confirmResult(ctx, asPanel(identity), input),
};
