/** Where somebody comes from: the address past the proxies in front, and the place brakes count by. */
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { within, type Network } from '../networks.ts';

/** Whether a proxy is believed in what it says of who asked it, as Express asks: its address, and how many stand between it and this server. */
export type Trust = (address: string, hop: number) => boolean;

/** @param proxies how many stand in front, or the networks they are in: of these two only the second holds where people reach this server past the proxy, too. */
export const trustOf = (proxies: number | readonly Network[]): Trust =>
  typeof proxies === 'number' ? (_address, hop) => hop < proxies : within(proxies);

/** What Express calls `req.ip`, for a connection it has not seen. */
export function addressOf({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>, trusts: Trust): string {
  const told = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').map((one) => one.trim()).filter((one) => one !== '');
  const way = [socket.remoteAddress ?? '', ...told.reverse()];
  return way.find((address, hop) => !trusts(address, hop)) ?? way.at(-1)!;
}

/** An address; of IPv6 the network of 64 bits around it, which is the least a line is given (RFC 6177): whoever has one has all its addresses. */
export function placeOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [front = [], back] = address.replace(/%.*/, '').split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const groups = back ? [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back] : front;
  return `${groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
