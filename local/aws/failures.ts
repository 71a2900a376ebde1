import type { Refusal } from './errors.ts';
import type { Service } from './wire.ts';

/** The throttling error of each service. Source: "Errors" in the API reference of each service. */
export const throttling: Readonly<Record<Service, Refusal>> = {
  iam: { statusCode: 400, code: 'Throttling', message: 'Rate exceeded' },
  sts: { statusCode: 400, code: 'Throttling', message: 'Rate exceeded' },
  dynamodb: {
    statusCode: 400,
    code: 'ThrottlingException',
    message: 'Throughput exceeds the current capacity of your table or index.',
  },
  sqs: { statusCode: 403, code: 'RequestThrottled', message: 'The request was denied due to request throttling.' },
};

const unknown = 'The request processing has failed because of an unknown error, exception or failure.';

/** The internal error of each service. */
export const serverFailure: Readonly<Record<Service, Refusal>> = {
  iam: { statusCode: 500, code: 'ServiceFailure', message: unknown },
  sts: { statusCode: 500, code: 'InternalFailure', message: unknown },
  dynamodb: { statusCode: 500, code: 'InternalServerError', message: unknown },
  sqs: { statusCode: 500, code: 'InternalFailure', message: unknown },
};
