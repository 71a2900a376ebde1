const refTo = (name: string) => ({ $ref: `#/components/headers/${name}` });

/** The headers of answers. */
export const headerComponents = {
  Location: {
    description: 'The path of the onboarding, with the part of the request’s path before `/v1`',
    schema: { type: 'string', format: 'uri-reference' },
    example: '/v1/onboardings/ob_01M81JDDF2FRQ7JJ21KTJ7R34T',
  },
  'Retry-After': {
    description:
      'After how many seconds to read the onboarding, or to send the request again. Absent if waiting alone does not help.',
    schema: { type: 'integer', minimum: 1 },
    example: 2,
  },
  'Idempotency-Replayed': {
    description: 'Present if the answer repeats the one to an earlier request with the same Idempotency-Key',
    schema: { type: 'string', enum: ['true'] },
  },
  Link: {
    description: 'The page of the problem: `rel="help"` (RFC 8288). Absent if the deployment does not say where it is.',
    schema: { type: 'string' },
    example: '<https://docs.example/problems/slot-held.html>; rel="help"',
  },
  'WWW-Authenticate': {
    description: 'The scheme of authentication. Absent if callers sign their requests.',
    schema: { type: 'string', enum: ['Bearer'] },
  },
} as const;

/** References to the headers of answers. */
export const headers: Readonly<Record<keyof typeof headerComponents, object>> = {
  Location: refTo('Location'),
  'Retry-After': refTo('Retry-After'),
  'Idempotency-Replayed': refTo('Idempotency-Replayed'),
  Link: refTo('Link'),
  'WWW-Authenticate': refTo('WWW-Authenticate'),
};
