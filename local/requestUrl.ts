/**
 * Returns the URL of a request from its target, as Node.js passes it. The target of most requests is a path, and is not
 * resolved like a link: of a link that begins with two slashes, the next text would be the host.
 */
export function requestUrl(target: string): URL {
  const origin = 'http://127.0.0.1';
  if (target.startsWith('/')) return new URL(`${origin}${target}`);
  // A proxy's client sends an absolute URL, and OPTIONS can have the target `*` (RFC 9112, section 3.2).
  return URL.parse(target) ?? new URL(`${origin}/${encodeURIComponent(target)}`);
}
