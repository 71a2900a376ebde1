import { ProfileError } from './connection.ts';

/**
 * Checks the address of an API, and returns it without a slash at the end. Without TLS, only this machine is allowed: a
 * token would cross the network in clear text.
 * @param where the setting, for messages
 * @throws ProfileError
 */
export function apiUrl(text: string, where: string): string {
  if (!URL.canParse(text)) throw new ProfileError(`${where} must be a URL, such as https://latchkey.example.com.`);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new ProfileError(`${where} must be a URL without user name, password, query and fragment.`);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url)))
    throw new ProfileError(
      `${where} must begin with https://. Only a host of this machine, such as 127.0.0.1, can have http://.`,
    );
  return url.href.replace(/\/+$/, '');
}

/** Whether the URL leads to this machine. URL writes every form of an IPv4 address with four decimal numbers. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
