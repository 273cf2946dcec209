/** Where webhooks may go: the public internet, and the networks the operator names. Nothing else can be reached by writing an address into a form. */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { Refused } from '@leitai/database';

export type Network = { readonly address: string; readonly length: number; readonly family: 'ipv4' | 'ipv6' };
export type Address = { readonly address: string; readonly family: 4 | 6 };

/** What is not the public internet (IANA's special-purpose registries): own machine, own link with the clouds' metadata, private and shared networks, documentation, multicast. */
const SPECIAL = networksOf(
  '0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,192.0.2.0/24,192.88.99.0/24,192.168.0.0/16,198.18.0.0/15,198.51.100.0/24,203.0.113.0/24,224.0.0.0/3,'
  + '::/128,::1/128,64:ff9b::/96,64:ff9b:1::/48,100::/64,2001::/23,2001:db8::/32,2002::/16,3fff::/20,5f00::/16,fc00::/7,fe80::/10,fec0::/10,ff00::/8',
)!;
const special = listOf(SPECIAL);

/** @returns null when it is no list of networks. */
export function networksOf(list: string): Network[] | null {
  const networks = list.split(',').map((one) => one.trim()).filter((one) => one !== '').map((one) => {
    const [address = '', bits = ''] = one.split('/');
    const family = isIP(address);
    const length = /^\d{1,3}$/.test(bits) ? Number(bits) : Infinity;
    return family !== 0 && length <= (family === 4 ? 32 : 128) ? { address, length, family: family === 4 ? 'ipv4' : 'ipv6' } as const : null;
  });
  return networks.includes(null) ? null : networks.filter((one) => one !== null);
}

function listOf(networks: readonly Network[]): BlockList {
  const list = new BlockList();
  for (const { address, length, family } of networks) list.addSubnet(address, length, family);
  return list;
}

/** An IPv4 address written as IPv6 (::ffff:…) is judged as what it is. */
export function mayReach({ address, family }: Address, networks: readonly Network[]): boolean {
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  return listOf(networks).check(address, kind) || !special.check(address, kind);
}

/**
 * The address a host stands for, looked up this once: what is connected to is what was judged. All that it stands for must be allowed.
 * @throws Refused 'webhook.address'.
 */
export async function addressFor(url: URL, networks: readonly Network[]): Promise<Address> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const found = await lookup(host, { all: true }).catch(() => []);
  const addresses = found.map(({ address, family }): Address => ({ address, family: family === 6 ? 6 : 4 }));
  if (addresses.length === 0 || !addresses.every((one) => mayReach(one, networks))) throw new Refused('webhook.address', { host });
  return addresses[0]!;
}
