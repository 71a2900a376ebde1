import type { Partition } from './partitions.ts';

/** All times are in milliseconds. */
export interface Clock {
  /** Returns the wall-clock time (epoch ms), for timestamps that are stored or shown. */
  now(): number;
  /** Returns the monotonic clock, which leases and deadlines are measured with. */
  monotonic(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A lease's three settings, in milliseconds (60,000, 5,000 and 5,000 unless configured). */
export interface LeaseSettings {
  readonly leaseMs: number;
  /** A call to AWS that takes longer is aborted. */
  readonly requestTimeoutMs: number;
  /** A reserve for clock differences between processes, and for a call that AWS still carries out after its abort. */
  readonly marginMs: number;
}

/** For how long after a change a delay inside AWS can explain a failed call, in milliseconds. */
export interface LagSettings {
  /** After STS returned a session: 60,000 unless configured. */
  readonly sessionLagMs: number;
  /** After the permissions of the bootstrap role may have changed: 120,000. */
  readonly roleLagMs: number;
  /** After a user, group, policy or attachment was created or removed: 300,000. */
  readonly entityLagMs: number;
  /** After Latchkey first assumed the role, for the permissions boundary of the same stack: 300,000. */
  readonly boundaryLagMs: number;
  /** After STS began to refuse a role that Latchkey assumed before: 600,000. */
  readonly lostAccessMs: number;
}

/** The vendor that operates this deployment. */
export interface DeploySettings {
  /** The vendor's short name. Every IAM path and role name begins with it. */
  readonly namespace: string;
  /** The vendor's name as it is shown to tenants. */
  readonly vendorName: string;
  readonly vendorAccountId: string;
  readonly partition: Partition;
}

/** Checks before every call to AWS that the caller may still make it. */
export interface CallGuard {
  /**
   * Renews the lease if more than half of it has passed. Throws LeaseLost or OutOfTime if no further call may be sent.
   */
  beforeCall(): Promise<void>;
  /**
   * Repeats the check right before the request is sent. Throws LeaseLost or OutOfTime. Synchronous, so that no other
   * code runs between the check and the sending.
   */
  check(): void;
  /** Aborted when the lease is lost. */
  readonly signal: AbortSignal;
}

/** The caller and the action that the audit trail records. */
export interface Actor {
  /** The name of the caller's token, `link` for a link token, or the name of a function that no caller invoked. */
  readonly by: string;
  readonly action: string;
  readonly requestId: string;
}

/** Writes structured log lines. Callers must not pass a request body, a header or a secret. */
export interface Log {
  /** Adds fields to all following lines. */
  add(fields: Readonly<Record<string, string>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** An SQS queue of onboarding IDs. */
export interface WorkQueue {
  /** @param delaySeconds after how many seconds the message becomes visible: 0 (default) to 900 */
  send(onboardingId: string, delaySeconds?: number): Promise<void>;
}

/** An SQS queue of onboarding IDs, for a process that sends many. */
export interface BatchQueue {
  /**
   * Sends a message for each of at most 10 onboardings with one call. Returns the IDs whose messages SQS did not accept,
   * also when it was asked again.
   */
  sendBatch(onboardingIds: readonly string[]): Promise<readonly string[]>;
}
