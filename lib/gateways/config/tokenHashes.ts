import type { TokenHash } from '../../http/ports.ts';
import { ConfigError } from './configError.ts';

/** Names that the audit trail uses for others than the holders of tokens. */
const takenNames = ['link', 'worker', 'latchkey', 'anybody'];

const ofVendor = { setting: 'LATCHKEY_API_TOKEN_HASHES', kind: 'vendor' } as const;
const ofOperator = { setting: 'LATCHKEY_OPERATOR_TOKEN_HASHES', kind: 'operator' } as const;

type Source = typeof ofVendor | typeof ofOperator;

/** Returns the error for a wrong value of the setting. @param rule what else it has to be */
function wrong(setting: Source['setting'], value: string | undefined, rule = ''): ConfigError {
  const example =
    'name=sha256 with the hex SHA-256 of a bearer token, for example backend=9f86d081…b0f00a08 (64 digits)';
  const orSsm = setting === ofVendor.setting ? ', or ssm' : '';
  const page = 'The section Tokens of docs/configuration.md has the command that prints it';
  return new ConfigError(setting, `${example}, several separated by commas${orSsm}${rule}. ${page}`, value, 'hidden');
}

/** The values of the two settings. */
export interface TokenSettings {
  readonly vendor: string | undefined;
  /** Optional: without it, nobody has an operator's token. */
  readonly operator: string | undefined;
}

/** Where the tokens are: all in the settings, or those of the back end in SSM parameters. */
export interface TokenSource {
  /** The tokens in the settings. */
  readonly tokens: readonly TokenHash[];
  /** The path of the SSM parameters. Undefined if all tokens are in the settings. */
  readonly tokensPath: string | undefined;
}

/** Returns the path under which the tokens of the back end are in SSM (infra/roles.yml). */
export function tokensPathOf(namespace: string): string {
  return `/${namespace}/api-tokens`;
}

/** Returns the tokens of the settings, and the path in SSM if the back end's setting is `ssm`. Throws ConfigError. */
export function readTokenSource(given: TokenSettings, namespace: string, isVendorNeeded: boolean): TokenSource {
  if (given.vendor !== 'ssm') return { tokens: readTokens(given, isVendorNeeded), tokensPath: undefined };
  return { tokens: readTokens({ ...given, vendor: undefined }, false), tokensPath: tokensPathOf(namespace) };
}

/**
 * Returns the names, hashes and tenants of the tokens of the back end and of the operators. No two may have the same
 * name, which the audit trail shows, or the same hash. Throws ConfigError.
 *
 * @param isVendorNeeded whether the start fails without a token of the back end
 */
function readTokens({ vendor, operator }: TokenSettings, isVendorNeeded: boolean): readonly TokenHash[] {
  const vendors = !vendor && !isVendorNeeded ? [] : readSetting(ofVendor, vendor);
  const operators = operator ? readSetting(ofOperator, operator) : [];
  if (!areApart(vendors, operators))
    throw wrong(ofOperator.setting, operator, `; no name and no token may be in ${ofVendor.setting} as well`);
  return [...vendors, ...operators];
}

/** Returns the tokens of one SSM parameter: `value` is what follows `name=` in the setting. Throws ConfigError. */
export function readStoredToken(name: string, value: string): readonly TokenHash[] {
  // After a comma, the value could define another caller.
  if (value.includes(',')) throw wrong(ofVendor.setting, value);
  return readSetting(ofVendor, `${name}=${value}`);
}

/** Returns whether no two entries are for the same token: the entry with more rights would count. */
export function haveOwnHashes(tokens: readonly TokenHash[]): boolean {
  return new Set(tokens.map(({ sha256 }) => sha256)).size === tokens.length;
}

/** Returns whether no token of the operators has the name or the hash of a token of the back end. */
export function areApart(vendors: readonly TokenHash[], operators: readonly TokenHash[]): boolean {
  const hashes = new Set(vendors.map(({ sha256 }) => sha256));
  const names = new Set(vendors.map(({ name }) => name));
  return !operators.some(({ name, sha256 }) => names.has(name) || hashes.has(sha256));
}

function readSetting({ setting, kind }: Source, value: string | undefined): readonly TokenHash[] {
  const tokens = (value ?? '').split(',').map((entry): TokenHash => {
    const [, name = '', sha256, , tenants] =
      /^([\w.-]{1,64})=([0-9a-f]{64})(:([\w.-]{1,128}(?:\|[\w.-]{1,128})*))?$/.exec(entry.trim()) ?? [];
    if (sha256 === undefined) throw wrong(setting, value);
    if (takenNames.includes(name)) throw wrong(setting, value, `; no name may be ${takenNames.join(', ')}`);
    return { kind, name, sha256, tenants: tenants?.split('|') };
  });
  if (new Set(tokens.map(({ name }) => name)).size < tokens.length || !haveOwnHashes(tokens))
    throw wrong(setting, value, '; no name and no token may be there twice');
  return tokens;
}
