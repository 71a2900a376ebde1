import { createLatchkeyClient, type LatchkeyClient } from '../../client/index.ts';
import type { CliContext } from '../context.ts';
import { ProfileError, type TokenKind } from '../profile/connection.ts';
import { readConnection } from '../profile/readConnection.ts';
import { version } from '../version.ts';

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
  const settings = {
    baseUrl: connection.url,
    userAgent: `latchkey-cli/${version}`,
    clock,
  };
  switch (auth.kind) {
    case 'token':
      return createLatchkeyClient({ ...settings, token: auth.token, fetch });
    case 'sigv4':
      throw new ProfileError(`The command line cannot sign requests to ${connection.url} yet.`);
  }
}
