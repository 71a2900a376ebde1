import { shell } from '../../../../lib/http/keyFormats/shell.ts';
import { runInShell } from '../../../support/keyReaders.ts';
import { anna, ben, keyOf } from '../../../support/keySamples.ts';

test('sets the two variables for whatever is started next', () => {
  const lines = shell.write([anna], { profile: 'any' });
  expect(lines).toBe(
    `export AWS_ACCESS_KEY_ID=${anna.accessKeyId}\nexport AWS_SECRET_ACCESS_KEY=${anna.secretAccessKey}\n`,
  );
  expect(runInShell(lines)).toEqual(keyOf(anna));
});

test('the stage that the key is for stands above it, as a comment that a shell passes over', () => {
  const lines = shell.write([anna], { profile: 'vendor', stage: 'prod' });
  expect(lines).toMatch(/^# Stage: prod\nexport /);
  expect(runInShell(lines)).toEqual(keyOf(anna));
});

test.each(["a'b", '$(touch x)', '`id`', 'a b', 'a"b', 'a\\b', '=~', '~/x', 'a;b', 'a&b', '', '*', "'"])(
  'a secret that a shell could take for more, %j, arrives as it is',
  (secretAccessKey) => {
    expect(runInShell(shell.write([{ ...anna, secretAccessKey }], { profile: 'any' }))).toEqual({
      accessKeyId: anna.accessKeyId,
      secretAccessKey,
    });
  },
);

test('holds one key, and refuses more before it loses one', () => {
  expect(() => shell.write([anna, ben], { profile: 'any' })).toThrow('one key');
});
