import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problems } from '../../lib/core/errors.ts';
import type { HttpAnswer } from '../api/response.ts';
import { isLoopback } from '../loopback.ts';

/** A request, as far as the page needs it. */
interface PageRequest {
  readonly method: string;
  readonly path: string;
  /** The header Host. */
  readonly host: string | undefined;
}

/** Where the files of the page are, relative to the project's root. */
const folder = 'local/apiPage';

/**
 * Nothing foreign is loaded, and nothing is sent to another host. RapiDoc styles its elements with `style` attributes and
 * elements, which cannot run scripts.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Returns the answer to a request for the API page, which RapiDoc shows, or for the page of a problem. Returns undefined
 * for other requests. The files are read at each request. The page contains the token only if it was opened under a name
 * of this machine: a foreign name can be made to lead to 127.0.0.1, and its pages could read the answer.
 */
export function apiPage({ method, path, host }: PageRequest, token: string): HttpAnswer | undefined {
  if (method !== 'GET') return undefined;
  switch (path) {
    case '/docs':
      // It has the token.
      return answer('text/html', pageWith(isLoopback(host) ? token : ''), 'no-store');
    case '/docs/page.js':
      return answer('text/javascript', readFileSync(join(folder, 'page.js')));
    case '/docs/page.css':
      return answer('text/css', readFileSync(join(folder, 'page.css')));
    case '/docs/rapidoc-min.js':
      return answer('text/javascript', readFileSync(join(folder, 'rapidoc/rapidoc-min.js')));
    default:
      return problemPage(/^\/docs\/problems\/([a-z-]+)$/.exec(path)?.[1]);
  }
}

/** The pages are Markdown, which browsers show only as plain text. */
function problemPage(slug: string | undefined): HttpAnswer | undefined {
  if (slug === undefined || !Object.hasOwn(problems, slug)) return undefined;
  return answer('text/plain', readFileSync(join('docs/problems', `${slug}.md`)));
}

function pageWith(token: string): string {
  const content = token.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return readFileSync(join(folder, 'page.html'), 'utf8').replace(
    '<meta name="token" content="" />',
    () => `<meta name="token" content="${content}" />`,
  );
}

/** RapiDoc loads the style sheet each time that it renders. */
const answer = (type: string, body: string | Buffer, caching = 'max-age=60'): HttpAnswer => ({
  statusCode: 200,
  headers: {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': contentSecurityPolicy,
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': caching,
  },
  body: Buffer.from(body),
});
