import { accessKeyIdOf, profilesWithKey, withOtherKey } from '../../../cli/files/keySettings.ts';

const key = { accessKeyId: 'AKIANEW', secretAccessKey: 'new/secret+' };
const changed = (text: string) => withOtherKey(Buffer.from(text, 'latin1'), 'acme', key)?.toString('latin1');

/** Texts in which OLD and SECRET are the only bytes that change. */
test.each([
  { what: 'the form of Latchkey', text: '[acme]\naws_access_key_id = OLD\naws_secret_access_key = SECRET\n' },
  { what: 'no spaces, no end', text: '[acme]\naws_secret_access_key=SECRET\naws_access_key_id=OLD' },
  {
    what: 'line ends of Windows, capitals, comments and bytes that are no UTF-8',
    text: '# \xff\r\n[acme]\r\n; ours\r\nAWS_ACCESS_KEY_ID :\tOLD \r\nregion = x\r\naws_secret_access_key = SECRET # c\r\n[b]\r\n',
  },
  {
    what: 'another profile before and after, and nested settings',
    text: '[a]\naws_access_key_id = OTHER\naws_secret_access_key = x\n[profile acme]\ns3 =\n  aws_access_key_id = no\naws_access_key_id = OLD\naws_secret_access_key = SECRET\n[acme2]\naws_access_key_id = OTHER\n',
  },
])('only the two values of the profile change: $what', ({ text }) => {
  expect(accessKeyIdOf(Buffer.from(text, 'latin1'), 'acme')).toBe('OLD');
  expect(changed(text)).toBe(text.replace('OLD', key.accessKeyId).replace('SECRET', key.secretAccessKey));
});

test.each([
  { what: 'no such profile', text: '[other]\naws_access_key_id = OLD\naws_secret_access_key = SECRET\n' },
  { what: 'no secret', text: '[acme]\naws_access_key_id = OLD\n' },
  {
    what: 'the profile twice',
    text: '[acme]\naws_access_key_id = OLD\naws_secret_access_key = SECRET\n[acme]\naws_access_key_id = OLD\n',
  },
  { what: 'a setting before every profile', text: 'aws_access_key_id = OLD\naws_secret_access_key = SECRET\n[acme]\n' },
])('a profile that does not have one key is not changed: $what', ({ text }) => {
  expect([changed(text), accessKeyIdOf(Buffer.from(text), 'acme')]).toEqual([undefined, undefined]);
});

test('a key with a dollar sign is written as it is', () => {
  const text = '[acme]\naws_access_key_id = OLD\naws_secret_access_key = SECRET\n';
  const secretAccessKey = "$&$'$1";
  expect(withOtherKey(Buffer.from(text), 'acme', { ...key, secretAccessKey })?.toString()).toContain(
    `= ${secretAccessKey}\n`,
  );
});

test('lists the profiles that have one of several keys', () => {
  const text = '[a]\naws_access_key_id = ONE\n[b]\naws_access_key_id = TWO\n[c]\naws_access_key_id = ONE\n# ONE\n';
  expect(profilesWithKey(Buffer.from(text), ['ONE'])).toEqual(['a', 'c']);
});
