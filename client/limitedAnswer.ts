/** The largest answer of an HTTP API, in bytes. Source: API Gateway Developer Guide, "Quotas", payload size. */
const largestAnswer = 10 * 1024 * 1024;

/** Returns the answer. Reading it fails with a RangeError as soon as it is larger than any answer of Latchkey. */
export function limitedAnswer(response: Response): Response {
  const { body, status, statusText, headers } = response;
  if (!(body instanceof ReadableStream) || isSmall(response)) return response;
  let size = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform: (part, controller) => {
      size += part.byteLength;
      if (size > largestAnswer) controller.error(new RangeError('the answer is too large'));
      else controller.enqueue(part);
    },
  });
  return new Response(body.pipeThrough(counted), { status, statusText, headers });
}

/**
 * Whether an answer says itself that it is small enough: the platform reads no more than Content-Length. A compressed
 * body can be larger, and of another origin a browser does not show whether a body is compressed. Chromium's developer
 * tools show every answer that a script counts as cancelled.
 */
function isSmall({ headers, type }: Response): boolean {
  const length = headers.get('content-length') ?? '';
  return (
    type !== 'cors' && !headers.has('content-encoding') && /^\d{1,8}$/.test(length) && Number(length) <= largestAnswer
  );
}
