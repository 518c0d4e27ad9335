import * as ipaddr from 'ipaddr.js';

const PREFIX_BYTES = 8;

/**
 * Whose requests count together when nothing but an address is known: an IPv4 address, or the /64 of an IPv6 one, because
 * whoever has one address of it has them all.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const known = ipaddr.process(address);
  if (known.kind() === 'ipv4') return known.toString();
  return `${Buffer.from(known.toByteArray().slice(0, PREFIX_BYTES)).toString('hex')}/64`;
}
