/** Where webhooks may go: the public internet, and the networks the operator names. Nothing else can be reached by writing an address into a form. */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Refused } from '@leitai/database';
import { networksOf, within, type Network } from '../networks.ts';

export type Address = { readonly address: string; readonly family: 4 | 6 };

/** What is not the public internet (IANA's special-purpose registries, and IPv4 addresses inside IPv6 ones as RFC 2765 and RFC 4291 once had them): own machine, own link with the clouds' metadata, private and shared networks, documentation, multicast. */
const special = within(networksOf(
  '0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,192.0.2.0/24,192.88.99.0/24,192.168.0.0/16,198.18.0.0/15,198.51.100.0/24,203.0.113.0/24,224.0.0.0/3,'
  + '::/96,::ffff:0:0:0/96,64:ff9b::/96,64:ff9b:1::/48,100::/64,2001::/23,2001:db8::/32,2002::/16,3fff::/20,5f00::/16,fc00::/7,fe80::/10,fec0::/10,ff00::/8',
)!);

export function mayReach({ address }: Address, networks: readonly Network[]): boolean {
  return isIP(address) !== 0 && (within(networks)(address) || !special(address));
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
