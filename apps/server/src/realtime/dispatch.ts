/** The one way a socket message is answered: known, allowed, well-formed, carried out, acknowledged. Fails closed. */
import { Id, messages, type Ack, type MessageName } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { Socket } from 'socket.io';
import { requireRole } from '../access/as-role.ts';
import type { Identity } from '../access/identity.ts';
import { serverTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { parse, refusalOf } from '../http/answer.ts';
import { handlers } from './handlers.ts';

type Identify = () => Promise<Identity>;
type Handle = (ctx: Context, socket: Socket, identity: Identity, input: unknown) => Promise<unknown>;

const isMessage = (name: string): name is MessageName => Object.hasOwn(messages, name);

/** After so many refusals for sending too much it is taken for a connection that does nothing else, and closed: refusing costs, too. Whoever is behind it comes back. */
const MOST_REFUSED = 200;

/** @param spend takes one message's allowance; throws Refused 'request.rate-limited' when it is used up. */
export function dispatch(ctx: Context, socket: Socket, identify: Identify, spend: () => void): void {
  const whoInTurn = inTurn(identify);
  let refused = 0;
  socket.onAny((name: string, ...args: unknown[]) => {
    const [ack, started] = [args.at(-1), performance.now()];
    void answer(ctx, socket, whoInTurn, spend, name, args[0]).then((reply) => {
      ctx.metrics.message(isMessage(name) ? name : 'unknown', reply.ok ? 'ok' : reply.error.code, performance.now() - started);
      if (!reply.ok && reply.error.code === 'request.rate-limited' && (refused += 1) > MOST_REFUSED) socket.conn.close(true);
      else if (typeof ack === 'function') ack({ ...reply, at: serverTime().toISOString() });
    });
  });
}

/** Who asks may have to be looked up, for one message longer than for the next: they begin in the order they came, so that a room left and joined again stays joined. */
function inTurn(identify: Identify): Identify {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const mine = last.then(identify, identify);
    last = mine;
    return mine;
  };
}

/** As it stands in the record, if it is one at all. */
const commandIdOf = (input: unknown): string | undefined => Id.safeParse((input as { commandId?: unknown } | null | undefined)?.commandId).data;

async function answer(ctx: Context, socket: Socket, identify: Identify, spend: () => void, name: string, input: unknown): Promise<Ack<unknown>> {
  try {
    spend();
    if (!isMessage(name)) throw new Refused('request.not-found');
    const identity = await identify();
    const { allow, input: schema } = messages[name];
    requireRole(allow, identity);
    return { ok: true, data: await (handlers[name] as Handle)(ctx, socket, identity, parse<unknown>(schema, input)) };
  } catch (error) {
    const log = error instanceof Refused ? ctx.log : ctx.log.child({ connectionId: socket.id, message: isMessage(name) ? name : 'unknown', commandId: commandIdOf(input) });
    return { ok: false, error: refusalOf(error, log) };
  }
}
