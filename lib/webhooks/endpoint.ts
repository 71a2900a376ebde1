import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './publicAddress.ts';

/** What the deploy decides about where events may be sent. */
export interface EndpointRules {
  /** Host names in lower case, `.example.com` for all below one. None: every public host. */
  readonly hosts: readonly string[];
  readonly ports: readonly number[];
  /** Whether `http:` to 127.0.0.0/8 and [::1] is admitted, on any port. For the local stack alone. */
  readonly admitsLoopback: boolean;
}

/** Longer than any that a person wrote; it is kept with the onboarding. */
const longest = 2048;

/**
 * What is wrong with a URL as the place to send events to, as the end of a sentence that begins with its name; undefined
 * where it may be tried. What a host name leads to is found out when the socket connects (`isPublicAddress`), since it
 * can lead elsewhere a moment later.
 */
export function endpointProblem(text: string, rules: EndpointRules): string | undefined {
  const url = text.length <= longest && !/[\s\p{Cc}]/u.test(text) ? URL.parse(text) : null;
  if (url === null || url.hostname === '')
    return `must be a URL such as https://vendor.example/hooks/latchkey, of at most ${longest} characters and without spaces.`;
  if (url.username !== '' || url.password !== '')
    return 'must not contain a user name or password, because it is stored and shown. Receivers verify the signature instead.';
  if (url.hash !== '' || text.endsWith('#')) return 'must not contain a #: HTTP does not send what follows it.';
  const host = hostOf(url);
  if (rules.admitsLoopback && url.protocol === 'http:' && isLoopbackAddress(host)) return undefined;
  if (url.protocol !== 'https:') return 'must begin with https://.';
  const port = url.port === '' ? 443 : Number(url.port);
  if (!rules.ports.includes(port)) return `must use port ${either(rules.ports)}, not ${port}.`;
  if (host === 'localhost' || host.endsWith('.localhost')) return 'must lead to a public host, not to localhost.';
  if (isIP(host) !== 0 && !isPublicAddress(host))
    return `must lead to a public host: ${host} is not a unicast address of the public internet.`;
  if (rules.hosts.length > 0 && !rules.hosts.some((allowed) => covers(allowed, host)))
    return `must lead to a host that this deployment allows: ${either(rules.hosts.map(shown))}.`;
  return undefined;
}

/**
 * The host of a URL as it is looked up: without the brackets of an IPv6 address, and without the dot that ends a full
 * name. IPv4 addresses in decimal, octal and hex have been put into their one form by the URL itself.
 */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.+$/, '');
}

const covers = (allowed: string, host: string) => (allowed.startsWith('.') ? host.endsWith(allowed) : host === allowed);
const shown = (host: string) => (host.startsWith('.') ? `*${host}` : host);
const either = (values: readonly (string | number)[]) => values.join(' or ');
