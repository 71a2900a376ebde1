import type { Client, Command, SmithyResolvedConfiguration } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer } from '@smithy/types';
import type { Metrics } from '../../record/metrics.ts';
import { countCall } from '../../core/effort.ts';
import type { CallGuard } from '../../core/ports.ts';
import { asFailure } from './asFailure.ts';
import { assertFromAws } from './fromAws.ts';
import { addLeaseGuard } from './leaseGuard.ts';
import { countThrottles } from './throttles.ts';

/** How often the SDK sends a call at most, and which share of the call's time each attempt may take. */
export interface Attempts {
  readonly maxAttempts: number;
  readonly share: number;
}

/**
 * For STS and IAM. The SDK must not repeat a call whose answer was lost, because a repeated CreateAccessKey would
 * create a second key. The steps make their own retries, because they know what to check first.
 */
export const triedOnce: Attempts = { maxAttempts: 1, share: 1 };

/**
 * For DynamoDB, SQS and SSM: the SDK's standard retries, so that no read or write fails because one answer was lost. A
 * repeated write to the table either has the same effect, or fails its own condition and is then recognized as our own
 * (lib/gateways/state). A duplicate message in a queue does no harm.
 *
 * Leases and deadlines assume that every call ends within LATCHKEY_REQUEST_TIMEOUT_MS, with all attempts and pauses. A
 * longer call is aborted. Of 5 s, an attempt without an answer takes 2.25 s, so that after a pause of at most 0.05 s a
 * second attempt has the same time. The third attempt of the standard mode is for errors that are answered at once:
 * after throttling, the two pauses take at most 3 s (the SDK's `retries-2026-config`).
 */
export const standardRetries: Attempts = { maxAttempts: 3, share: 0.45 };

/** Returns a guard that allows every call. `signal` aborts it. */
export const abortedBy = (signal: AbortSignal): CallGuard => ({
  beforeCall: () => Promise.resolve(),
  check: () => undefined,
  signal,
});

export interface SenderConfig {
  readonly requestTimeoutMs: number;
  readonly attempts: Attempts;
  /** Receives the number of throttled attempts. */
  readonly metrics?: Metrics | undefined;
}

/**
 * Returns a function that sends commands to a service. It aborts a call after `requestTimeoutMs`, or when the guard's
 * signal is aborted. It throws AwsFailure, and the errors of the guard unchanged.
 *
 * @param service the prefix of the service in IAM policies, such as `iam`
 */
export function senderTo(service: string, { requestTimeoutMs, attempts, metrics }: SenderConfig) {
  return async <
    In extends object,
    Out extends MetadataBearer,
    I extends In,
    O extends Out,
    C extends SmithyResolvedConfiguration<HttpHandlerOptions>,
  >(
    client: Client<HttpHandlerOptions, In, Out, C>,
    command: Command<I, O, C, In, Out>,
    guard?: CallGuard,
  ): Promise<O> => {
    await guard?.beforeCall();
    const isTenants = service === 'iam' || service === 'sts';
    if (isTenants) countCall();
    // It copies each input and output for a log, even if no logger is set.
    client.middlewareStack.remove('loggerMiddleware');
    let operation = service;
    command.middlewareStack.add(
      (next, { commandName = '' }) => {
        // The SDK's name for the command. The name of the class is shortened in a bundle.
        operation = `${service}:${commandName.replace(/Command$/, '')}`;
        return next;
      },
      { name: 'operation', step: 'initialize', override: true },
    );
    if (metrics !== undefined) countThrottles(command.middlewareStack, service, metrics);
    if (isTenants) assertFromAws(command.middlewareStack);
    if (guard !== undefined) addLeaseGuard(command.middlewareStack, guard);
    // Does not use AbortSignal.timeout, because its timer would also run out for calls that were answered long before.
    const ending = new AbortController();
    const timer = setTimeout(() => {
      ending.abort();
    }, requestTimeoutMs);
    const abort = () => {
      ending.abort(guard?.signal.reason);
    };
    // AbortSignal.any does the same, but takes several microseconds longer.
    if (guard?.signal.aborted === true) abort();
    else guard?.signal.addEventListener('abort', abort);
    try {
      return await client.send(command, {
        abortSignal: ending.signal,
        requestTimeout: requestTimeoutMs * attempts.share,
      });
    } catch (error) {
      throw asFailure(operation, error);
    } finally {
      clearTimeout(timer);
      guard?.signal.removeEventListener('abort', abort);
    }
  };
}
