/** Answers the messages of what stands beside a mark. */
import type { evidenceMessages } from '@leitai/contract';
import { seatOf } from '../access/as-inspector.ts';
import { putNote } from '../use-cases/put-note.ts';
import { removeEvidence } from '../use-cases/remove-evidence.ts';
import type { Handlers } from './handler.ts';

export const evidenceHandlers: Pick<Handlers, keyof typeof evidenceMessages> = {
  'note:put': async (ctx, _socket, identity, input) => putNote(ctx, await seatOf(ctx.db, identity, input), input),
  'evidence:remove': async (ctx, _socket, identity, input) => removeEvidence(ctx, await seatOf(ctx.db, identity, input), input),
};
