import { type LookupAddress, promises as dns } from 'node:dns';
import { TerminalError } from '@mesh/kernel';
import * as ipaddr from 'ipaddr.js';
import type { Peer } from './peer';

/** Looks up all addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export const systemResolve: Resolve = (host) => dns.lookup(host, { all: true, verbatim: true });

/**
 * Where servers that nobody vouches for may be. Judged twice: the address as it is written, and what its name leads to at
 * each connection.
 */
export class AddressRules {
  /** @param privateHosts `host:port` of servers inside the operator's own network */
  constructor(
    readonly peer: Peer,
    private readonly privateHosts: readonly string[] = [],
    private readonly resolve: Resolve = systemResolve,
  ) {}

  /** @throws TerminalError `..._ADDRESS_REFUSED` */
  check(address: string): URL {
    if (!URL.canParse(address)) throw this.refused('it is not a URL');
    const url = new URL(address);
    if (url.username !== '' || url.password !== '') throw this.refused('it carries credentials');
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && this.isPrivateHost(url)))
      throw this.refused('it is not https');
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (ipaddr.isValid(host)) this.checkResolved(host, this.isPrivateHost(url));
    return url;
  }

  isPrivateHost(url: URL): boolean {
    return this.privateHosts.includes(`${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`);
  }

  /** The addresses to connect to; one that is not allowed spoils all. @throws TerminalError `..._ADDRESS_REFUSED` */
  async addressesOf(host: string, isPrivate: boolean): Promise<readonly LookupAddress[]> {
    const addresses = await this.resolve(host);
    for (const { address } of addresses) this.checkResolved(address, isPrivate);
    return addresses;
  }

  /** Link-local addresses answer with the secrets of the machine: never allowed. */
  private checkResolved(address: string, isPrivate: boolean): void {
    const range = ipaddr.process(address).range();
    if (isPrivate ? range === 'linkLocal' : range !== 'unicast') throw this.refused('it leads to a network of its own');
  }

  private refused(why: string): TerminalError {
    const { codes, name } = this.peer;
    return new TerminalError(`${codes}_ADDRESS_REFUSED`, `the address of this ${name} is not allowed: ${why}`);
  }
}
