import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { ProfileError, type TokenKind } from '../../../cli/profile/connection.ts';
import { profileNames } from '../../../cli/profile/profileNames.ts';
import { readConnection } from '../../../cli/profile/readConnection.ts';
import { KeyHome } from '../../support/keyDestinations.ts';

const file = '.config/latchkey/config';
const contents = `# ours
[default]
url = https://one.example.com/
token = one-token

; staging
[staging]\r
url=https://staging.example.com/base\r
token = staging-token\r
operator_token = staging-operator\r
[oncall]
url = https://one.example.com
operator_token = oncall-token
[signed]
url = https://api.example.com
auth = sigv4
region = eu-central-1
[bare]
url = https://one.example.com
`;

const homes: KeyHome[] = [];
afterEach(() => {
  for (const home of homes.splice(0)) home.remove();
});

function withFile(text: string | undefined = contents) {
  const home = new KeyHome();
  homes.push(home);
  if (text !== '') home.put(file, text);
  return home;
}

interface Case {
  readonly environment?: Readonly<Record<string, string>>;
  readonly profile?: string;
  readonly needs?: TokenKind;
  readonly text?: string;
}

function read({ environment = {}, profile, needs = 'caller', text }: Case, home = withFile(text)) {
  return readConnection({ profile, needs }, { environment, home: home.home });
}

/** Returns the URL and what is sent there. */
function sent(given: Case) {
  const { url, auth } = read(given);
  return `${url} ${auth.kind === 'token' ? auth.token : `${auth.kind} ${String(auth.region)}`}`;
}

const url = { LATCHKEY_URL: 'https://env.example.com' };
const token = { LATCHKEY_TOKEN: 'env-token' };
const operator = { LATCHKEY_OPERATOR_TOKEN: 'env-operator' };

test.each<{ what: string; given: Case; is: string }>([
  { what: 'nothing', given: {}, is: 'https://one.example.com one-token' },
  { what: 'nothing, without a file', given: { text: '' }, is: 'http://127.0.0.1:3000 local-dev-token' },
  {
    what: 'nothing, without a default',
    given: { text: '[x]\nurl = https://x\ntoken = x\n' },
    is: 'http://127.0.0.1:3000 local-dev-token',
  },
  {
    what: 'nothing, for an operator',
    given: { text: '', needs: 'operator' },
    is: 'http://127.0.0.1:3000 local-operator-token',
  },
  { what: '--profile', given: { profile: 'staging' }, is: 'https://staging.example.com/base staging-token' },
  {
    what: 'LATCHKEY_PROFILE',
    given: { environment: { LATCHKEY_PROFILE: 'staging' } },
    is: 'https://staging.example.com/base staging-token',
  },
  {
    what: '--profile with everything else',
    given: { profile: 'staging', environment: { ...url, ...token, LATCHKEY_PROFILE: 'x' } },
    is: 'https://staging.example.com/base staging-token',
  },
  {
    what: 'a profile, for an operator',
    given: { profile: 'staging', needs: 'operator' },
    is: 'https://staging.example.com/base staging-operator',
  },
  {
    what: 'a profile, for both',
    given: { profile: 'staging', needs: 'either' },
    is: 'https://staging.example.com/base staging-token',
  },
  {
    what: 'a profile with an operator’s token, for both',
    given: { profile: 'oncall', needs: 'either' },
    is: 'https://one.example.com oncall-token',
  },
  {
    what: 'a profile with one token, for an operator',
    given: { profile: 'default', needs: 'operator' },
    is: 'https://one.example.com one-token',
  },
  { what: 'a profile that signs', given: { profile: 'signed' }, is: 'https://api.example.com sigv4 eu-central-1' },
  { what: 'the variables', given: { environment: { ...url, ...token } }, is: 'https://env.example.com env-token' },
  {
    what: 'the variables, for an operator',
    given: { environment: { ...url, ...token, ...operator }, needs: 'operator' },
    is: 'https://env.example.com env-operator',
  },
  {
    what: 'empty variables',
    given: { environment: { LATCHKEY_URL: '', LATCHKEY_TOKEN: '', LATCHKEY_PROFILE: '' } },
    is: 'https://one.example.com one-token',
  },
  {
    what: 'variables that sign',
    given: { environment: { ...url, LATCHKEY_AUTH: 'sigv4' } },
    is: 'https://env.example.com sigv4 undefined',
  },
  {
    what: 'a URL of this machine',
    given: { environment: { LATCHKEY_URL: 'http://127.0.0.1:4000/' } },
    is: 'http://127.0.0.1:4000 local-dev-token',
  },
  {
    what: 'a URL of this machine with a token',
    given: { environment: { LATCHKEY_URL: 'http://[::1]:4000', ...token } },
    is: 'http://[::1]:4000 env-token',
  },
])('a request goes to the host for which its token is: $what', ({ given, is }) => {
  expect(sent(given)).toBe(is);
});

test.each<{ what: string; given: Case; says: string }>([
  { what: 'a token without a URL', given: { environment: token }, says: 'LATCHKEY_TOKEN is set without LATCHKEY_URL' },
  {
    what: 'a token without a URL and file',
    given: { environment: token, text: '' },
    says: 'is set without LATCHKEY_URL',
  },
  {
    what: 'an operator’s token without a URL',
    given: { environment: operator, needs: 'operator' },
    says: 'LATCHKEY_OPERATOR_TOKEN is set without',
  },
  {
    what: 'a URL without a token',
    given: { environment: url },
    says: 'LATCHKEY_TOKEN is missing: the token for https://env.example.com',
  },
  {
    what: 'a profile and a URL',
    given: { environment: { ...url, LATCHKEY_PROFILE: 'staging' } },
    says: 'LATCHKEY_PROFILE is set, and LATCHKEY_URL too',
  },
  {
    what: 'a profile and a token',
    given: { environment: { ...token, LATCHKEY_PROFILE: 'staging' } },
    says: 'and LATCHKEY_TOKEN too',
  },
  { what: 'a profile that is not there', given: { profile: 'prod' }, says: 'no profile prod in ' },
  { what: 'a profile without a token', given: { profile: 'bare' }, says: 'token in the profile bare of ' },
  {
    what: 'an operator’s token where a claim is asked for',
    given: { profile: 'oncall' },
    says: "an operator's token is not enough",
  },
  {
    what: 'a token with a line end',
    given: { environment: { ...url, LATCHKEY_TOKEN: 'env-token\n' } },
    says: 'LATCHKEY_TOKEN must consist of',
  },
  {
    what: 'http:',
    given: { environment: { LATCHKEY_URL: 'http://env.example.com', ...token } },
    says: 'must begin with https://',
  },
  {
    what: 'a host that looks like this machine',
    given: { environment: { LATCHKEY_URL: 'http://127.0.0.1.example.com', ...token } },
    says: 'must begin with https://',
  },
  {
    what: 'another scheme',
    given: { environment: { LATCHKEY_URL: 'ftp://127.0.0.1', ...token } },
    says: 'must begin with https://',
  },
  {
    what: 'no URL',
    given: { environment: { LATCHKEY_URL: 'env.example.com', ...token } },
    says: 'LATCHKEY_URL must be a URL',
  },
  {
    what: 'a password in the URL',
    given: { environment: { LATCHKEY_URL: 'https://a:b@env.example.com', ...token } },
    says: 'without user name',
  },
  {
    what: 'a query',
    given: { environment: { LATCHKEY_URL: 'https://env.example.com?x', ...token } },
    says: 'without user name',
  },
  {
    what: 'a token with sigv4',
    given: { environment: { ...url, ...token, LATCHKEY_AUTH: 'sigv4' } },
    says: 'remove LATCHKEY_TOKEN',
  },
  {
    what: 'another auth',
    given: { environment: { ...url, ...token, LATCHKEY_AUTH: 'basic' } },
    says: 'must be token or sigv4',
  },
  {
    what: 'another region',
    given: { environment: { ...url, LATCHKEY_AUTH: 'sigv4', LATCHKEY_REGION: 'here' } },
    says: 'must be a region',
  },
  {
    what: 'an unknown setting in the file',
    given: { text: '[default]\ntokn = one-token\n' },
    says: 'line 2: expected',
  },
  { what: 'a setting outside of a profile', given: { text: 'token = one-token\n' }, says: 'line 1: expected' },
  {
    what: 'a profile that is twice in the file',
    given: { text: '[a]\n[a]\n' },
    says: 'line 2: there are two profiles a',
  },
])('wrong settings are refused, without the token in the message: $what', ({ given, says }) => {
  const failed = refusal(() => read(given));
  expect(failed.message).toContain(says);
  expect(failed.message).not.toMatch(/(env|one|oncall|staging)-(token|operator)/);
});

function refusal(work: () => unknown): ProfileError {
  try {
    work();
  } catch (error) {
    if (error instanceof ProfileError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test.each([0o644, 0o640, 0o620, 0o602])(
  'a file of profiles that others can read or write is refused: mode %o',
  (mode) => {
    const home = withFile();
    chmodSync(home.path(file), mode);
    expect(refusal(() => read({}, home)).message).toContain(`chmod 600 ${home.path(file)}`);
    expect(read({ environment: { ...url, ...token } }, home).url).toBe(url.LATCHKEY_URL);
  },
);

const whenRoot = process.getuid?.() === 0 ? test : test.skip;
whenRoot('root reads the file of the user whose home it is', () => {
  const home = withFile();
  chownSync(home.path(file), 1234, 1234);
  expect(read({}, home).url).toBe('https://one.example.com');
});

test('a directory in the place of the file is refused', () => {
  const home = withFile('');
  mkdirSync(home.path(file), { recursive: true });
  expect(refusal(() => read({}, home)).message).toContain('is not a file');
});

test('XDG_CONFIG_HOME is used, unless it is relative', () => {
  const home = withFile();
  home.put('xdg/latchkey/config', '[default]\nurl = https://xdg.example.com\ntoken = x\n');
  const at = (directory: string) => read({ environment: { XDG_CONFIG_HOME: directory } }, home).url;
  expect([at(home.path('xdg')), at('xdg')]).toEqual(['https://xdg.example.com', 'https://one.example.com']);
});

test('the names of the profiles are known, and none if the file cannot be used', () => {
  const home = withFile();
  const names = () => profileNames({ environment: {}, home: home.home });
  expect(names()).toEqual(['default', 'staging', 'oncall', 'signed', 'bare']);
  chmodSync(home.path(file), 0o644);
  expect(names()).toEqual([]);
});
