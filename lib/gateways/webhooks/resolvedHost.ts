import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** All addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** As the system resolves every name. */
export const systemResolve: Resolve = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => {
      if (error === null) resolve(addresses);
      else reject(error);
    });
  });

/** A name that leads where nothing may be sent. */
export class AddressRefused extends Error {
  constructor(host: string, address: string) {
    super(`${host} leads to ${address}, which is no unicast address of the public internet.`);
    this.name = 'AddressRefused';
  }
}

/**
 * What a socket looks its host up with while it connects: it is given these addresses and no others, so what was checked
 * is what is connected to. One address that may not be connected to is enough to refuse all, since a name that leads both
 * ways is out to find a way in.
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
