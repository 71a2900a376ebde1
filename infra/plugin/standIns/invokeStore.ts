/**
 * Replaces `@aws/lambda-invoke-store`. A process runs one invocation at a time, unless Lambda sets
 * AWS_LAMBDA_MAX_CONCURRENCY, which it does not do here.
 */
export const InvokeStore = { getInstanceAsync: () => Promise.resolve(undefined) };
