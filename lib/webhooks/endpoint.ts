import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './publicAddress.ts';

/** The deployment's rules for the URLs that events may be sent to. */
export interface EndpointRules {
  /**
   * The allowed host names, in lower case. `.example.com` allows all subdomains. An empty list allows every public
   * host.
   */
  readonly hosts: readonly string[];
  readonly ports: readonly number[];
  /** Whether `http:` URLs to 127.0.0.0/8 and [::1] are allowed, on any port. Only the local stack allows them. */
  readonly admitsLoopback: boolean;
}

/** The longest URL in characters. The limit exists because the onboarding's record contains the URL. */
const maxLength = 2048;

/**
 * Returns why events must not be sent to a URL, as the rest of a sentence that begins with the name of the field.
 * Returns undefined if events may be sent to it. The addresses of the host are checked only when the socket connects
 * (`isPublicAddress`), because a host name can resolve to another address a moment later.
 */
export function endpointProblem(text: string, rules: EndpointRules): string | undefined {
  const url = text.length <= maxLength && !/[\s\p{Cc}]/u.test(text) ? URL.parse(text) : null;
  if (url === null || url.hostname === '')
    return `must be a URL such as https://vendor.example/hooks/latchkey, of at most ${maxLength} characters and without spaces.`;
  if (url.username !== '' || url.password !== '')
    return 'must not contain a user name or password, because it is stored and shown. Receivers verify the signature instead.';
  if (url.hash !== '' || text.endsWith('#')) return 'must not contain a #: HTTP does not send what follows it.';
  const host = hostOf(url);
  if (rules.admitsLoopback && url.protocol === 'http:' && isLoopbackAddress(host)) return undefined;
  const isLocalName = host === 'localhost' || host.endsWith('.localhost');
  if (rules.admitsLoopback && isLocalName)
    return 'must have the address 127.0.0.1 instead of the name localhost. Here, http://127.0.0.1 works on every port.';
  if (url.protocol !== 'https:')
    return rules.admitsLoopback
      ? 'must begin with https://, unless it leads to this machine. Here, http://127.0.0.1 works on every port.'
      : 'must begin with https://.';
  const port = url.port === '' ? 443 : Number(url.port);
  if (!rules.ports.includes(port)) return `must use port ${either(rules.ports)}, not ${port}.`;
  if (isLocalName) return 'must lead to a public host, not to localhost.';
  if (isIP(host) !== 0 && !isPublicAddress(host))
    return `must lead to a public host: ${host} is not a public internet address.`;
  if (rules.hosts.length > 0 && !rules.hosts.some((allowed) => covers(allowed, host)))
    return `must lead to a host that this deployment allows: ${either(rules.hosts.map(shown))}.`;
  return undefined;
}

/**
 * Returns the host of a URL for a lookup: without the brackets of an IPv6 address, and without the dot at the end of a
 * fully qualified name. The URL parser has already converted IPv4 addresses in decimal, octal and hex to dotted form.
 */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.+$/, '');
}

const covers = (allowed: string, host: string) => (allowed.startsWith('.') ? host.endsWith(allowed) : host === allowed);
const shown = (host: string) => (host.startsWith('.') ? `*${host}` : host);
const either = (values: readonly (string | number)[]) => values.join(' or ');
