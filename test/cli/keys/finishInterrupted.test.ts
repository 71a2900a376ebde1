import { loadSharedConfigFiles } from '@smithy/core/config';
import { execFile } from 'node:child_process';
import { readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { nodeFileCalls } from '../../../cli/files/changeFile.ts';
import { lockPath } from '../../../cli/files/lock.ts';
import { annas, KeyHome, twoUsers } from '../../support/keyDestinations.ts';
import { anna } from '../../support/keySamples.ts';
import type { IssuedKeys, KeyDestination } from '../../../cli/keys/destination.ts';

const acme = { kind: 'profile', name: 'acme' } as const;
const credentials = '.aws/credentials';

let home: KeyHome;
beforeEach(() => {
  home = new KeyHome();
});
afterEach(() => home.remove());

/** Runs a process that writes the keys. `at`: the rename before which it is killed. */
function run(destination: KeyDestination, keys: IssuedKeys, at = 0) {
  const args = [home.home, JSON.stringify(destination), JSON.stringify(keys), String(at)];
  return new Promise<{ code: unknown; killedBy: unknown; stderr: string }>((resolve) => {
    execFile(process.execPath, ['test/support/keyWriter.ts', ...args], (error, _, stderr) =>
      resolve({ code: error?.code ?? 0, killedBy: error?.signal, stderr }),
    );
  });
}

const credentialsOf = async () => {
  const paths = { filepath: home.path(credentials), configFilepath: home.path('.aws/config') };
  return (await loadSharedConfigFiles({ ...paths, ignoreCache: true })).credentialsFile;
};

const temporaryFiles = () => readdirSync(home.path('.aws')).filter((name) => name.includes('latchkey'));

test.each([
  { what: 'the keys of one user', keys: annas, others: '[other]\n', profiles: ['acme'] },
  {
    what: 'the keys of two users',
    keys: twoUsers,
    others: '[other]\r\n',
    profiles: ['acme-anna', 'acme-ben.b_1+=@x-'],
  },
])(
  'if the process is killed before the rename, the file is as it was, and the next command writes $what',
  async ({ keys, others, profiles }) => {
    home.put(credentials, others);
    expect((await run(acme, keys, 1)).killedBy).toBe('SIGKILL');
    expect(home.read(credentials)).toBe(others);
    const [temporary = ''] = home.withSecret();
    expect(home.mode(temporary)).toBe('600');
    const { notices } = await home.check({ kind: 'profile', name: 'next' });
    expect(notices).toEqual([expect.stringContaining(`died before it had written ${profiles.join(', ')}`)]);
    expect(Object.keys(await credentialsOf())).toEqual(expect.arrayContaining(profiles));
    expect([home.withSecret(), temporaryFiles()]).toEqual([[credentials], []]);
    await expect(home.check(acme, keys)).rejects.toThrow('is already in');
  },
);

test('if another program has changed the file after the process was killed, its change stays', async () => {
  home.put(credentials, '[other]\n');
  await run(acme, annas, 1);
  home.put(credentials, '[more]\nx = 1\n');
  await home.check({ kind: 'profile', name: 'next' });
  expect(home.read(credentials)).toMatch(/^\[more\]\nx = 1\n\n# Stage: dev\n\[acme\]\n/);
});

test('if the process is killed between the two files, the keys are there, and no temporary file stays', async () => {
  home.put('.aws/config', '[profile other]\n');
  await run(acme, annas, 2);
  expect((await credentialsOf())['acme']?.['aws_secret_access_key']).toBe(anna.secretAccessKey);
  expect(home.read('.aws/config')).toBe('[profile other]\n');
  expect((await home.check({ kind: 'profile', name: 'next' })).notices).toEqual([]);
  expect([home.withSecret(), temporaryFiles()]).toEqual([[credentials], []]);
});

test.each([
  { what: 'half a section', added: '[acme]\naws_access_key_id = AKIA\naws_secret_acc' },
  { what: 'a profile that is in the file', added: '[other]\naws_access_key_id = AKIA\naws_secret_access_key = x\n' },
  { what: 'no section', added: 'anything' },
])('a temporary file with $what is only removed', async ({ added }) => {
  const before = '[other]\n';
  home.put(credentials, before);
  home.put(`.aws/.credentials.latchkey-new-${String(before.length)}-0a1b2c3d`, `${before}\n${added}`);
  expect((await home.check(acme)).notices).toEqual([]);
  expect([home.read(credentials), temporaryFiles()]).toEqual([before, []]);
});

test('a key that was to replace another is not written, because that one may be another by now, and the user is told', async () => {
  const section = (id: string) =>
    `[acme]\naws_access_key_id = ${id}\naws_secret_access_key = ${anna.secretAccessKey}\n`;
  const before = `${section('AKIAOLD')}[other]\n`;
  home.put(credentials, before);
  const name = `.aws/.credentials.latchkey-new-${String(before.length)}-0a1b2c3d`;
  home.put(name, before.replace('AKIAOLD', 'AKIANEW'));
  const { notices } = await home.check({ kind: 'profile', name: 'next' });
  expect(notices).toEqual([
    expect.stringMatching(
      /the key AKIANEW to the profile acme of .*rotate ONBOARDING --replaces AKIANEW --undelivered$/,
    ),
  ]);
  expect([home.read(credentials), temporaryFiles()]).toEqual([before, []]);
});

test('processes that write at the same time all write their profile', async () => {
  const names = ['one', 'two', 'three', 'four'];
  const runs = await Promise.all(names.map((name) => run({ kind: 'profile', name }, annas)));
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  expect(Object.keys(await credentialsOf()).sort()).toEqual([...names].sort());
  expect(temporaryFiles()).toEqual([]);
}, 30_000);

test('the lock of a process that has died is removed', async () => {
  home.put(credentials, '');
  const { pid } = await diedProcess();
  symlinkSync(`${String(pid)}@${hostname()}`, lockPath(home.path(credentials)));
  expect((await home.write(acme)).exitCode).toBe(0);
  expect(temporaryFiles()).toEqual([]);
});

function diedProcess(): Promise<{ pid: number | undefined }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--version'], () => resolve({ pid: child.pid }));
  });
}

test('what another program writes between the read and the rename stays', async () => {
  const path = home.put(credentials, '[other]\n');
  let writes = 0;
  const write: typeof nodeFileCalls.write = (...call) => {
    writes += 1;
    if (writes === 1) writeFileSync(path, '[other]\n[more]\n');
    return nodeFileCalls.write(...call);
  };
  const other = new KeyHome({ home: home.home, fileCalls: { ...nodeFileCalls, write } });
  expect((await other.write(acme)).exitCode).toBe(0);
  expect(home.read(credentials)).toMatch(/^\[other\]\n\[more\]\n\n# Stage: dev\n\[acme\]/);
  expect(temporaryFiles()).toEqual([]);
});
