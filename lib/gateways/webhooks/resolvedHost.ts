import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** Returns all addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** Resolves a name with the resolver of the operating system. */
export const systemResolve: Resolve = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => {
      if (error === null) resolve(addresses);
      else reject(error);
    });
  });

/** A host name that resolves to an address to which nothing may be sent. */
export class AddressRefused extends Error {
  constructor(host: string, address: string) {
    super(`${host} leads to ${address}, which is not a public internet address.`);
    this.name = 'AddressRefused';
  }
}

/**
 * Returns the function with which a socket resolves its host name while it connects. The socket gets the checked
 * addresses and no others, so that it connects only to an address that was checked. If one address is not allowed, the
 * host is refused, because a name with both allowed and forbidden addresses is likely to be an attack.
 */
export function checkedLookup(resolve: Resolve, isAdmitted: (address: string) => boolean): LookupFunction {
  return (host, options, done) => {
    const give = (addresses: readonly LookupAddress[]) => {
      const refused = addresses.find(({ address }) => !isAdmitted(address));
      const [first] = addresses;
      if (refused !== undefined) done(new AddressRefused(host, refused.address), '', 0);
      else if (first === undefined) done(new Error(`${host} has no address.`), '', 0);
      else if (options.all === true) done(null, [...addresses]);
      else done(null, first.address, first.family);
    };
    resolve(host).then(give, (error: unknown) => {
      done(error instanceof Error ? error : new Error(String(error)), '', 0);
    });
  };
}
