import * as z from 'zod';

export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

const structured = z.looseObject({
  statusCode: z.int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

/**
 * Returns the HTTP response that API Gateway creates from a function's result (payload format 2.0). A result without
 * `statusCode` becomes the JSON body of a 200. A result with an invalid format becomes a 500. Source: API Gateway
 * Developer Guide, "Create AWS Lambda proxy integrations for HTTP APIs", "Lambda function response format".
 */
export function toAnswer(result: unknown): HttpAnswer {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    return jsonAnswer(200, typeof result === 'string' ? result : JSON.stringify(result ?? null));
  }
  const read = structured.safeParse(result);
  if (!read.success) return gatewayError(500);
  const { statusCode, headers, cookies, body, isBase64Encoded } = read.data;
  const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    statusCode,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...given,
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    },
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

const reasonPhrases = {
  404: 'Not Found',
  413: 'Request Entity Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

/** Returns an error that API Gateway itself creates, in its own format. */
export const gatewayError = (statusCode: keyof typeof reasonPhrases): HttpAnswer =>
  jsonAnswer(statusCode, JSON.stringify({ message: reasonPhrases[statusCode] }));

const jsonAnswer = (statusCode: number, body: string): HttpAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(body),
});
