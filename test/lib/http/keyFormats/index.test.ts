import { readdirSync } from 'node:fs';
import { keyFormatNames, keyFormats, mediaTypesOf } from '../../../../lib/http/keyFormats/index.ts';
import { readForm } from '../../../../lib/http/request/accept.ts';
import { chooseKeyWriting } from '../../../../lib/http/views/keyAnswer.ts';
import { anna, ben } from '../../../support/keySamples.ts';
import { problemOf } from '../../../support/problemOf.ts';

const requestFor = (userNames: readonly string[]) => ({ blueprint: 'tutum', parameters: {}, userNames });

test('each format has its own file, and each such file is in the table', () => {
  const files = readdirSync('lib/http/keyFormats').filter(
    (file) => !['index.ts', 'keyFormat.ts', 'quoting.ts'].includes(file),
  );
  expect(files.toSorted()).toEqual(keyFormatNames.map((name) => `${name}.ts`).toSorted());
});

test('each format has a unique media type in lower case without parameters', () => {
  const types = mediaTypesOf();
  expect(new Set(types).size).toBe(keyFormatNames.length);
  expect(types.filter((type) => type !== type.toLowerCase() || !/^[\w-]+\/[\w.+-]+$/.test(type))).toEqual([]);
});

describe.each(keyFormatNames)('the format %s', (name) => {
  const { mediaType, holdsManyUsers, takesProfile, write } = keyFormats[name];

  test('is selected if Accept names its media type', () => {
    expect(readForm(mediaType)).toBe(name);
  });

  test('is named in the 406 answer to an unavailable type', () => {
    expect(problemOf(() => readForm('application/xml')).detail).toContain(mediaType);
  });

  test('has the access key ID and the secret of each user', () => {
    const keys = holdsManyUsers ? [anna, ben] : [anna];
    const text = write(keys, { profile: 'vendor' });
    for (const { accessKeyId, secretAccessKey } of keys)
      expect([text.includes(accessKeyId), text.includes(secretAccessKey)]).toEqual([true, true]);
  });

  test('accepts several users and a profile, or refuses them before a key is created', () => {
    const choose = (userNames: readonly string[], query = {}) =>
      chooseKeyWriting({ form: name, query }, requestFor(userNames));
    expect(choose(['anna'])).toMatchObject({ form: name, profile: 'tutum' });
    if (holdsManyUsers) expect(choose(['anna', 'ben']).form).toBe(name);
    else expect(problemOf(() => choose(['anna', 'ben'])).slug).toBe('not-acceptable');
    if (takesProfile) expect(choose(['anna'], { profile: 'mine' }).profile).toBe('mine');
    else expect(problemOf(() => choose(['anna'], { profile: 'mine' })).slug).toBe('malformed-query');
  });
});
