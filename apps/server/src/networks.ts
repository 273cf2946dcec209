/** Networks of addresses as an operator writes them, and whether an address lies in one. */
import { BlockList, isIP } from 'node:net';

export type Network = { readonly address: string; readonly length: number; readonly family: 'ipv4' | 'ipv6' };

/** @param list as "192.168.0.0/16,fd00::/8". @returns null when it is no list of networks. */
export function networksOf(list: string): Network[] | null {
  const networks = list.split(',').map((one) => one.trim()).filter((one) => one !== '').map((one) => {
    const [address = '', bits = ''] = one.split('/');
    const family = isIP(address);
    const length = /^\d{1,3}$/.test(bits) ? Number(bits) : Infinity;
    return family !== 0 && length <= (family === 4 ? 32 : 128) ? { address, length, family: family === 4 ? 'ipv4' : 'ipv6' } as const : null;
  });
  return networks.includes(null) ? null : networks.filter((one) => one !== null);
}

/** An IPv4 address written as IPv6 (::ffff:…) is looked for as what it is; what is no address lies nowhere. */
export function within(networks: readonly Network[]): (address: string) => boolean {
  const list = new BlockList();
  for (const { address, length, family } of networks) list.addSubnet(address, length, family);
  return (address) => {
    const family = isIP(address);
    return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6');
  };
}
