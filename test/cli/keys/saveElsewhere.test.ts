import { mkdirSync } from 'node:fs';
import { nodeFileCalls } from '../../../cli/files/changeFile.ts';
import type { KeyDestination, KeyStream } from '../../../cli/keys/destination.ts';
import { KeyHome, secrets, twoUsers } from '../../support/keyDestinations.ts';
import { importCsv } from '../../support/keyReaders.ts';
import { anna, ben, keyOf } from '../../support/keySamples.ts';

const saved = 'latchkey-keys-ob_1.csv';
let home: KeyHome;
afterEach(() => home.remove());

const failure = (code: string) => Object.assign(new Error(`${code}: cannot write`), { code, syscall: 'write' });

/** Fails in the given writes to files, counted from 1. Half of the bytes are written before. */
function failingIn(...failing: readonly number[]) {
  let writes = 0;
  const write: typeof nodeFileCalls.write = (descriptor, bytes, offset) => {
    writes += 1;
    if (!failing.includes(writes)) return nodeFileCalls.write(descriptor, bytes, offset);
    nodeFileCalls.write(descriptor, bytes.subarray(0, bytes.length / 2), offset);
    throw failure('ENOSPC');
  };
  return { ...nodeFileCalls, write };
}

/** A pipe whose reader has ended. */
const broken: KeyStream = { on: () => undefined, write: (_, callback) => callback(failure('EPIPE')) };

const destinations: readonly { what: string; destination: (home: KeyHome) => KeyDestination; why: string }[] = [
  {
    what: 'a profile',
    destination: () => ({ kind: 'profile', name: 'acme' }),
    why: 'credentials cannot be written (ENOSPC)',
  },
  { what: 'a CSV file', destination: (at) => ({ kind: 'csv', file: at.path('keys.csv') }), why: 'ENOSPC' },
];

test.each(destinations)(
  'if the disk is full after the claim, the keys for $what are shown on the terminal',
  async ({ destination, why }) => {
    home = new KeyHome({ stderr: true, fileCalls: failingIn(1) });
    home.put('.aws/credentials', '[other]\n');
    const { exitCode, lines } = await home.write(destination(home), twoUsers);
    expect([exitCode, lines]).toEqual([1, [expect.stringContaining(why), expect.stringContaining('shown above')]]);
    expect(lines[0]).toMatch(/^KEYS NOT WRITTEN: /);
    for (const secret of secrets) {
      expect(home.stderr.text()).toContain(secret);
      expect(lines.join('\n')).not.toContain(secret);
    }
    expect([home.read('.aws/credentials'), home.withSecret()]).toEqual(['[other]\n', []]);
    expect(home.files()).toEqual(['.aws/credentials']);
  },
);

test.each(destinations)(
  'without a terminal, the keys for $what are in a file of the home directory',
  async ({ destination }) => {
    home = new KeyHome({ fileCalls: failingIn(1) });
    const { exitCode, lines } = await home.write(destination(home), twoUsers);
    expect([exitCode, lines[1]]).toEqual([1, expect.stringContaining(`${home.path(saved)} instead`)]);
    expect(importCsv(home.read(saved))).toEqual({ anna: keyOf(anna), [ben.userName]: keyOf(ben) });
    expect([home.mode(saved), home.files()]).toEqual(['600', [saved]]);
  },
);

test('with a full home directory, the keys are in the directory of the session', async () => {
  home = new KeyHome({ fileCalls: failingIn(1, 2) });
  mkdirSync(home.path('run'));
  const { lines } = await home.write({ kind: 'profile', name: 'acme' });
  expect(lines[1]).toContain(home.path('run', saved));
  expect(home.files()).toEqual([`run/${saved}`]);
});

test('if no place takes the keys, the command says that they are lost', async () => {
  home = new KeyHome({ fileCalls: failingIn(1, 2, 3, 4), environment: {} });
  const { exitCode, lines } = await home.write({ kind: 'profile', name: 'acme' });
  expect([exitCode, lines[1]]).toEqual([
    1,
    expect.stringMatching(/are lost\. To replace them: latchkey rotate ob_1 --undelivered$/),
  ]);
  expect(home.withSecret()).toEqual([]);
});

test.each<KeyDestination>([{ kind: 'format', format: 'shell' }, { kind: 'json' }, { kind: 'csv', file: '-' }])(
  'if the reader of the standard output has ended, the keys are saved: %j',
  async (destination) => {
    home = new KeyHome({ output: broken });
    const { exitCode, lines } = await home.write(destination);
    expect([exitCode, lines[0]]).toEqual([1, 'KEYS NOT WRITTEN: The write failed (EPIPE).']);
    expect(home.withSecret()).toEqual([saved]);
  },
);

test('if only the config file cannot be written, the keys are in the credentials file, and its section is printed', async () => {
  home = new KeyHome({ fileCalls: failingIn(2) });
  const { exitCode, lines } = await home.write({ kind: 'profile', name: 'acme' });
  expect([exitCode, home.withSecret()]).toEqual([1, ['.aws/credentials']]);
  expect(lines.join('\n')).toContain('[profile acme]\nregion = eu-central-1');
  expect(home.files()).toEqual(['.aws/credentials']);
});

test('a profile that appears between the check and the claim stays as it is', async () => {
  home = new KeyHome();
  const checked = await home.check({ kind: 'profile', name: 'acme' });
  home.put('.aws/credentials', '[acme]\n');
  expect((await checked.write(twoUsers)).exitCode).toBe(0);
  const again = await home.check({ kind: 'profile', name: 'new' });
  home.put('.aws/credentials', '[new-anna]\n');
  const { exitCode, lines } = await again.write(twoUsers);
  expect([exitCode, lines[0]]).toEqual([1, expect.stringContaining('new-anna is already in')]);
  expect([home.read('.aws/credentials'), home.withSecret()]).toEqual(['[new-anna]\n', [saved]]);
});
