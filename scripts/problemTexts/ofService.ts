import type { ProblemText } from './problemText.ts';

/** Problems of Latchkey itself. */
export const ofService = {
  'internal-error': {
    happened:
      'Something failed in Latchkey that it does not expect. The answer says nothing more, because the cause may contain what the caller must not read.',
    why: [
      'A call to its own table or queues was refused: a role or a resource of the deployment was changed by hand.',
      'The tokens of the back end are in SSM, and cannot be read or one of them is not valid. Then every request with such a token has this problem.',
      'An error in Latchkey’s code.',
    ],
    toDo: [
      'As a caller, send the request again once, and then report it with its `requestId`. With an `Idempotency-Key`, nothing is created twice.',
      'As the engineer on call, look for the request ID in the logs ([finding things in the logs](../operating.md#finding-things-in-the-logs)): the line `unexpected error` has the place in the code.',
      'If roles or resources were changed, deploy again. See [api-errors](../operating.md#api-errors), and [tokens](../configuration.md#tokens).',
    ],
  },
  'out-of-time': {
    happened:
      'The time of the request was used up before its work was complete, or Latchkey’s own table or queue was too slow. No key was handed over.',
    why: [
      'DynamoDB or SQS throttles Latchkey or has an incident.',
      'AWS was slow in the tenant’s account. A worker continues an onboarding that has begun.',
      'A list with a status had to pass by very many onboardings that have another one.',
    ],
    toDo: [
      'Send the request again after `Retry-After`. With an `Idempotency-Key`, nothing is created twice.',
      'If `onboarding` is there, read it first: it may be complete by now. If it is `claimed` and nobody received the keys, rotate each one with `undelivered: true`.',
      'For a list, also filter by `tenantId`.',
      'If it lasts, the engineer on call finds what to do under [service-throttles](../operating.md#service-throttles) and [api-errors](../operating.md#api-errors).',
    ],
  },
  'vendor-side-error': {
    happened:
      'STS refuses Latchkey’s own function, before it reaches any tenant’s account. No tenant has to do anything.',
    why: [
      'The role of the function lost its permission `sts:AssumeRole`, or a deploy has just created it.',
      'STS is not active in the region `LATCHKEY_STS_REGION` for the vendor’s account.',
      'The credentials of the function have expired or do not work.',
    ],
    toDo: [
      'As a caller, send the request again after a minute, and tell the operator of the service if it lasts.',
      'As the engineer on call, see [api-errors](../operating.md#api-errors): for most causes, the answer is to deploy again.',
      'Onboardings that failed meanwhile continue with `POST /v1/onboardings/{id}/provision`.',
    ],
  },
} as const satisfies Readonly<Record<string, ProblemText>>;
