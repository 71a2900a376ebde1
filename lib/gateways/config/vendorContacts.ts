import type { VendorContacts } from '../../http/ports.ts';
import { ConfigError } from './configError.ts';

/** The longest URL, in characters. Lambda allows 4 KB for all settings of a function together. */
const longestUrl = 200;

/** The longest address, in characters (RFC 5321, sections 4.5.3.1.3 and 4.1.2). */
const longestEmail = 254;

/** Returns how tenants recognize and reach the vendor. Throws ConfigError if a setting is neither empty nor valid. */
export function readContacts(env: Readonly<Record<string, string | undefined>>): VendorContacts {
  const read = (name: string, isValid: (value: string) => boolean, expected: string) => {
    const value = env[name];
    if (value === undefined || value === '') return undefined;
    if (!isValid(value)) throw new ConfigError(name, expected, value);
    return value;
  };
  const url = (name: string, what: string, example: string) =>
    read(
      name,
      isPublicUrl,
      `the https URL of ${what}, without a user name and of at most ${longestUrl} characters, for example ${example}`,
    );
  return {
    logoUrl: url('LATCHKEY_LOGO_URL', 'your logo', 'https://vendor.example/logo.svg'),
    supportUrl: url('LATCHKEY_SUPPORT_URL', 'your support', 'https://vendor.example/support'),
    supportEmail: read(
      'LATCHKEY_SUPPORT_EMAIL',
      isPlainAddress,
      'the e-mail address of your support, without a name, for example support@vendor.example',
    ),
    privacyUrl: url('LATCHKEY_PRIVACY_URL', 'your privacy policy', 'https://vendor.example/privacy'),
  };
}

/**
 * A user name in a URL could hide its host from a reader. The URL parser removes tabs and newlines, so they are refused
 * before it.
 */
function isPublicUrl(value: string): boolean {
  if (!/^https:\/\/[!-~]+$/.test(value) || value.length > longestUrl || !URL.canParse(value)) return false;
  const { username, password } = new URL(value);
  return username === '' && password === '';
}

/** Only characters that have no meaning in a `mailto:` URL and in a header of a mail. */
function isPlainAddress(value: string): boolean {
  return value.length <= longestEmail && /^[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(value);
}
