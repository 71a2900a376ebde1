/** The largest answer of an HTTP API, in bytes. Source: API Gateway Developer Guide, "Quotas", payload size. */
const largestAnswer = 10 * 1024 * 1024;

/**
 * Whether the answer says that it is short enough. The platform reads no more than that. A compressed answer can be
 * longer than it says.
 */
function isShort(headers: Headers): boolean {
  const length = headers.get('content-length') ?? '';
  return /^\d+$/.test(length) && Number(length) <= largestAnswer && !headers.has('content-encoding');
}

/** Returns the answer. Reading it fails with a RangeError as soon as it is larger than any answer of Latchkey. */
export function limitedAnswer(response: Response): Response {
  const { body, status, statusText, headers } = response;
  if (!(body instanceof ReadableStream) || isShort(headers)) return response;
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
