import { readdirSync } from 'node:fs';
import { keyFormatNames, keyFormats, mediaTypesOf } from '../../../../lib/http/keyFormats/index.ts';
import { readForm } from '../../../../lib/http/request/accept.ts';
import { chooseKeyWriting } from '../../../../lib/http/views/keyAnswer.ts';
import { withTypeErrors } from '../../../support/compile.ts';
import { anna, ben } from '../../../support/keySamples.ts';
import { problemOf } from '../../../support/problemOf.ts';

const asked = (userNames: readonly string[]) => ({ blueprint: 'tutum', parameters: {}, userNames });

test('each format has a file of its own, and each such file is in the table', () => {
  const files = readdirSync('lib/http/keyFormats').filter((file) => !['index.ts', 'keyFormat.ts'].includes(file));
  expect(files.toSorted()).toEqual(keyFormatNames.map((name) => `${name}.ts`).toSorted());
});

test('no two formats have the same media type, and each is written as a request’s is compared', () => {
  const types = mediaTypesOf();
  expect(new Set(types).size).toBe(keyFormatNames.length);
  expect(types.filter((type) => type !== type.toLowerCase() || !/^[\w-]+\/[\w.+-]+$/.test(type))).toEqual([]);
});

describe.each(keyFormatNames)('the format %s', (name) => {
  const { mediaType, holdsManyUsers, takesProfile, write } = keyFormats[name];

  test('is answered where its media type is asked for', () => {
    expect(readForm(mediaType)).toBe(name);
  });

  test('is offered to a caller who takes nothing that there is', () => {
    expect(problemOf(() => readForm('application/xml')).detail).toContain(mediaType);
  });

  test('has the whole key, and those of all users where it holds several', () => {
    const keys = holdsManyUsers ? [anna, ben] : [anna];
    const text = write(keys, { profile: 'vendor' });
    for (const { accessKeyId, secretAccessKey } of keys)
      expect([text.includes(accessKeyId), text.includes(secretAccessKey)]).toEqual([true, true]);
  });

  test('takes several users and a profile, or refuses them before there is a key', () => {
    const choose = (userNames: readonly string[], query = {}) =>
      chooseKeyWriting({ form: name, query }, asked(userNames));
    expect(choose(['anna'])).toMatchObject({ form: name, profile: 'tutum' });
    if (holdsManyUsers) expect(choose(['anna', 'ben']).form).toBe(name);
    else expect(problemOf(() => choose(['anna', 'ben'])).slug).toBe('not-acceptable');
    if (takesProfile) expect(choose(['anna'], { profile: 'mine' }).profile).toBe('mine');
    else expect(problemOf(() => choose(['anna'], { profile: 'mine' })).slug).toBe('malformed-query');
  });
});

test.each([
  ['its media type', "  mediaType: 'text/csv',\n"],
  ['whether it holds several users', '  holdsManyUsers: true,\n'],
  ['whether it takes a profile', '  takesProfile: false,\n'],
  ['how it is written', '  write: (keys) => {'],
])(
  'a format that does not say %s does not compile',
  (_, from) => {
    const file = 'lib/http/keyFormats/csv.ts';
    const to = from.startsWith('  write') ? '  written: (keys: never[]) => {' : '';
    expect(withTypeErrors([file], { file, from, to })).toEqual([file]);
  },
  60_000,
);
