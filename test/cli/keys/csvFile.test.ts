import { symlinkSync } from 'node:fs';
import { KeyHome, twoUsers } from '../../support/keyDestinations.ts';
import { importCsv } from '../../support/keyReaders.ts';
import { anna, ben, keyOf } from '../../support/keySamples.ts';

let home: KeyHome;
beforeEach(() => {
  home = new KeyHome();
});
afterEach(() => home.remove());

const to = (file: string) => ({ kind: 'csv', file }) as const;

test('the AWS CLI imports the keys from a new file that only the user can read', async () => {
  const { exitCode, lines } = await home.write(to(home.path('keys.csv')), twoUsers);
  expect([exitCode, lines]).toEqual([0, [expect.stringContaining('keys.csv')]]);
  expect(importCsv(home.read('keys.csv'))).toEqual({ anna: keyOf(anna), [ben.userName]: keyOf(ben) });
  expect([home.mode('keys.csv'), home.files()]).toEqual(['600', ['keys.csv']]);
});

test.each([
  { what: 'a file that exists', make: () => home.put('keys.csv', ''), file: 'keys.csv', says: 'already exists' },
  {
    what: 'a link that leads nowhere',
    make: () => symlinkSync('gone', home.path('keys.csv')),
    file: 'keys.csv',
    says: 'already exists',
  },
  { what: 'a missing directory', make: () => undefined, file: 'none/keys.csv', says: 'none does not exist' },
  { what: 'a directory', make: () => undefined, file: '', says: 'already exists' },
  { what: 'a directory that is a file', make: () => home.put('a', ''), file: 'a/keys.csv', says: 'ENOTDIR' },
])('before the claim, $what is refused', async ({ make, file, says }) => {
  make();
  await expect(home.check(to(home.path(file)))).rejects.toThrow(says);
});

test('an empty name is wrong usage', async () => {
  await expect(home.check(to(''))).rejects.toMatchObject({ isUsage: true });
});

test('a file that appears between the check and the claim is not overwritten, and the keys are saved elsewhere', async () => {
  const checked = await home.check(to(home.path('keys.csv')));
  home.put('keys.csv', 'mine');
  const { exitCode, lines } = await checked.write(twoUsers);
  expect([exitCode, home.read('keys.csv')]).toEqual([1, 'mine']);
  expect(lines.join('\n')).toContain('latchkey-keys-ob_1.csv');
  expect(home.withSecret()).toEqual(['latchkey-keys-ob_1.csv']);
});
