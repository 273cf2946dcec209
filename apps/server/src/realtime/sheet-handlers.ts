/** Answers the messages of one judge's sheet. */
import type { sheetMessages } from '@leitai/contract';
import { asPanel } from '../access/as-role.ts';
import { putMark } from '../use-cases/put-mark.ts';
import { returnSheet } from '../use-cases/return-sheet.ts';
import { submitSheet } from '../use-cases/submit-sheet.ts';
import { withdrawSheet } from '../use-cases/withdraw-sheet.ts';
import type { Handlers } from './handler.ts';

export const sheetHandlers: Pick<Handlers, keyof typeof sheetMessages> = {
  'mark:put': (ctx, _socket, identity, input) => putMark(ctx, asPanel(identity), input),
  'sheet:submit': (ctx, _socket, identity, input) => submitSheet(ctx, asPanel(identity), input),
  'sheet:withdraw': (ctx, _socket, identity, input) => withdrawSheet(ctx, asPanel(identity), input),
  'sheet:return': (ctx, _socket, identity, input) => returnSheet(ctx, asPanel(identity), input),
};
