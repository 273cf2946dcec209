// The address under which tablets and phones in the hall reach this machine.

import type { NetworkInterfaceInfo } from 'node:os';

/** Networks of containers, virtual machines and tunnels: no tablet is there. */
const virtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|wg|tailscale|zt)/;

/**
 * The host part of the links to show. A HOST the user chose is taken as it is; for "all interfaces" the first IPv4
 * address that is neither internal nor self-assigned (RFC 3927), real networks before virtual ones, else localhost.
 */
export function shownAddress(host: string, interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): string {
  if (host !== '0.0.0.0' && host !== '::') return host.includes(':') ? `[${host}]` : host;
  const found = Object.entries(interfaces)
    .sort(([a], [b]) => Number(virtual.test(a)) - Number(virtual.test(b)))
    .flatMap(([, addresses]) => addresses ?? [])
    .find(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'));
  return found?.address ?? 'localhost';
}
