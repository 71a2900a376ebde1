import { shell } from '../../../../lib/http/keyFormats/shell.ts';
import { runInShell } from '../../../support/keyReaders.ts';
import { anna, ben, keyOf, oddSecrets } from '../../../support/keySamples.ts';

test('exports the two variables to the commands that the shell starts', () => {
  const lines = shell.write([anna], { profile: 'any' });
  expect(lines).toBe(
    `export AWS_ACCESS_KEY_ID=${anna.accessKeyId}\nexport AWS_SECRET_ACCESS_KEY=${anna.secretAccessKey}\n`,
  );
  expect(runInShell(lines)).toEqual(keyOf(anna));
});

test('names the stage of the key in a comment above it', () => {
  const lines = shell.write([anna], { profile: 'vendor', stage: 'prod' });
  expect(lines).toMatch(/^# Stage: prod\nexport /);
  expect(runInShell(lines)).toEqual(keyOf(anna));
});

test.each(oddSecrets)(
  'exports a secret with characters that are special to a shell unchanged: %j',
  (secretAccessKey) => {
    expect(runInShell(shell.write([{ ...anna, secretAccessKey }], { profile: 'any' }))).toEqual({
      accessKeyId: anna.accessKeyId,
      secretAccessKey,
    });
  },
);

test('throws if it is given more than one key', () => {
  expect(() => shell.write([anna, ben], { profile: 'any' })).toThrow('one key');
});
