import { closeSync, openSync } from 'node:fs';
import type { KeyDestination } from '../../../cli/keys/destination.ts';
import { keyFormatNames, keyFormats } from '../../../lib/http/keyFormats/index.ts';
import { annas, KeyHome, secrets, twoUsers } from '../../support/keyDestinations.ts';
import { importCsv, runInShell } from '../../support/keyReaders.ts';
import { anna, keyOf } from '../../support/keySamples.ts';

const homes: KeyHome[] = [];
const newHome = (options?: ConstructorParameters<typeof KeyHome>[0]) => {
  const home = new KeyHome(options);
  homes.push(home);
  return home;
};
afterEach(() => {
  for (const home of homes.splice(0)) home.remove();
});

test('a shell sets the variables from the lines of --env', async () => {
  const home = newHome();
  expect(await home.write({ kind: 'format', format: 'shell' })).toEqual({ exitCode: 0, lines: [] });
  expect(runInShell(home.stdout.text())).toEqual(keyOf(anna));
});

test('the lines of --env are printed on a terminal too', async () => {
  const home = newHome({ stdout: true });
  await home.write({ kind: 'format', format: 'shell' });
  expect(home.stdout.text()).toContain(`export AWS_ACCESS_KEY_ID=${anna.accessKeyId}`);
});

test('--format prints each format of the API, with the profile and the region of the onboarding', async () => {
  for (const format of keyFormatNames) {
    const home = newHome();
    expect(await home.write({ kind: 'format', format })).toEqual({ exitCode: 0, lines: [] });
    const words = { profile: 'tutum', stage: 'dev', region: 'eu-central-1' };
    expect(home.stdout.text()).toBe(keyFormats[format].write([anna], words));
  }
});

test('--csv - prints the file', async () => {
  const home = newHome();
  await home.write({ kind: 'csv', file: '-' });
  expect(importCsv(home.stdout.text())).toEqual({ anna: keyOf(anna) });
});

test('--json prints what the command passes', async () => {
  const home = newHome();
  await home.write({ kind: 'json' });
  expect(home.stdout.text()).toBe(`${annas.json}\n`);
});

test('on a terminal, the keys of each user are shown', async () => {
  const home = newHome({ stdout: true });
  await home.write({ kind: 'shown' }, twoUsers);
  expect(home.stdout.text()).toMatch(/shown this once[^]* anna\n[^]*AKIAIOSFODNN7EXAMPLE\n/);
  for (const secret of secrets) expect(home.stdout.text()).toContain(secret);
  expect(home.files()).toEqual([]);
});

const printed: readonly KeyDestination[] = [
  { kind: 'format', format: 'shell' },
  { kind: 'json' },
  { kind: 'csv', file: '-' },
];

/** Returns a home whose standard output is the file. */
function redirected(home: KeyHome, name: string): KeyHome {
  const fd = openSync(home.path(name), 'a');
  after.push(() => closeSync(fd));
  return newHome({ output: { ...home.stdout.stream, fd } });
}
const after: (() => void)[] = [];
afterEach(() => {
  for (const close of after.splice(0)) close();
});

test.each(printed)(
  'before the claim, a file that others can read is refused as the standard output: %j',
  async (to) => {
    const home = newHome();
    home.put('out', '', 0o644);
    await expect(redirected(home, 'out').check(to)).rejects.toMatchObject({
      isUsage: true,
      message: expect.stringContaining('that other users can read (mode 644)'),
    });
    home.put('out', '', 0o600);
    await redirected(home, 'out').check(to);
  },
);

test('before the claim, /dev/null is refused as the standard output', async () => {
  const home = newHome();
  const fd = openSync('/dev/null', 'a');
  after.push(() => closeSync(fd));
  await expect(
    newHome({ output: { ...home.stdout.stream, fd } }).check({ kind: 'format', format: 'shell' }),
  ).rejects.toMatchObject({ isUsage: true, message: expect.stringContaining('would be lost') });
});

test('before the claim, wrong usage is refused: --env for two users, and no destination without a terminal', async () => {
  const home = newHome();
  const refusals = [
    home.check({ kind: 'format', format: 'shell' }, twoUsers),
    home.check({ kind: 'format', format: 'fish' }, twoUsers),
    home.check({ kind: 'shown' }),
  ];
  const says = [
    'anna, ben.b_1+=@x-. Use --write-profile or --csv.',
    'The format fish contains the key of one user',
    '--write-profile NAME, --csv FILE, --env, --format NAME or --json',
  ];
  for (const [index, refusal] of refusals.entries())
    await expect(refusal).rejects.toMatchObject({ isUsage: true, message: expect.stringContaining(says[index] ?? '') });
});
