/** One handler per socket message: parsed input in, use case, answer out. */
import type { CommandName, MessageInput, MessageName, MessageOutput } from '@leitai/contract';
import type { Socket } from 'socket.io';
import type { Identity } from '../access/identity.ts';
import type { Context } from '../context.ts';

/** What may be sent by HTTP as well has no connection then. */
type Handler<N extends MessageName> = (
  ctx: Context, socket: N extends CommandName ? Socket | null : Socket, identity: Identity, input: MessageInput<N>,
) => Promise<MessageOutput<N>>;

export type Handlers = { readonly [N in MessageName]: Handler<N> };
