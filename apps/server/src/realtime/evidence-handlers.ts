/** Answers the messages of what stands beside a mark. */
import type { evidenceMessages } from '@leitai/contract';
import { asPanel } from '../access/as-role.ts';
import { putNote } from '../use-cases/put-note.ts';
import { removeEvidence } from '../use-cases/remove-evidence.ts';
import type { Handlers } from './handler.ts';

export const evidenceHandlers: Pick<Handlers, keyof typeof evidenceMessages> = {
  'note:put': (ctx, _socket, identity, input) => putNote(ctx, asPanel(identity), input),
  'evidence:remove': (ctx, _socket, identity, input) => removeEvidence(ctx, asPanel(identity), input),
};
