// The address shown to tablets and phones.

import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { shownAddress } from './address.ts';

const ipv4 = (address: string, internal = false): NetworkInterfaceInfo => ({
  address, internal, family: 'IPv4', netmask: '255.255.255.0', mac: '00:00:00:00:00:00', cidr: `${address}/24`,
});
const loopback = { lo: [ipv4('127.0.0.1', true)] };

test('the first address that is not internal', () => {
  expect(shownAddress('0.0.0.0', { ...loopback, eth0: [ipv4('192.168.1.5'), ipv4('192.168.1.6')] })).toBe('192.168.1.5');
});

test('a real network before the networks of containers and tunnels', () => {
  const interfaces = { ...loopback, docker0: [ipv4('172.17.0.1')], utun3: [ipv4('100.64.0.1')], en0: [ipv4('10.0.0.8')] };
  expect(shownAddress('::', interfaces)).toBe('10.0.0.8');
  expect(shownAddress('0.0.0.0', { docker0: [ipv4('172.17.0.1')] })).toBe('172.17.0.1');
});

test('an address the machine gave itself is of no use to others', () => {
  expect(shownAddress('0.0.0.0', { eth0: [ipv4('169.254.3.4')], wlan0: [ipv4('10.1.1.1')] })).toBe('10.1.1.1');
});

test('without a network: localhost', () => {
  expect(shownAddress('0.0.0.0', loopback)).toBe('localhost');
});

test('an address the user chose is shown as it is', () => {
  expect(shownAddress('10.0.0.9', { eth0: [ipv4('192.168.1.5')] })).toBe('10.0.0.9');
  expect(shownAddress('::1', {})).toBe('[::1]');
});
