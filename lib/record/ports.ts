import type { Actor, Clock, LeaseSettings, Log } from '../core/ports.ts';
import type { Metrics } from './metrics.ts';
import type { AuditEntry, WebhookEvent } from './metadata.ts';
import type { Ended } from './erasure.ts';
import type { Onboarding, Status } from './onboarding.ts';
import type { OlderTry } from './storedEvents.ts';

/** An onboarding with due work, and since when it is due (epoch ms). */
export interface Due {
  readonly id: string;
  readonly at: number;
}

/** A version of a blueprint, by its digest. */
export interface PlanVersion {
  readonly blueprint: string;
  readonly digest: string;
}

/**
 * The pages of one shard of an index, read one after the other, oldest first. An onboarding can be in two shards for a
 * moment.
 */
export type DuePages = AsyncIterable<readonly Due[]>;

/**
 * Which onboardings an index has: those of a tenant, those of an AWS account, those in a status, those with a key that
 * should be replaced before a time (epoch ms), those that can be updated and were planned with some versions of
 * blueprints, or all.
 */
export type ListSource =
  | { readonly of: 'tenant'; readonly tenantId: string }
  | { readonly of: 'account'; readonly accountId: string }
  | { readonly of: 'status'; readonly status: Status }
  | { readonly of: 'rotation'; readonly before: number }
  | { readonly of: 'plans'; readonly plans: readonly PlanVersion[] }
  | { readonly of: 'all' };

/** A query for a page of onboardings, newest first; of the source `rotation`, those that are due first. */
export interface ListQuery {
  readonly source: ListSource;
  /** Only onboardings after this position. See lib/record/listPosition.ts. */
  readonly after: string | undefined;
  /** At most 100. */
  readonly limit: number;
}

export interface ListPage {
  readonly onboardings: readonly Onboarding[];
  /** The position of the last onboarding of this page, where others follow. */
  readonly next: string | undefined;
}

/**
 * The onboardings in the state table. Reads are strongly consistent, except lists and counts. Writes are conditional.
 */
export interface OnboardingStore {
  /** Writes the first version of a record. Returns false if a record with this ID exists. */
  insert(onboarding: Onboarding): Promise<boolean>;
  get(id: string): Promise<Onboarding | undefined>;
  /**
   * Writes `after` if `transitions` allows the change of status and the stored record is still `before`: it has the
   * same version and status and, if it has a lease, the same owner and attempt. Returns false if it is not.
   */
  move(before: Onboarding, after: Onboarding): Promise<boolean>;
  /** Writes the metadata of a record. Returns false if any part of the stored record has changed since it was read. */
  saveMetadata(before: Onboarding, after: Onboarding): Promise<boolean>;
  /** Stores audit entries that exceed the limit of the record as separate items. Idempotent. */
  archiveAudit(id: string, entries: readonly AuditEntry[]): Promise<void>;
  /** Returns the entries that `archiveAudit` stored, oldest first. */
  archivedAudit(id: string): Promise<readonly AuditEntry[]>;
  /**
   * Stores events that exceed the limits of the record as separate items. `revision` is that of the record that
   * contains them: `version` and `metadataVersion` together. It does not replace an item with a later revision, because
   * a process that was delayed may call this long after the event has returned to the record.
   */
  archiveEvents(id: string, events: readonly WebhookEvent[], revision: number): Promise<void>;
  /** Returns the events that `archiveEvents` stored. If an event is also in the record, the record is newer. */
  archivedEvents(id: string): Promise<readonly WebhookEvent[]>;
  /** Stores delivery tries that exceed the limit of their event as separate items. Idempotent. */
  archiveTries(id: string, tries: readonly OlderTry[]): Promise<void>;
  /** Returns the tries that `archiveTries` stored, the oldest of each event first. */
  archivedTries(id: string): Promise<readonly OlderTry[]>;
  /**
   * Erases an onboarding that has ended: its record, the items of its audit entries and events, and its slot if it has
   * not been taken over. Idempotent: a repetition completes what an erasure has begun. Returns false, and erases nothing,
   * if the stored record is another version. If the process stops in between, what is left is due as `onboarding` is.
   */
  erase(onboarding: Ended): Promise<boolean>;
  /**
   * Deletes the audit entries, events and tries that are items of their own. For a process that has stored some of them
   * and then finds that the onboarding is erased.
   */
  eraseArchived(id: string): Promise<void>;
  /** Returns the onboardings with an event whose delivery is overdue at `now` (epoch ms). */
  undelivered(now: number): Promise<readonly DuePages[]>;
  /**
   * Returns how many of a tenant's onboardings count for the tenant cap, counted up to `limit`. The count may lack the
   * writes of the last second.
   */
  inFlight(tenantId: string, limit: number): Promise<number>;
  /**
   * Returns how many onboardings a person has to look at, counted up to `limit`. The count may lack the writes of the
   * last second.
   */
  needingAttention(limit: number): Promise<number>;
  /**
   * Returns how many onboardings are in a status, counted up to `limit` in each shard. `isCut`: there may be more. The
   * count may lack the writes of the last second, and counts an onboarding twice while DynamoDB moves it to another
   * shard.
   */
  countIn(status: Status, limit: number): Promise<{ readonly count: number; readonly isCut: boolean }>;
  /** Returns the onboardings that are due at `now` (epoch ms). */
  due(now: number): Promise<readonly DuePages[]>;
  /**
   * Returns a page of onboardings. It may lack the writes of the last second, and so contain an onboarding that has left
   * the status of the source.
   */
  list(query: ListQuery): Promise<ListPage>;
  /**
   * Makes known to all processes into how many shards this deployment wants to write the indexes. Writes use more shards
   * than before only after that. Idempotent.
   */
  announceShards(): Promise<void>;
  /** Returns every version of a blueprint that is kept. The list may lack one that was stored in the last second. */
  keptBlueprints(): Promise<readonly PlanVersion[]>;
}

/** The dependencies of everything that works on onboardings. */
export interface CommonDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly actor: Actor;
  /** Returns a new random name, for the owner of a lease and for the writer of a record's version. */
  newOwner(): string;
}

/** The dependencies of code that reads and writes records. */
export interface RecordDeps extends CommonDeps {
  readonly settings: LeaseSettings;
  readonly store: OnboardingStore;
}
