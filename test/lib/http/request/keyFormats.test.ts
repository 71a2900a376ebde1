import { formatKeys, profilePattern } from '../../../../lib/http/request/keyFormats.ts';
import { importCsv, loadIni, runInShell } from '../../../support/keyReaders.ts';

/** Secrets as IAM makes them: 40 characters of base64's alphabet, `/` and `+` anywhere. */
const anna = {
  userName: 'anna',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: '/+alrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKE/',
};
const ben = {
  userName: 'ben.b_1+=@x-',
  accessKeyId: 'AKIAI44QH8DHBEXAMPLE',
  secretAccessKey: '+je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEK+',
};
const keyOf = ({ accessKeyId, secretAccessKey }: typeof anna) => ({ accessKeyId, secretAccessKey });

describe('CSV', () => {
  test('is what the console’s download button gives', () => {
    expect(formatKeys('csv', [anna], { profile: 'any' })).toBe(
      `User name,Access key ID,Secret access key\r\nanna,${anna.accessKeyId},${anna.secretAccessKey}\r\n`,
    );
  });

  test('imports with the AWS CLI’s rules, a row for each user', () => {
    expect(importCsv(formatKeys('csv', [anna, ben], { profile: 'any' }))).toEqual({
      anna: keyOf(anna),
      'ben.b_1+=@x-': keyOf(ben),
    });
  });
});

describe('INI', () => {
  test('one user stands under the profile', async () => {
    expect(await loadIni(formatKeys('ini', [anna], { profile: 'vendor' }))).toEqual({ vendor: keyOf(anna) });
  });

  test('several stand under the profile and their names', async () => {
    expect(await loadIni(formatKeys('ini', [anna, ben], { profile: 'vendor' }))).toEqual({
      'vendor-anna': keyOf(anna),
      'vendor-ben.b_1+=@x-': keyOf(ben),
    });
  });

  test('is appended to a file without harm to what is there', async () => {
    const there = '[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = theirs\n';
    expect(await loadIni(`${there}${formatKeys('ini', [anna], { profile: 'vendor' })}`)).toEqual({
      default: { accessKeyId: 'AKIADEFAULT', secretAccessKey: 'theirs' },
      vendor: keyOf(anna),
    });
  });

  test.each(['vendor', 'a', 'A.b_c-d@e+f', 'p'.repeat(64)])('a profile can be called %s', async (profile) => {
    expect(profile).toMatch(profilePattern);
    expect(Object.keys(await loadIni(formatKeys('ini', [anna], { profile })))).toEqual([profile]);
  });

  test.each(['', '__proto__', 'profile x', 'a]', 'a\n[b', 'a;b', '#', ' a', '-x', 'p'.repeat(65)])(
    'no profile can be called %j',
    (profile) => {
      expect(profile).not.toMatch(profilePattern);
    },
  );
});

test('the stage that keys are for stands above them, as a comment that neither reader takes for anything', async () => {
  const words = { profile: 'vendor', stage: 'prod' };
  const ini = formatKeys('ini', [anna], words);
  expect(ini.split('\n', 2)).toEqual(['# Stage: prod', '[vendor]']);
  expect(await loadIni(ini)).toEqual({ vendor: keyOf(anna) });
  const lines = formatKeys('shell', [anna], words);
  expect(lines).toMatch(/^# Stage: prod\nexport /);
  expect(runInShell(lines)).toEqual(keyOf(anna));
});

describe('shell', () => {
  test('sets the two variables for whatever is started next', () => {
    const lines = formatKeys('shell', [anna], { profile: 'any' });
    expect(lines).toBe(
      `export AWS_ACCESS_KEY_ID=${anna.accessKeyId}\nexport AWS_SECRET_ACCESS_KEY=${anna.secretAccessKey}\n`,
    );
    expect(runInShell(lines)).toEqual(keyOf(anna));
  });

  test.each(["a'b", '$(touch x)', '`id`', 'a b', 'a"b', 'a\\b', '=~', '~/x', 'a;b', 'a&b', '', '*', "'"])(
    'a secret that a shell could take for more, %j, arrives as it is',
    (secretAccessKey) => {
      expect(runInShell(formatKeys('shell', [{ ...anna, secretAccessKey }], { profile: 'any' }))).toEqual({
        accessKeyId: anna.accessKeyId,
        secretAccessKey,
      });
    },
  );

  test('holds one key, and refuses more before it loses one', () => {
    expect(() => formatKeys('shell', [anna, ben], { profile: 'any' })).toThrow('one key');
  });
});
