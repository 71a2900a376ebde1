import type { Context } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import { vendorAccountId } from '../sandbox/vendor.ts';

/** The second argument of a function, as Lambda would give it. @param timeoutMs for how long it may run from now */
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

/** Node 24 on Lambda has no callbacks. */
const unsupported = (): never => {
  throw new Error('A function answers by its promise.');
};
const callbacks = { done: unsupported, fail: unsupported, succeed: unsupported };

/** Whether `work` ended in time; Lambda forgets a function that did not. */
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
