import { ini } from '../../../../lib/http/keyFormats/ini.ts';
import { profilePattern } from '../../../../lib/http/profileNames.ts';
import { loadIni } from '../../../support/keyReaders.ts';
import { anna, ben, keyOf } from '../../../support/keySamples.ts';

test('one user is in the section of the profile', async () => {
  expect(await loadIni(ini.write([anna], { profile: 'vendor' }))).toEqual({ vendor: keyOf(anna) });
});

test('several users are in sections named after the profile and the user', async () => {
  expect(await loadIni(ini.write([anna, ben], { profile: 'vendor' }))).toEqual({
    'vendor-anna': keyOf(anna),
    'vendor-ben.b_1+=@x-': keyOf(ben),
  });
});

test('can be appended to a file and leaves its sections unchanged', async () => {
  const there = '[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = theirs\n';
  expect(await loadIni(`${there}${ini.write([anna], { profile: 'vendor' })}`)).toEqual({
    default: { accessKeyId: 'AKIADEFAULT', secretAccessKey: 'theirs' },
    vendor: keyOf(anna),
  });
});

test('names the stage of the keys in a comment, which parsers ignore', async () => {
  const text = ini.write([anna], { profile: 'vendor', stage: 'prod' });
  expect(text.split('\n', 2)).toEqual(['# Stage: prod', '[vendor]']);
  expect(await loadIni(text)).toEqual({ vendor: keyOf(anna) });
});

test.each(['vendor', 'a', 'A.b_c-d@e+f', 'p'.repeat(64)])('%s is a valid profile name', async (profile) => {
  expect(profile).toMatch(profilePattern);
  expect(Object.keys(await loadIni(ini.write([anna], { profile })))).toEqual([profile]);
});

test.each(['', '__proto__', 'profile x', 'a]', 'a\n[b', 'a;b', '#', ' a', '-x', 'p'.repeat(65)])(
  'no profile can be called %j',
  (profile) => {
    expect(profile).not.toMatch(profilePattern);
  },
);
