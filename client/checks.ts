import { LatchkeyArgumentError } from './latchkeyArgumentError.ts';

/** Returns the address of the API without slashes at its end. @throws LatchkeyArgumentError */
export function checkedBaseUrl(text: string): string {
  if (!URL.canParse(text)) throw new LatchkeyArgumentError('baseUrl must be a URL such as https://api.example.com.');
  const { username, password, search, hash } = new URL(text);
  if (username + password + search + hash !== '')
    throw new LatchkeyArgumentError('baseUrl must be a URL without user name, password, query and fragment.');
  return text.replace(/\/+$/, '');
}

/** Checks that values can be sent as headers: the error of fetch would contain the value. @throws LatchkeyArgumentError */
export function assertHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      new Headers([[name, value]]);
    } catch {
      throw new LatchkeyArgumentError(
        `The header ${JSON.stringify(name)} has a character that is not allowed in a header.`,
      );
    }
  }
}

/** Checks the token. @throws LatchkeyArgumentError */
export function checkedToken(token: string | undefined): string | undefined {
  if (token !== undefined) assertHeaders({ Authorization: `Bearer ${token}` });
  return token;
}

/**
 * Checks the values in the path of a request. URLs resolve these, so the request would be another call: the one that
 * retires an access would be the one that erases a tenant. @throws LatchkeyArgumentError
 */
export function assertPath(path: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(path))
    if (['', '.', '..'].includes(String(value)))
      throw new LatchkeyArgumentError(`${name} must not be empty, "." or "..".`);
}
