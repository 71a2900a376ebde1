import type { Context } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import { vendorAccountId } from '../sandbox/vendor.ts';

/** Returns the context that Lambda passes to a function. @param timeoutMs how long the function may run from now */
export function lambdaContext(functionName: string, timeoutMs: number): Context {
  const deadline = performance.now() + timeoutMs;
  const fullName = `latchkey-${functionName}`;
  return {
    functionName: fullName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:${vendorAccountId}:function:${fullName}`,
    memoryLimitInMB: '1024',
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${fullName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
    ...callbacks,
  };
}

/** Lambda's Node.js 24 runtime does not support callbacks. */
const unsupported = (): never => {
  throw new Error('A function must return a promise instead of calling back.');
};
const callbacks = { done: unsupported, fail: unsupported, succeed: unsupported };

/**
 * Waits for `work` for at most `ms` milliseconds, and returns whether it ended. Its result is ignored if it ends later.
 */
export async function within<T>(
  ms: number,
  work: Promise<T>,
): Promise<{ readonly ended: true; readonly value: T } | { readonly ended: false }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ readonly ended: false }>((resolve) => {
    timer = setTimeout(() => {
      resolve({ ended: false });
    }, ms);
  });
  try {
    return await Promise.race([work.then((value) => ({ ended: true as const, value })), late]);
  } finally {
    clearTimeout(timer);
  }
}
