import { loadSharedConfigFiles } from '@smithy/core/config';
import { chmodSync, mkdirSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { annas, KeyHome, secrets, twoUsers } from '../../support/keyDestinations.ts';
import { anna, ben, keyOf } from '../../support/keySamples.ts';

const acme = { kind: 'profile', name: 'acme' } as const;
const credentials = '.aws/credentials';
const config = '.aws/config';

let home: KeyHome;
beforeEach(() => {
  home = new KeyHome();
});
afterEach(() => home.remove());

/** What the AWS SDK reads from both files. */
async function profiles() {
  const paths = { filepath: home.path(credentials), configFilepath: home.path(config) };
  return loadSharedConfigFiles({ ...paths, ignoreCache: true });
}

test('the AWS SDK finds the key and the region in the files, which are new, like their directory, and private', async () => {
  const { exitCode, lines } = await home.write(acme);
  expect(exitCode).toBe(0);
  expect(lines.join()).toContain('aws sts get-caller-identity --profile acme');
  const { credentialsFile, configFile } = await profiles();
  expect(credentialsFile['acme']).toEqual({
    aws_access_key_id: anna.accessKeyId,
    aws_secret_access_key: anna.secretAccessKey,
  });
  expect(configFile['acme']).toEqual({ region: 'eu-central-1', output: 'json' });
  expect([credentials, config, '.aws'].map((name) => home.mode(name))).toEqual(['600', '600', '700']);
});

test('each of several users has a profile of its own, as in the format text/x-ini', async () => {
  await home.write(acme, twoUsers);
  const { credentialsFile, configFile } = await profiles();
  const names = ['acme-anna', `acme-${ben.userName}`];
  expect(Object.keys(credentialsFile)).toEqual(names);
  expect(credentialsFile['acme-anna']?.['aws_access_key_id']).toBe(keyOf(anna).accessKeyId);
  expect(home.read(config).match(/^\[.*\]$/gm)).toEqual(names.map((name) => `[profile ${name}]`));
  expect(configFile['acme-anna']?.['region']).toBe('eu-central-1');
});

test('the profile default has no prefix in the config file', async () => {
  await home.write({ kind: 'profile', name: 'default' });
  expect(home.read(config)).toContain('[default]\nregion');
});

test.each([
  {
    what: 'line ends of Windows and none at the end',
    contents: '# ours\r\n[a]\r\nx = 1\r\n\r\n[b]\r\ny=2',
    added: '\r\n\r\n# Stage',
  },
  {
    what: 'bytes that are no UTF-8, and spaces',
    contents: Buffer.from('5b615d0a202078203d20ff fe0909\n'.replaceAll(/[\s]/g, ''), 'hex'),
    added: '\n\n# Stage',
  },
  { what: 'an empty line at the end', contents: '[a]\nx = 1\n\n', added: '# Stage' },
  { what: 'nothing at all', contents: '', added: '# Stage' },
])('what was in the file stays as it was, byte for byte: $what', async ({ contents, added }) => {
  home.put(credentials, contents);
  const before = home.read(credentials);
  await home.write(acme);
  const after = home.read(credentials);
  expect(after.slice(0, before.length)).toBe(before);
  expect(after.slice(before.length)).toMatch(new RegExp(`^${added}`));
  expect(after.includes('\r')).toBe(before.includes('\r'));
  if (before.includes('\r')) expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('the files that the variables of the SDKs name are used, and no other', async () => {
  home.put('elsewhere/keys', '');
  const environment = {
    AWS_SHARED_CREDENTIALS_FILE: '~/elsewhere/keys',
    AWS_CONFIG_FILE: home.path('elsewhere', 'settings'),
  };
  const other = new KeyHome({ environment, home: home.home });
  await other.write(acme);
  expect(home.files()).toEqual(['elsewhere/keys', 'elsewhere/settings']);
  other.remove();
});

test('a link of a dotfiles repository stays, and the file behind it is replaced', async () => {
  home.put('dotfiles/aws/credentials', '[other]\n');
  mkdirSync(home.path('.aws'));
  symlinkSync('../dotfiles/aws/credentials', home.path(credentials));
  await home.write(acme);
  expect(readlinkSync(home.path(credentials))).toBe('../dotfiles/aws/credentials');
  expect(home.read('dotfiles/aws/credentials')).toMatch(/^\[other\]\n\n# Stage: dev\n\[acme\]\n/);
  expect(home.files()).toEqual([config, credentials, 'dotfiles/aws/credentials']);
});

test('a link of the whole directory is followed', async () => {
  home.put('dotfiles/aws/credentials', '');
  symlinkSync('dotfiles/aws', home.path('.aws'));
  await home.write(acme);
  expect(home.withSecret()).toEqual(['dotfiles/aws/credentials']);
});

test('the mode of a file that others can read becomes 600, and the user is told before the claim', async () => {
  home.put(credentials, '[other]\n', 0o644);
  const checked = await home.check(acme);
  expect(checked.notices).toEqual([expect.stringContaining('has mode 644')]);
  expect(home.mode(credentials)).toBe('644');
  await checked.write(annas);
  expect(home.mode(credentials)).toBe('600');
});

const whenRoot = process.getuid?.() === 0 ? test : test.skip;
whenRoot('root keeps the owner of the file', async () => {
  const path = home.put(credentials, '');
  const { chownSync } = await import('node:fs');
  chownSync(path, 1234, 1235);
  await home.write(acme);
  expect([statSync(path).uid, statSync(path).gid]).toEqual([1234, 1235]);
});

describe('before the claim, a profile is refused', () => {
  test.each([
    {
      what: 'that is in the credentials file',
      file: credentials,
      contents: '\n[acme]\n',
      says: 'is already in .*credentials, line 2',
    },
    {
      what: 'that is in the config file',
      file: config,
      contents: '[profile acme]\n',
      says: 'is already in .*config, line 1',
    },
    {
      what: 'that only some parsers read',
      file: config,
      contents: '\ufeff [ profile  "acme" ] # ours\n',
      says: 'line 1',
    },
    {
      what: 'whose file is UTF-16',
      file: credentials,
      contents: Buffer.from('[a]\n', 'utf16le'),
      says: 'not in UTF-8',
    },
  ])('$what', async ({ file, contents, says }) => {
    home.put(file, contents);
    await expect(home.check(acme)).rejects.toThrow(new RegExp(says));
  });

  test('that one of several users would have', async () => {
    home.put(credentials, '[acme-anna]\n');
    await expect(home.check(acme, twoUsers)).rejects.toThrow('acme-anna is already in');
    await home.check(acme);
  });

  test.each(['', '-x', 'a b', 'a]\n[b', 'ä'])('with the invalid name %j', async (name) => {
    await expect(home.check({ kind: 'profile', name })).rejects.toMatchObject({ isUsage: true });
  });

  test.each([
    {
      what: 'a link that leads nowhere',
      make: () => {
        mkdirSync(home.path('.aws'));
        symlinkSync('gone', home.path(credentials));
      },
      says: 'symbolic link to gone, which does not exist',
    },
    {
      what: 'a link to itself',
      make: () => {
        mkdirSync(home.path('.aws'));
        symlinkSync('credentials', home.path(credentials));
      },
      says: 'ELOOP',
    },
    {
      what: 'a directory link that leads nowhere',
      make: () => symlinkSync('gone', home.path('.aws')),
      says: 'symbolic link to gone',
    },
    { what: 'a directory', make: () => mkdirSync(home.path(credentials), { recursive: true }), says: 'is a directory' },
    { what: 'a file in the place of the directory', make: () => writeFileSync(home.path('.aws'), ''), says: '.aws' },
    {
      what: 'a device',
      make: () => {
        mkdirSync(home.path('.aws'));
        symlinkSync('/dev/null', home.path(credentials));
      },
      says: 'is a device',
    },
    { what: 'a read-only file', make: () => home.put(credentials, '', 0o400), says: 'read-only' },
    {
      what: 'a read-only directory',
      make: () => {
        mkdirSync(home.path('.aws'));
        chmodSync(home.path('.aws'), 0o500);
      },
      says: 'read-only',
    },
    { what: 'a home directory that does not exist', make: () => home.remove(), says: 'does not exist' },
    {
      what: 'the same file twice',
      make: () => {
        home.put(credentials, '');
        symlinkSync('credentials', home.path(config));
      },
      says: 'the same file',
    },
  ])('for $what', async ({ make, says }) => {
    make();
    await expect(home.check(acme)).rejects.toThrow(says);
    await expect(home.check(acme)).rejects.toMatchObject({ name: 'DestinationError', isUsage: false });
  });
});

test('a check leaves nothing behind, and writes nothing', async () => {
  home.put(credentials, '[other]\n');
  await home.check(acme);
  expect(home.files()).toEqual([credentials]);
});

test('a secret is in the credentials file and nowhere else', async () => {
  home.put(credentials, '');
  const delivery = await home.write(acme, twoUsers);
  expect(home.withSecret()).toEqual([credentials]);
  for (const secret of secrets)
    expect(JSON.stringify(delivery) + home.stdout.text() + home.stderr.text()).not.toContain(secret);
});
