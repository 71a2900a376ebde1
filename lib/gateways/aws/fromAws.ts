import type { MiddlewareStack } from '@smithy/types';
import * as z from 'zod/mini';

/** The part of the SDK's HTTP response that is checked. Its header names are in lower case. */
const httpResponse = z.object({ statusCode: z.number(), headers: z.record(z.string(), z.unknown()) });

/**
 * Makes a call to IAM or STS fail if its answer has the status 200 but does not come from AWS: it has neither a request
 * ID nor XML. The SDK reads the page of a proxy as an answer with no values, so that a list would be empty and a change
 * would count as made.
 *
 * @param stack the middleware stack of one command
 */
export function assertFromAws<I extends object, O extends object>(stack: MiddlewareStack<I, O>): void {
  stack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { statusCode: httpStatusCode, headers } = httpResponse.parse(result.response);
      const isAwsOwn = 'x-amzn-requestid' in headers || String(headers['content-type']).includes('xml');
      // The SDK itself reads every other status as an error.
      if (httpStatusCode >= 300 || isAwsOwn) return result;
      throw Object.assign(new Error('not an answer of AWS'), { $metadata: { httpStatusCode } });
    },
    { name: 'assertFromAws', step: 'deserialize', priority: 'low', override: true },
  );
}
