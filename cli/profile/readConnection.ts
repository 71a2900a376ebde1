import { ProfileError, type Connection, type TokenKind } from './connection.ts';
import { fileNames, profileFilePath, readProfileFile, type ProfileContext } from './profileFile.ts';
import { checkSettings, connectionOf, settingKeys, type GivenSettings, type SettingNames } from './settings.ts';
import { localDefaults } from '../../local/defaults.ts';

/** The environment variables with the settings. */
const variables: SettingNames = {
  url: 'LATCHKEY_URL',
  token: 'LATCHKEY_TOKEN',
  operatorToken: 'LATCHKEY_OPERATOR_TOKEN',
  auth: 'LATCHKEY_AUTH',
  region: 'LATCHKEY_REGION',
};

/**
 * Returns the connection that the user has chosen: the profile of `--profile` or `LATCHKEY_PROFILE`, else the environment
 * variables, else the profile `default`, else the API of `npm start`. Settings of two sources are never combined, so that
 * a token is not sent to a host that it is not for.
 * @throws ProfileError
 */
export function readConnection(
  { profile, needs }: { readonly profile?: string | undefined; readonly needs: TokenKind },
  context: ProfileContext,
): Connection {
  if (profile !== undefined) return ofProfile(profile, needs, context);
  const given = readVariables(context);
  const chosen = context.environment['LATCHKEY_PROFILE'] ?? '';
  if (chosen === '') return given === undefined ? ofDefault(needs, context) : ofVariables(given, needs);
  if (given === undefined) return ofProfile(chosen, needs, context);
  const names = namesOf(given).join(', ');
  throw new ProfileError(`LATCHKEY_PROFILE is set, and ${names} too. Remove one, or use --profile ${chosen}.`);
}

/** An empty variable is not set. Returns undefined if none is set. */
function readVariables({ environment }: ProfileContext): GivenSettings | undefined {
  const valueOf = (name: string) => (environment[name] === '' ? undefined : environment[name]);
  const given: GivenSettings = Object.fromEntries(settingKeys.map((key) => [key, valueOf(variables[key])]));
  return namesOf(given).length === 0 ? undefined : given;
}

const namesOf = (given: GivenSettings) =>
  settingKeys.filter((key) => given[key] !== undefined).map((key) => variables[key]);

function ofVariables(given: GivenSettings, needs: TokenKind): Connection {
  if (given.url === undefined)
    throw new ProfileError(
      `${namesOf(given).join(', ')} is set without LATCHKEY_URL, so that it is not clear for which host it is. Set LATCHKEY_URL too, for example to ${localUrl}, or use a profile.`,
    );
  return connectionOf(checkSettings(given, variables), needs, 'LATCHKEY_URL', variables);
}

function ofProfile(name: string, needs: TokenKind, context: ProfileContext): Connection {
  const path = profileFilePath(context);
  const profiles = readProfileFile(path);
  const given = profiles?.get(name);
  if (given !== undefined) return ofSection(name, given, needs, path);
  const known = [...(profiles?.keys() ?? [])].join(', ');
  throw new ProfileError(`There is no profile ${name} in ${path}${known === '' ? '' : `, only ${known}`}.`);
}

function ofDefault(needs: TokenKind, context: ProfileContext): Connection {
  const path = profileFilePath(context);
  const given = readProfileFile(path)?.get('default');
  if (given !== undefined) return ofSection('default', given, needs, path);
  return connectionOf({ url: localUrl }, needs, 'the default: npm start', variables);
}

function ofSection(name: string, given: GivenSettings, needs: TokenKind, path: string): Connection {
  const source = `the profile ${name} of ${path}`;
  const names = inSection(source);
  return connectionOf(checkSettings(given, names), needs, source, names);
}

function inSection(source: string): SettingNames {
  const of = (name: string) => `${name} in ${source}`;
  const { url, token, operatorToken, auth, region } = fileNames;
  return { url: of(url), token: of(token), operatorToken: of(operatorToken), auth: of(auth), region: of(region) };
}

const localUrl = `http://127.0.0.1:${String(localDefaults.port)}`;
