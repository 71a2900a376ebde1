import { ConfigError } from '../../../../lib/gateways/config/configError.ts';
import { readConfig } from '../../../../lib/gateways/config/config.ts';
import { assertContacts } from '../../../../lib/gateways/config/vendorContacts.ts';
import { localEnvironment } from '../../../../local/environment.ts';

/** Reads the settings, and checks the contacts among them. */
function readContacts(given: Readonly<Record<string, string>>) {
  const { contacts } = readConfig(localEnvironment('http://127.0.0.1:1', 'token', given));
  assertContacts(contacts);
  return contacts;
}

test('each contact can be set', () => {
  expect(
    readContacts({
      LATCHKEY_LOGO_URL: 'https://vendor.example:8443/logo.svg?v=2#dark',
      LATCHKEY_SUPPORT_URL: `https://vendor.example/${'x'.repeat(177)}`,
      LATCHKEY_SUPPORT_EMAIL: 'aws-support+latchkey@mail.vendor.example',
      LATCHKEY_PRIVACY_URL: 'https://vendor.example',
    }),
  ).toEqual({
    logoUrl: 'https://vendor.example:8443/logo.svg?v=2#dark',
    supportUrl: `https://vendor.example/${'x'.repeat(177)}`,
    supportEmail: 'aws-support+latchkey@mail.vendor.example',
    privacyUrl: 'https://vendor.example',
  });
});

test('a contact that is empty is none', () => {
  const empty = { LATCHKEY_LOGO_URL: '', LATCHKEY_SUPPORT_EMAIL: '' };
  expect(Object.values(readContacts(empty))).toEqual([undefined, undefined, undefined, undefined]);
});

const wrongUrls = [
  'http://vendor.example/',
  'HTTPS://vendor.example/',
  'javascript:alert(1)',
  'data:image/svg+xml,<svg/>',
  '//vendor.example/logo.svg',
  'https://bank.example@vendor.example/',
  'https://:secret@vendor.example/',
  'https://vendor.example/a b',
  'https://vendor.example/\u202Egvs.ogol',
  'https://vendor.example/\n',
  'https://',
  'https://vendor.example;sandbox/',
  'https://vendor.example,x/',
  'https://*.vendor.example/',
  `https://vendor.example/${'x'.repeat(178)}`,
];
const wrongAddresses = [
  'Support <support@vendor.example>',
  'support',
  'support@vendor',
  'support@vendor.example,other@vendor.example',
  'support@vendor.example?bcc=other@vendor.example',
  'mailto:support@vendor.example',
  'sup%0Aport@vendor.example',
  'support@vendor.example\n',
  `${'x'.repeat(250)}@vendor.example`,
];

test.each([
  ...['LATCHKEY_LOGO_URL', 'LATCHKEY_SUPPORT_URL', 'LATCHKEY_PRIVACY_URL'].flatMap((setting) =>
    wrongUrls.map((value) => ({ setting, value, expected: 'the https URL of your' })),
  ),
  ...wrongAddresses.map((value) => ({ setting: 'LATCHKEY_SUPPORT_EMAIL', value, expected: 'e-mail address' })),
])('$setting = $value is refused, and the error says what is expected', ({ setting, value, expected }) => {
  const start = () => readContacts({ [setting]: value });
  expect(start).toThrow(ConfigError);
  expect(start).toThrow(setting);
  expect(start).toThrow(expected);
});
