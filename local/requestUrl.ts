/**
 * Returns the URL of a request from its target, as Node.js passes it. The target of most requests is a path. It is not
 * resolved like a link, because the text after two leading slashes of a link would be a host.
 */
export function requestUrl(target: string): URL {
  const origin = 'http://127.0.0.1';
  if (target.startsWith('/')) return new URL(`${origin}${target}`);
  // A proxy's client sends an absolute URL, and OPTIONS can have the target `*` (RFC 9112, section 3.2).
  return URL.parse(target) ?? new URL(`${origin}/${encodeURIComponent(target)}`);
}
