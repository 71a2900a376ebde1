import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { PageKind } from './pageHeaders.ts';

/** The routes of the function that serves the pages. They need no token, and are no part of the API's contract. */
export const pageRoutes = ['GET /onboard', 'GET /admin', 'GET /web/{file}'] as const;

/** The file for a request, and what kind of page it is. Undefined: a file that a page loads. */
export interface RequestedFile {
  readonly name: string;
  readonly page?: PageKind;
}

/**
 * Returns which file a request asks for. With `?frame`, `/onboard` is another document, which other origins may show in a
 * frame. All other query parameters are ignored, because mail programs and proxies add some to links.
 */
export function requestedFile({ rawPath, rawQueryString, pathParameters }: APIGatewayProxyEventV2): RequestedFile {
  const file = pathParameters?.['file'];
  if (file !== undefined) return { name: `web/${file}` };
  // A stage or a mapping may precede it.
  if (rawPath.endsWith('/admin')) return { name: 'admin.html', page: { isForFrames: false } };
  const isForFrames = new URLSearchParams(rawQueryString).has('frame');
  return { name: isForFrames ? 'onboard-frame.html' : 'onboard.html', page: { isForFrames } };
}
