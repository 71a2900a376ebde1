import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createHash } from 'node:crypto';
import { ProblemError } from '../../core/errors.ts';
import type { Settings } from '../ports.ts';
import { chooseEncoding } from './chooseEncoding.ts';
import { pageHeaders } from './pageHeaders.ts';
import { requestedFile } from './requestedFile.ts';
import type { WebFiles } from './webFiles.ts';

/** The media types of the files, by the ends of their names. */
const mediaTypes = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

/**
 * Returns the answer with a page or a file of a page. A file whose name has a hash never changes, so that it can be cached
 * for a year. A browser must ask again for every other one, and gets 304 if it has not changed.
 */
export async function webAnswer(
  event: APIGatewayProxyEventV2,
  { settings, webFiles }: { readonly settings: Settings; readonly webFiles: WebFiles },
): Promise<APIGatewayProxyStructuredResultV2> {
  const { name, page } = requestedFile(event);
  const encoding = chooseEncoding(event.headers['accept-encoding']);
  const type = typeOf(name);
  const body = type === undefined ? undefined : await webFiles(name, encoding);
  if (type === undefined || body === undefined)
    throw new ProblemError(
      'unknown-route',
      'There is no such file. Load the page again: it names the files that it needs.',
    );
  // Of the encoded file: each encoding has a tag of its own (RFC 9110, section 8.8.3.3).
  const tag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  const shared = {
    'cache-control': hasHash(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: tag,
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    ...(page !== undefined && pageHeaders(settings, page)),
  };
  if (isKnown(tag, event.headers['if-none-match'])) return { statusCode: 304, headers: shared };
  return {
    statusCode: 200,
    headers: { ...shared, 'content-type': type, ...(encoding !== 'identity' && { 'content-encoding': encoding }) },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  };
}

const hasHash = (name: string) => /-[0-9A-Z]{8}\.\w+$/.test(name);

function typeOf(name: string): string | undefined {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  return Object.entries(mediaTypes).find(([each]) => each === ending)?.[1];
}

/** Whether If-None-Match has the tag (RFC 9110, section 13.1.2). */
function isKnown(tag: string, ifNoneMatch = ''): boolean {
  const known = ifNoneMatch.split(',').map((each) => each.trim().replace(/^W\//, ''));
  return known.includes(tag) || known.includes('*');
}
