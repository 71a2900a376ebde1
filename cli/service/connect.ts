import { createLatchkeyClient, type LatchkeyClient } from '../../client/index.ts';
import type { CliContext } from '../context.ts';
import type { TokenKind } from '../profile/connection.ts';
import { readConnection } from '../profile/readConnection.ts';
import { apiRegion } from '../signing/apiRegion.ts';
import { version } from '../version.ts';
import { namingTheAddress } from './namingTheAddress.ts';

/**
 * Returns the client of the deployment that the flags, the environment or a profile name.
 *
 * @param needs which tokens the calls of the command accept
 * @throws ProfileError if the settings are missing, or do not belong together
 */
export function connect(
  { process, home, clock, fetch }: CliContext,
  { profile }: { readonly profile?: string | undefined },
  needs: TokenKind,
): LatchkeyClient {
  const { auth, ...connection } = readConnection({ profile, needs }, { environment: process.env, home });
  const send = namingTheAddress(fetch);
  const settings = { baseUrl: connection.url, userAgent: `latchkey-cli/${version}`, clock };
  switch (auth.kind) {
    case 'token':
      return createLatchkeyClient({ ...settings, token: auth.token, fetch: send });
    case 'sigv4': {
      const region = apiRegion({ ...connection, auth });
      // Loaded here, because other connections do not need it, and it takes long to load.
      const signer = import('../signing/signingFetch.ts').then(({ signingFetch }) =>
        signingFetch({ region, fetch: send }),
      );
      return createLatchkeyClient({ ...settings, fetch: async (request) => (await signer)(request) });
    }
  }
}
