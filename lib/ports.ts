import type { Blueprint } from '../catalog/blueprint.ts';
import type { TenantAccounts } from './accountPorts.ts';
import type { AuditEntry, WebhookEvent } from './aside.ts';
import type { CeilingValues } from './ceiling.ts';
import type { Metrics } from './metrics.ts';
import type { Onboarding } from './onboarding.ts';
import type { Partition } from './partitions.ts';
import type { EndpointRules } from './webhookEndpoint.ts';
import type { WebhookPublicKey } from './webhookSecrets.ts';

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
  /** Until then (epoch ms) it is about to be given up for good: nothing new is begun with it. */
  readonly retiringUntil?: number | undefined;
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

/** An onboarding that something has to be done about, and since when (epoch ms). */
export interface Due {
  readonly id: string;
  readonly at: number;
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
  /** Removes it, where it is the version read. */
  dropAccess(access: Access): Promise<boolean>;

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
  /** Writes what stands beside the onboarding's life, where nobody else has written any of the record since it was read. */
  moveAside(before: Onboarding, after: Onboarding): Promise<boolean>;
  /** Puts audit entries that the record has no room for into items of their own; again does no harm. */
  keepAudit(id: string, entries: readonly AuditEntry[]): Promise<void>;
  /** Those, oldest first. */
  oldAudit(id: string): Promise<readonly AuditEntry[]>;
  /** The same for events that are delivered or given up. */
  keepEvents(id: string, events: readonly WebhookEvent[]): Promise<void>;
  oldEvents(id: string): Promise<readonly WebhookEvent[]>;
  /** Onboardings with an event whose delivery nobody took care of by `now` (epoch ms), oldest first. */
  untold(now: number, limit: number): Promise<readonly Due[]>;
  /** How many onboardings of a tenant are being worked on, counted up to `limit`. May miss the last second. */
  inFlight(tenantId: string, limit: number): Promise<number>;
  /** How many onboardings of all tenants wait for a person, counted up to `limit`. May miss the last second. */
  inAttention(limit: number): Promise<number>;
  /** Onboardings that are due at `now` (epoch ms), oldest first. */
  due(now: number, limit: number): Promise<readonly Due[]>;
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

/** Who asks, for the audit trail. */
export interface Actor {
  /** The name of the caller's token, `link` for a link token, or the function of ours that works without being asked. */
  readonly by: string;
  readonly action: string;
  readonly requestId: string;
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
  /** How many onboardings of one tenant may be worked on at a time. */
  readonly tenantCap: number;
  /** The vendor's onboarding page, which a link leads to; without one it leads to the onboarding itself. */
  readonly pageUrl: string | undefined;
  /** Where the events of an onboarding go that names no webhook of its own. */
  readonly webhookUrl: string | undefined;
  /** Where events may be sent at all. */
  readonly webhookRules: EndpointRules;
  /** How callers prove who they are: a bearer token, or AWS's signature, which API Gateway checks. */
  readonly auth: 'token' | 'sigv4';
  /** Whether bootstrap roles are tried without the right external ID. Off for emulators that check no trust policy. */
  readonly probesTrust: boolean;
}

/** What came of one try to send an event. */
export interface SendResult {
  /**
   * `delivered`: the receiver said 2xx. `gone`: it said 410, send it nothing more. `retry`: anything else came back, or
   * nothing. `refused`: nothing was sent, because the URL or what it leads to is not admitted.
   */
  readonly outcome: 'delivered' | 'gone' | 'retry' | 'refused';
  /** Of the receiver's answer, where one came. */
  readonly status?: number | undefined;
  /** How long it took. */
  readonly ms: number;
  /** The first KB of the receiver's answer, made safe to show. */
  readonly answer?: string | undefined;
  /** Why there is no answer, or not all of it: a sentence. */
  readonly error?: string | undefined;
  /** How long the receiver asks to be left alone. */
  readonly retryAfterMs?: number | undefined;
}

export interface Sending {
  readonly url: string;
  /** The `webhook-id`: one for all tries of an event. Without a dot. */
  readonly id: string;
  /** Of this try, in epoch milliseconds: it is signed, and a receiver refuses an old one. */
  readonly at: number;
  readonly body: string;
}

export interface WebhookSender {
  /** Signs and sends once. Whatever the receiver does is a result; throws where the signing secrets cannot be had. */
  send(sending: Sending): Promise<SendResult>;
}

interface WebhookKeys {
  /** The public keys that signatures may be checked with, the new one first. Throws like `send`. */
  publicKeys(): Promise<readonly WebhookPublicKey[]>;
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
  /** Onboardings with an event to deliver. */
  readonly deliveryQueue: WorkQueue;
  readonly webhooks: WebhookSender;
  readonly webhookKeys: WebhookKeys;
}

/** What everything gets, whichever services it reaches. */
interface Surroundings {
  readonly actor: Actor;
  readonly settings: Settings;
  readonly catalog: readonly Blueprint[];
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Trust policies seen closed: role ARN and external ID, and until when (epoch ms) that is believed. In memory alone. */
  readonly closedTrusts: Map<string, number>;
  /** `ob_` and a ULID: sortable by time, and no two alike. */
  newOnboardingId(): string;
  /** At least 128 random bits, in characters that an external ID may have. */
  newExternalId(): string;
  /** Names a process's turn at an onboarding. */
  newOwner(): string;
}

/** The services of a function that works on onboardings. */
type Working = 'store' | 'tenantAccounts' | 'queue' | 'deliveryQueue';

/**
 * Everything the domain reaches outside itself; `Deps<'store'>` where of the services the state table is enough. What a
 * function of Lambda does not name is not in its bundle either.
 */
export type Deps<G extends keyof Gateways = Working> = Surroundings & Pick<Gateways, G>;

/** A caller's token, by the SHA-256 of it; the name is what the audit shows. */
export interface TokenHash {
  readonly name: string;
  /** The tenants it may act for; undefined: all. */
  readonly tenants?: readonly string[] | undefined;
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
export type ServiceDeps<G extends keyof Gateways = Working> = Deps<G> & Edge;
