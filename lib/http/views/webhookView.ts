import * as z from 'zod/mini';
import { endpointProblem, type EndpointRules } from '../../webhooks/endpoint.ts';
import { invalid } from '../request/readBody.ts';

/**
 * Returns the URL if events may be sent to it. Throws 422 with `pointer`, the field of the URL in the body, otherwise.
 */
export function mustBeEndpoint(url: string, rules: EndpointRules, pointer: string): string {
  const detail = endpointProblem(url, rules);
  if (detail !== undefined) throw invalid([{ pointer, detail }], 'Nothing was sent. ');
  return url;
}

/** The result of one try in an answer. */
export const webhookTestSchema = z.object({
  webhookId: z.string(),
  outcome: z.enum(['delivered', 'gone', 'failed', 'refused']),
  status: z.optional(z.int()),
  ms: z.int(),
  answer: z.optional(z.string()),
  error: z.optional(z.string()),
});

export const webhookKeysSchema = z.object({
  keys: z.array(
    z.object({
      publicKey: z.string(),
      pem: z.string(),
      jwk: z.object({ kty: z.string(), crv: z.string(), use: z.string(), x: z.string() }),
    }),
  ),
});
