import { ConfigError } from './configError.ts';
import { callsEmulator } from './emulator.ts';

/**
 * Reads the address of the sandbox's console, which launch links open instead of AWS's own. A tenant who follows a link
 * to another host could be shown any page there. So the console must be on the machine of the person who opens the
 * link, and a process that calls STS of AWS itself cannot have one. Throws ConfigError.
 */
export function readConsoleUrl(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const value = env['LATCHKEY_CONSOLE_URL'];
  if (value === undefined || value === '') return undefined;
  if (/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/.test(value) && URL.canParse(value) && callsEmulator(env))
    return value;
  throw new ConfigError(
    'LATCHKEY_CONSOLE_URL',
    'empty, or, with an AWS endpoint that is not AWS’s own, the address of a sandbox on this machine, for example http://127.0.0.1:4566',
    value,
  );
}
