/**
 * Stands in for `@aws/lambda-invoke-store`: a process has one invocation at a time. Lambda says where that is otherwise,
 * by AWS_LAMBDA_MAX_CONCURRENCY, which is not set.
 */
export const InvokeStore = { getInstanceAsync: () => Promise.resolve(undefined) };
