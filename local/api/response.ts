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
 * What API Gateway makes of what a function returned (payload format 2.0): a result without `statusCode` is the body itself,
 * 200 and JSON; one that has a form it does not know is a 500.
 * Source: API Gateway Developer Guide, "Create AWS Lambda proxy integrations for HTTP APIs", "Lambda function response format".
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

const words = {
  404: 'Not Found',
  413: 'Request Entity Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

/** API Gateway's own refusals, in its own form. */
export const gatewayError = (statusCode: keyof typeof words): HttpAnswer =>
  jsonAnswer(statusCode, JSON.stringify({ message: words[statusCode] }));

const jsonAnswer = (statusCode: number, body: string): HttpAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(body),
});
