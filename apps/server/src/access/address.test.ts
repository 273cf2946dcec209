/** Who is believed about where somebody comes from, and what counts as one place. */
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { networksOf } from '../networks.ts';
import { addressOf, placeOf, trustOf } from './address.ts';

const from = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe('an address', () => {
  it('is the connection’s own where no proxy stands in front, whatever is said', () => {
    expect(addressOf(from('10.0.0.7', '1.2.3.4'), trustOf(0))).toBe('10.0.0.7');
  });

  it('is what the last of so many proxies was asked from, and not what was told to it', () => {
    expect(addressOf(from('10.0.0.1', '6.6.6.6, 10.0.0.7'), trustOf(1))).toBe('10.0.0.7');
    expect(addressOf(from('10.0.0.1', '6.6.6.6, 10.0.0.7 , 10.0.0.2'), trustOf(2))).toBe('10.0.0.7');
    expect(addressOf(from('10.0.0.1'), trustOf(1))).toBe('10.0.0.1');
  });

  it('is believed of proxies in the networks named, and of nobody who comes past them', () => {
    const here = trustOf(networksOf('127.0.0.1/32,::1/128')!);
    for (const proxy of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) expect(addressOf(from(proxy, '10.0.0.7'), here)).toBe('10.0.0.7');
    expect(addressOf(from('192.168.1.66', '10.0.0.7'), here)).toBe('192.168.1.66');
    expect(addressOf(from('127.0.0.1', '6.6.6.6, 192.168.1.66'), here)).toBe('192.168.1.66');
  });
});

describe('a place', () => {
  it('is an IPv4 address, however it is written, and the 64 bits before an IPv6 one', () => {
    expect(['192.168.1.5', '::ffff:192.168.1.5', ''].map(placeOf)).toEqual(['192.168.1.5', '192.168.1.5', '']);
    const one = ['2001:db8:1:2::1', '2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2:3:4:5:6', '2001:DB8:1:2::%eth0'];
    expect(new Set(one.map(placeOf))).toEqual(new Set(['2001:db8:1:2::/64']));
    expect(['2001:db8::1:2:3:4', 'fe80::1', '::1', '2001:db8:1::3:4:5:6'].map(placeOf)).toEqual(['2001:db8:0:0::/64', 'fe80:0:0:0::/64', '0:0:0:0::/64', '2001:db8:1:0::/64']);
  });
});
