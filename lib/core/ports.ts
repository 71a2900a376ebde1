import type { Metrics } from './metrics.ts';
import type { Partition } from './partitions.ts';

/** Time, in milliseconds. */
export interface Clock {
  /** Wall clock: what is stored and shown. */
  now(): number;
  /** Monotonic clock: what leases and deadlines are measured with. */
  monotonic(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A lease's three settings, in milliseconds (60,000, 5,000 and 5,000 unless configured). */
export interface LeaseSettings {
  readonly leaseMs: number;
  /** A call to AWS that takes longer is aborted. */
  readonly requestTimeoutMs: number;
  /** Reserve for clocks that differ, and for a call that AWS still carries out after its abort. */
  readonly marginMs: number;
}

/** For how long after a change a failure of AWS may be a delay inside AWS, in milliseconds. */
export interface LagSettings {
  /** A session that was just given out: 60,000 unless configured. */
  readonly sessionLagMs: number;
  /** What the bootstrap role may do: 120,000. */
  readonly roleLagMs: number;
  /** Users, groups, policies and attachments that were made or removed: 300,000. */
  readonly entityLagMs: number;
  /** The permissions boundary, after the role first let Latchkey in: 300,000. */
  readonly boundaryLagMs: number;
  /** A role that let Latchkey in before and refuses it now: 600,000. */
  readonly lostAccessMs: number;
}

/** The deploying vendor. */
export interface DeploySettings {
  /** The vendor's short name, which leads every path and role name. */
  readonly namespace: string;
  /** The vendor's name as tenants know it. */
  readonly vendorName: string;
  readonly vendorAccountId: string;
  readonly partition: Partition;
}

/** Checked before every call to AWS that needs a lease. */
export interface CallGuard {
  /** Renews the lease when it is half over. Throws LeaseLost or OutOfTime where no further call may be sent. */
  beforeCall(): Promise<void>;
  /** The last check, right before the request is sent. Synchronous, so that nothing can happen between check and send. */
  check(): void;
  /** Aborted when the lease is lost. */
  readonly signal: AbortSignal;
}

/** Who asks, for the audit trail. */
export interface Actor {
  /** The name of the caller's token, `link` for a link token, or the name of a function that works by itself. */
  readonly by: string;
  readonly action: string;
  readonly requestId: string;
}

/** Structured log lines; never a body, a header or a secret. */
export interface Log {
  /** Adds fields to every following line. */
  add(fields: Readonly<Record<string, string>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** An SQS queue of onboarding IDs. */
export interface WorkQueue {
  /** @param delaySeconds when the message becomes visible: 0 (default) to 900 */
  send(onboardingId: string, delaySeconds?: number): Promise<void>;
}

/** What every room may use. */
export interface CoreDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly actor: Actor;
  /** A new random name for a process's attempt at an onboarding, and for the writer of a record's version. */
  newOwner(): string;
}
