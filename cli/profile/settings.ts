import { apiUrl, isLoopback } from './apiUrl.ts';
import { ProfileError, type Connection, type ProfileSettings, type TokenKind } from './connection.ts';
import { localDefaults } from '../../local/defaults.ts';

/** How the settings of one source are called there. */
export type SettingNames = Readonly<Record<keyof ProfileSettings, string>>;

/** Settings that are not checked yet. */
export type GivenSettings = Readonly<Partial<Record<keyof ProfileSettings, string | undefined>>>;

/** Every setting, in the order in which they are written. */
export const settingKeys = [
  'url',
  'token',
  'operatorToken',
  'auth',
  'region',
] as const satisfies readonly (keyof ProfileSettings)[];

/** Checks all settings of a profile. @throws ProfileError */
export function checkSettings(given: GivenSettings, names: SettingNames): ProfileSettings {
  if (given.url === undefined) throw new ProfileError(`${names.url} is missing.`);
  const { auth = 'token', region } = given;
  if (auth !== 'token' && auth !== 'sigv4') throw new ProfileError(`${names.auth} must be token or sigv4.`);
  if (auth === 'sigv4' && (given.token ?? given.operatorToken) !== undefined)
    throw new ProfileError(
      `With ${names.auth} = sigv4, requests are signed: remove ${names.token} and ${names.operatorToken}.`,
    );
  if (region !== undefined && !/^[a-z]{2}(-[a-z]+)+-\d+$/.test(region))
    throw new ProfileError(`${names.region} must be a region of AWS, such as us-east-1.`);
  return {
    url: apiUrl(given.url, names.url),
    token: tokenText(given.token, names.token),
    operatorToken: tokenText(given.operatorToken, names.operatorToken),
    auth,
    region,
  };
}

/** Returns the connection with the token that the command needs. @throws ProfileError if there is none. */
export function connectionOf(
  settings: ProfileSettings,
  needs: TokenKind,
  source: string,
  names: SettingNames,
): Connection {
  const { url, auth, region } = settings;
  if (auth === 'sigv4') return { url, auth: { kind: 'sigv4', region }, source };
  const token = tokenFor(needs, settings) ?? localToken(needs, settings);
  if (token !== undefined) return { url, auth: { kind: 'token', token }, source };
  if (settings.operatorToken === undefined)
    throw new ProfileError(`${names.token} is missing: the token for ${url} (${source}).`);
  throw new ProfileError(
    `This command needs a token of the back end, ${names.token}: an operator's token is not enough.`,
  );
}

/** Without an operator's token, the other one is sent: it can be an operator's. */
function tokenFor(needs: TokenKind, { token, operatorToken }: ProfileSettings): string | undefined {
  switch (needs) {
    case 'caller':
      return token;
    case 'operator':
      return operatorToken ?? token;
    case 'either':
      return token ?? operatorToken;
  }
}

/** The tokens of `npm start` are no secrets, but no other host should get them in the place of a forgotten one. */
function localToken(needs: TokenKind, { url, token, operatorToken }: ProfileSettings): string | undefined {
  if (!isLoopback(new URL(url)) || token !== undefined || operatorToken !== undefined) return undefined;
  return tokenFor(needs, { url, token: localDefaults.apiToken, operatorToken: localDefaults.operatorToken });
}

/** Checks that a token fits into a header (RFC 6750): the error of a header could contain the token. */
function tokenText(text: string | undefined, where: string): string | undefined {
  if (text === undefined || /^[A-Za-z0-9._~+/-]+=*$/.test(text)) return text;
  throw new ProfileError(`${where} must consist of letters, digits and . _ ~ + / - (RFC 6750).`);
}
