import { readConnection } from '../../../cli/profile/readConnection.ts';
import { writeProfile } from '../../../cli/profile/writeProfile.ts';
import { KeyHome } from '../../support/keyDestinations.ts';

const file = '.config/latchkey/config';
const settings = { url: 'https://new.example.com/', token: 'new-token' };

let home: KeyHome;
beforeEach(() => {
  home = new KeyHome();
});
afterEach(() => home.remove());

const context = () => ({ environment: {}, home: home.home });

test('a new file of profiles is private, and its profile is used', async () => {
  expect(await writeProfile('default', settings, context())).toBe(home.path(file));
  expect([home.mode(file), home.mode('.config/latchkey'), home.mode('.config')]).toEqual(['600', '700', '700']);
  expect(readConnection({ needs: 'caller' }, context())).toMatchObject({
    url: 'https://new.example.com',
    auth: { token: 'new-token' },
  });
  expect(home.files()).toEqual([file]);
});

test('every setting is read as it was written', async () => {
  const signed = { url: 'https://s.example.com', auth: 'sigv4', region: 'us-east-1' } as const;
  await writeProfile('signed', signed, context());
  await writeProfile('oncall', { ...settings, operatorToken: 'on-call', auth: 'token' }, context());
  const of = (profile: string) => readConnection({ profile, needs: 'operator' }, context()).auth;
  expect([of('signed'), of('oncall')]).toEqual([
    { kind: 'sigv4', region: 'us-east-1' },
    { kind: 'token', token: 'on-call' },
  ]);
});

test('a profile is replaced, and the others stay, with their comments', async () => {
  home.put(
    file,
    '# a\n[a]\nurl = https://a\n\n[b]\r\nurl = https://b\r\ntoken = old\r\n\r\n# c\n[c]\nurl = https://c\n',
    0o644,
  );
  await writeProfile('b', settings, context());
  expect(home.read(file)).toBe(
    '# a\n[a]\nurl = https://a\n\n\r\n# c\n[c]\nurl = https://c\n\n[b]\nurl = https://new.example.com\ntoken = new-token\n',
  );
  expect(home.mode(file)).toBe('600');
});

test.each([
  { what: 'a name with a bracket', name: 'a]\n[b', given: settings, says: 'The name of the profile' },
  { what: 'a host without TLS', name: 'a', given: { url: 'http://x.example.com' }, says: 'https://' },
  { what: 'a token of two lines', name: 'a', given: { ...settings, token: 'a\n[b]' }, says: 'token must consist' },
])('what could not be read again is refused: $what', async ({ name, given, says }) => {
  await expect(writeProfile(name, given, context())).rejects.toThrow(says);
  expect(home.files()).toEqual([]);
});

test('a path that cannot be a file is refused', async () => {
  home.put('.config', '');
  await expect(writeProfile('a', settings, context())).rejects.toThrow(/cannot be|is not a directory/);
});
