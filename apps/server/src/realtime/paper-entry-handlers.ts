/** Answers the chief's word on paper and tablet. */
import type { paperEntryMessages } from '@leitai/contract';
import { asPanel } from '../access/as-role.ts';
import { decidePaper } from '../use-cases/paper-entry-end.ts';
import type { Handlers } from './handler.ts';

export const paperEntryHandlers: Pick<Handlers, keyof typeof paperEntryMessages> = {
  'paper:decide': (ctx, _socket, identity, input) => decidePaper(ctx, asPanel(identity), input),
};
