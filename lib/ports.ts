import type { Blueprint } from '../catalog/blueprint.ts';
import type { TenantAccounts } from './accountPorts.ts';
import type { CeilingValues } from './ceiling.ts';
import type { Onboarding } from './onboarding.ts';
import type { Partition } from './partitions.ts';

/** Time, as far as the domain needs it; all in milliseconds. */
export interface Clock {
  /** Wall clock: what is written down. */
  now(): number;
  /** Monotonic: what leases and deadlines are measured with. */
  monotonic(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A boundary given out by a link. The stack that makes it may or may not have been launched. */
export interface GivenBoundary {
  readonly name: string;
  readonly ceiling: CeilingValues;
}

/** What ties a tenant to an account: one external ID, and by blueprint the boundaries given out, newest first. */
export interface Access {
  readonly tenantId: string;
  readonly accountId: string;
  readonly externalId: string;
  readonly boundaries: Readonly<Record<string, readonly GivenBoundary[]>>;
  /** By blueprint, the name of the boundary that last worked: believed without a call. */
  readonly proven: Readonly<Record<string, string>>;
  readonly version: number;
}

export interface IdempotencyKey {
  readonly caller: string;
  readonly key: string;
  /** SHA-256 over method, path and body. */
  readonly requestHash: string;
  readonly onboardingId: string;
  /** Until then the request that put it may still be on its way to the record (epoch ms). */
  readonly heldUntil: number;
  /** Epoch ms. */
  readonly expiresAt: number;
}

export interface Slot {
  readonly tenantId: string;
  readonly accountId: string;
  readonly blueprint: string;
  readonly userNames: readonly string[];
}

export interface SlotHolder {
  readonly onboardingId: string;
  /** The version of the holder's record when it took the slot; 0 before there is one. */
  readonly version: number;
  /** Until then the holder's record may not be there yet (epoch ms). */
  readonly heldUntil: number;
}

/** A page of the list of onboardings: newest first, at most `limit` (100) of them. */
export interface ListQuery {
  /** None: of all tenants. */
  readonly tenantId: string | undefined;
  /** Only onboardings older than this one. */
  readonly after: string | undefined;
  readonly limit: number;
}

export interface ListPage {
  readonly onboardings: readonly Onboarding[];
  /** The oldest that was looked at, where there are older ones. */
  readonly next: string | undefined;
}

/** The state table. Reads are strongly consistent, but for the list; every write is conditional. */
export interface OnboardingStore {
  getAccess(tenantId: string, accountId: string): Promise<Access | undefined>;
  /** Writes where the version is the one read (0: not there). False: somebody was faster, read again. */
  saveAccess(access: Access): Promise<boolean>;

  /** Puts the key, or answers with the one that stands. */
  putKey(key: IdempotencyKey): Promise<IdempotencyKey | undefined>;
  /** Takes over a key whose request died before its record: false where somebody else did. */
  retakeKey(key: IdempotencyKey, heldUntilBefore: number): Promise<boolean>;
  dropKey(key: IdempotencyKey): Promise<void>;
  getKey(key: Pick<IdempotencyKey, 'caller' | 'key'>): Promise<IdempotencyKey | undefined>;

  /** Takes the slot where it is free, the holder's already, or held by `over`; else answers with the holder. */
  takeSlot(slot: Slot, holder: SlotHolder, over?: SlotHolder): Promise<SlotHolder | undefined>;

  /** Writes the first record. False where it is there. */
  insert(onboarding: Onboarding): Promise<boolean>;
  get(id: string): Promise<Onboarding | undefined>;
  /**
   * Moves a record along a row of the transition table, where it still is what `before` says: same version and status,
   * and, where somebody works on it, the same owner and attempt. False: it is not.
   */
  move(before: Onboarding, after: Onboarding): Promise<boolean>;
  /** IDs of onboardings that are due at `now` (epoch ms), oldest first. */
  due(now: number, limit: number): Promise<readonly string[]>;
  /** May lack what was written in the last second, and may show what it was before. */
  list(query: ListQuery): Promise<ListPage>;
}

export interface WorkQueue {
  /** Asks a worker to look at the onboarding, after `delaySeconds` (at most 900). */
  send(onboardingId: string, delaySeconds?: number): Promise<void>;
}

export type * from './accountPorts.ts';

/** A lease's three settings, in milliseconds (60,000, 5,000 and 5,000 unless configured). */
export interface LeaseSettings {
  readonly leaseMs: number;
  /** No call to AWS takes longer: it is aborted. */
  readonly requestTimeoutMs: number;
  /** What is kept for clocks that differ and for a call that AWS still carries out after its abort. */
  readonly marginMs: number;
}

/** What the deploy decides. */
export interface Settings extends LeaseSettings {
  readonly namespace: string;
  readonly vendorName: string;
  readonly vendorAccountId: string;
  readonly partition: Partition;
  /** Base URL of the published templates, without a slash at its end. */
  readonly templatesUrl: string;
  /** How long a request may work before it answers 202 and leaves the rest to a worker. */
  readonly requestBudgetMs: number;
}

/** Structured lines; never a body, a header or a secret. */
export interface Log {
  /** Adds fields to every line from here on. */
  add(fields: Readonly<Record<string, string>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** The services that the domain reaches. */
export interface Gateways {
  readonly store: OnboardingStore;
  readonly tenantAccounts: TenantAccounts;
  readonly queue: WorkQueue;
}

/** What everything gets, whichever services it reaches. */
interface Surroundings {
  readonly settings: Settings;
  readonly catalog: readonly Blueprint[];
  readonly clock: Clock;
  readonly log: Log;
  /** Trust policies seen closed: role ARN and external ID, and until when (epoch ms) that is believed. In memory alone. */
  readonly closedTrusts: Map<string, number>;
  /** `ob_` and a ULID: sortable by time, and no two alike. */
  newOnboardingId(): string;
  /** At least 128 random bits, in characters that an external ID may have. */
  newExternalId(): string;
  /** Names a process's turn at an onboarding. */
  newOwner(): string;
}

/**
 * Everything the domain reaches outside itself; `Deps<'store'>` where of the services the state table is enough. What a
 * function of Lambda does not name is not in its bundle either.
 */
export type Deps<G extends keyof Gateways = keyof Gateways> = Surroundings & Pick<Gateways, G>;

/** A caller's token, by the SHA-256 of it; the name is what the audit shows. */
export interface TokenHash {
  readonly name: string;
  /** Hex. */
  readonly sha256: string;
}

/** What only the edge needs. */
interface Edge {
  readonly tokens: readonly TokenHash[];
  /** Origins whose pages may read the answers (CORS). */
  readonly corsOrigins: readonly string[];
  /** A log whose every line has these fields. */
  logWith(fields: Readonly<Record<string, string>>): Log;
}

/** What handlers are made of: the domain's dependencies, and what only the edge needs. */
export type ServiceDeps<G extends keyof Gateways = keyof Gateways> = Deps<G> & Edge;
