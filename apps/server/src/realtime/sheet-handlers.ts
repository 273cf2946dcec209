/** Answers the messages of one judge's sheet. */
import type { sheetMessages } from '@leitai/contract';
import { seatOf } from '../access/as-inspector.ts';
import { asPanel } from '../access/as-role.ts';
import { putMark } from '../use-cases/put-mark.ts';
import { returnSheet } from '../use-cases/return-sheet.ts';
import { submitSheet } from '../use-cases/submit-sheet.ts';
import { withdrawSheet } from '../use-cases/withdraw-sheet.ts';
import type { Handlers } from './handler.ts';

export const sheetHandlers: Pick<Handlers, keyof typeof sheetMessages> = {
  'mark:put': async (ctx, _socket, identity, input) => putMark(ctx, await seatOf(ctx.db, identity, input), input),
  'sheet:submit': async (ctx, _socket, identity, input) => submitSheet(ctx, await seatOf(ctx.db, identity, input), input),
  'sheet:withdraw': async (ctx, _socket, identity, input) => withdrawSheet(ctx, await seatOf(ctx.db, identity, input), input),
  'sheet:return': (ctx, _socket, identity, input) => returnSheet(ctx, asPanel(identity), input),
};
