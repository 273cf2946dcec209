/** Which socket messages may also be sent by HTTP: all but those that are about a connection's rooms. */
import { messages, type MessageName } from './messages.ts';

export type CommandName = Exclude<MessageName, `${string}:join` | 'room:leave'>;

export const isCommand = (name: string): name is CommandName => Object.hasOwn(messages, name) && !name.endsWith(':join') && name !== 'room:leave';
export const commandNames: readonly CommandName[] = Object.keys(messages).filter(isCommand);
