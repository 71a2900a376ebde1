import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WireAnswer, WireRequest } from '../aws/wire.ts';
import { requestUrl } from '../requestUrl.ts';

/** Where the files of the page are, relative to the project's root. */
const folder = 'local/console';

/** The path of AWS's own console, which launch links have. */
const consolePath = '/cloudformation/home';

const files: ReadonlyMap<string, { readonly name: string; readonly type: string }> = new Map([
  [consolePath, { name: 'page.html', type: 'text/html' }],
  ['/cloudformation/page.css', { name: 'page.css', type: 'text/css' }],
  ...['page', 'account', 'dom', 'quickCreate', 'sandbox', 'stack', 'stacks'].map(
    (name) => [`/cloudformation/${name}.js`, { name: `${name}.js`, type: 'text/javascript' }] as const,
  ),
]);

/** The page loads nothing from another host, and sends nothing to one. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Returns the answer to a request for the console of the sandbox, which launch links open. Returns undefined for other
 * requests. The page reads the fragment of the link by script, because browsers do not send it. The files are read at
 * each request.
 */
export function consolePage({ method, url }: Pick<WireRequest, 'method' | 'url'>): WireAnswer | undefined {
  const file = method === 'GET' ? files.get(requestUrl(url).pathname) : undefined;
  if (file === undefined) return undefined;
  return {
    statusCode: 200,
    headers: {
      'content-type': `${file.type}; charset=utf-8`,
      'content-security-policy': contentSecurityPolicy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    },
    body: readFileSync(join(folder, file.name), 'utf8'),
    code: 'ok',
  };
}
