/** Answers the messages of screens. */
import type { displayMessages, HallState } from '@leitai/contract';
import { readHall } from '../projection/read.ts';
import { displaysState } from '../queries/displays.ts';
import { displayOf, seeDisplay } from '../use-cases/join-display.ts';
import {
  blankDisplays, identifyDisplays, nameDisplay, reloadDisplays, removeDisplays, replaceDisplay, setDisplays, showOn,
} from '../use-cases/tell-displays.ts';
import type { Context } from '../context.ts';
import type { Handlers } from './handler.ts';
import { joined } from './room-handlers.ts';
import { rooms } from './rooms.ts';
import { enterScreen } from './screens.ts';

/** A command: carried out, and acknowledged with nothing more. */
const done = <Input>(work: (ctx: Context, input: Input) => Promise<void>) =>
  async (ctx: Context, _socket: unknown, _identity: unknown, input: Input): Promise<Record<string, never>> => {
    await work(ctx, input);
    return {};
  };

export const displayHandlers: Pick<Handlers, keyof typeof displayMessages> = {
  'display:join': async (ctx, socket, _identity, { token, ...picture }) => {
    const id = await displayOf(ctx, token);
    await enterScreen(ctx, socket, id);
    return seeDisplay(ctx, id, picture);
  },
  'hall:join': async (ctx, socket, _identity, { eventId }) => {
    const hall = await joined(socket, rooms.hall(eventId), () => readHall(ctx, eventId));
    return JSON.parse(hall.body) as HallState;
  },
  'displays:join': (ctx, socket, _identity, { eventId }) => joined(socket, rooms.displays(eventId), () => displaysState(ctx, eventId)),
  'display:show': done(showOn),
  'display:blank': done(blankDisplays),
  'display:identify': done(identifyDisplays),
  'display:reload': done(reloadDisplays),
  'display:set': done(setDisplays),
  'display:name': done(nameDisplay),
  'display:remove': done(removeDisplays),
  'display:replace': done(replaceDisplay),
};
