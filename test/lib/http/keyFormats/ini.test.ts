import { ini, profilePattern } from '../../../../lib/http/keyFormats/ini.ts';
import { loadIni } from '../../../support/keyReaders.ts';
import { anna, ben, keyOf } from '../../../support/keySamples.ts';

test('one user stands under the profile', async () => {
  expect(await loadIni(ini.write([anna], { profile: 'vendor' }))).toEqual({ vendor: keyOf(anna) });
});

test('several stand under the profile and their names', async () => {
  expect(await loadIni(ini.write([anna, ben], { profile: 'vendor' }))).toEqual({
    'vendor-anna': keyOf(anna),
    'vendor-ben.b_1+=@x-': keyOf(ben),
  });
});

test('is appended to a file without harm to what is there', async () => {
  const there = '[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = theirs\n';
  expect(await loadIni(`${there}${ini.write([anna], { profile: 'vendor' })}`)).toEqual({
    default: { accessKeyId: 'AKIADEFAULT', secretAccessKey: 'theirs' },
    vendor: keyOf(anna),
  });
});

test('the stage that keys are for stands above them, as a comment that readers pass over', async () => {
  const text = ini.write([anna], { profile: 'vendor', stage: 'prod' });
  expect(text.split('\n', 2)).toEqual(['# Stage: prod', '[vendor]']);
  expect(await loadIni(text)).toEqual({ vendor: keyOf(anna) });
});

test.each(['vendor', 'a', 'A.b_c-d@e+f', 'p'.repeat(64)])('a profile can be called %s', async (profile) => {
  expect(profile).toMatch(profilePattern);
  expect(Object.keys(await loadIni(ini.write([anna], { profile })))).toEqual([profile]);
});

test.each(['', '__proto__', 'profile x', 'a]', 'a\n[b', 'a;b', '#', ' a', '-x', 'p'.repeat(65)])(
  'no profile can be called %j',
  (profile) => {
    expect(profile).not.toMatch(profilePattern);
  },
);
