import type { VendorContacts } from '../../http/ports.ts';
import { ConfigError } from './configError.ts';

/** The longest URL, in characters. Lambda allows 4 KB for all settings of a function together. */
const longestUrl = 200;

/** The longest address, in characters (RFC 5321, sections 4.5.3.1.3 and 4.1.2). */
const longestEmail = 254;

/**
 * Throws ConfigError unless each contact that is set is valid. A deploy, a local start and the functions that use them
 * check this, so that the other functions do not have to.
 */
export function assertContacts({ logoUrl, supportUrl, supportEmail, privacyUrl }: VendorContacts): void {
  assertUrl('LATCHKEY_LOGO_URL', logoUrl, 'logo', 'https://vendor.example/logo.svg');
  assertUrl('LATCHKEY_SUPPORT_URL', supportUrl, 'support', 'https://vendor.example/support');
  assertUrl('LATCHKEY_PRIVACY_URL', privacyUrl, 'privacy policy', 'https://vendor.example/privacy');
  if (supportEmail === undefined || isPlainAddress(supportEmail)) return;
  const expected = 'the e-mail address of your support, without a name, for example support@vendor.example';
  throw new ConfigError('LATCHKEY_SUPPORT_EMAIL', expected, supportEmail);
}

function assertUrl(setting: string, value: string | undefined, what: string, example: string): void {
  if (value === undefined || isPublicUrl(value)) return;
  const expected = `the https URL of your ${what}, without a user name and of at most ${longestUrl} characters, for example ${example}`;
  throw new ConfigError(setting, expected, value);
}

/**
 * A user name in a URL could hide its host from a reader. The URL parser removes tabs and newlines, so they are refused
 * before it. It accepts hosts with `;`, `,` and `*`, which would be another directive, another policy and every host in the
 * header that allows the logo.
 */
function isPublicUrl(value: string): boolean {
  if (!/^https:\/\/[!-~]+$/.test(value) || value.length > longestUrl || !URL.canParse(value)) return false;
  const { host, username, password } = new URL(value);
  return username === '' && password === '' && /^[\w.:[\]-]+$/.test(host);
}

/** Only characters that have no meaning in a `mailto:` URL and in a header of a mail. */
function isPlainAddress(value: string): boolean {
  return value.length <= longestEmail && /^[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(value);
}
