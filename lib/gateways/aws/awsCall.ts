import type { Client, Command, SmithyResolvedConfiguration } from '@smithy/core/client';
import type { HttpHandlerOptions, MetadataBearer } from '@smithy/types';
import type { Metrics } from '../../core/metrics.ts';
import type { CallGuard } from '../../core/ports.ts';
import { asFailure } from './asFailure.ts';
import { addLeaseGuard } from './leaseGuard.ts';
import { countThrottles } from './throttles.ts';

/** How often the SDK sends a call, and which part of the call's time each attempt may take. */
export interface Attempts {
  readonly maxAttempts: number;
  readonly share: number;
}

/**
 * STS and IAM. The SDK would repeat a call whose answer got lost: for CreateAccessKey, a second key. Retries are the
 * steps' own, which know what to look at first.
 */
export const triedOnce: Attempts = { maxAttempts: 1, share: 1 };

/**
 * DynamoDB, SQS and SSM: the SDK's standard retries, so that no read or write fails for one lost answer. A write of the
 * table that is sent again is either the same again, or fails its own condition and is then recognised as ours
 * (lib/gateways/state); a message too many in a queue does no harm.
 *
 * Leases and deadlines are reckoned with calls that end within LATCHKEY_REQUEST_TIMEOUT_MS, attempts and pauses
 * included: what takes longer is aborted. Of its 5 s an attempt that nobody answers takes 2.25 s, so that another one has
 * as long, with the pause before it, which is 0.05 s at most. The standard mode's third attempt is for what fails at once:
 * after a throttle the two pauses are 3 s at most (the SDK's `retries-2026-config`).
 */
export const standardRetries: Attempts = { maxAttempts: 3, share: 0.45 };

export interface SenderConfig {
  readonly requestTimeoutMs: number;
  readonly attempts: Attempts;
  /** Where throttles are counted. */
  readonly metrics?: Metrics | undefined;
}

/**
 * Sends commands to a service: each call ends within `requestTimeoutMs`, and is aborted then, or with the guard.
 *
 * @param service as in IAM policies: `iam`
 * @returns throws AwsFailure; what the guard throws comes through.
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
    // It copies each input and output for a log, even if no logger is set.
    client.middlewareStack.remove('loggerMiddleware');
    let operation = service;
    command.middlewareStack.add(
      (next, { commandName = '' }) => {
        // The SDK's own text for the command; a class's name would be shortened in a bundle.
        operation = `${service}:${commandName.replace(/Command$/, '')}`;
        return next;
      },
      { name: 'operation', step: 'initialize', override: true },
    );
    if (metrics !== undefined) countThrottles(command.middlewareStack, service, metrics);
    if (guard !== undefined) addLeaseGuard(command.middlewareStack, guard);
    // Not AbortSignal.timeout: that one goes off for calls too that have long been answered.
    const timeout = new AbortController();
    const timer = setTimeout(() => {
      timeout.abort();
    }, requestTimeoutMs);
    const abortSignal = guard === undefined ? timeout.signal : AbortSignal.any([timeout.signal, guard.signal]);
    try {
      return await client.send(command, { abortSignal, requestTimeout: requestTimeoutMs * attempts.share });
    } catch (error) {
      throw asFailure(operation, error);
    } finally {
      clearTimeout(timer);
    }
  };
}
