const refTo = (name: string) => ({ $ref: `#/components/headers/${name}` });

/** The headers of answers. */
export const headerComponents = {
  Location: {
    required: true,
    description: 'The path of the onboarding, with the part of the request’s path before `/v1`',
    schema: { type: 'string', format: 'uri-reference' },
    example: '/v1/onboardings/ob_01M81JDDF2FRQ7JJ21KTJ7R34T',
  },
  'Retry-After': {
    description:
      'After how many seconds to read the onboarding, or to send the request again. Without it, sending again does not help until something else has happened. Usually 2 to 60 seconds, 300 while requests are stopped, up to about 20 minutes while an account is still to be checked, and up to a day for the erasure of a tenant. Set a limit, above which the program reports the problem instead of waiting.',
    schema: { type: 'integer', minimum: 1 },
    example: 2,
  },
  'Retry-After-Accepted': {
    description: 'After how many seconds to read the onboarding. Every answer 202 has it.',
    required: true,
    schema: { type: 'integer', minimum: 1 },
    example: 2,
  },
  'Idempotency-Replayed': {
    description:
      'Present if the answer repeats the one to an earlier request with the same Idempotency-Key. It has no secret then, and the onboarding as it is now.',
    schema: { type: 'string', enum: ['true'] },
  },
  'Content-Disposition': {
    required: true,
    description: 'That the answer is a file, and its name',
    schema: { type: 'string' },
    example: 'attachment; filename="handover-ob_01M81JDDF2FRQ7JJ21KTJ7R34T.eml"',
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

/** References to the headers of answers. `Retry-After-Accepted` is the header `Retry-After` of an answer 202. */
export const headers: Readonly<Record<keyof typeof headerComponents, object>> = {
  Location: refTo('Location'),
  'Retry-After': refTo('Retry-After'),
  'Retry-After-Accepted': refTo('Retry-After-Accepted'),
  'Idempotency-Replayed': refTo('Idempotency-Replayed'),
  'Content-Disposition': refTo('Content-Disposition'),
  Link: refTo('Link'),
  'WWW-Authenticate': refTo('WWW-Authenticate'),
};
