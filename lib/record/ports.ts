import type { CoreDeps, LeaseSettings } from '../core/ports.ts';
import type { AuditEntry, WebhookEvent } from './metadata.ts';
import type { Onboarding } from './onboarding.ts';

/** An onboarding that has work due, and since when (epoch ms). */
export interface Due {
  readonly id: string;
  readonly at: number;
}

/** Asks for a page of onboardings, newest first. */
export interface ListQuery {
  /** Undefined: of all tenants. */
  readonly tenantId: string | undefined;
  /** Only onboardings older than this one. */
  readonly after: string | undefined;
  /** At most 100. */
  readonly limit: number;
}

export interface ListPage {
  readonly onboardings: readonly Onboarding[];
  /** The oldest onboarding of this page, where older ones exist. */
  readonly next: string | undefined;
}

/** The onboardings in the state table. Reads are strongly consistent, except for lists and counts; writes are conditional. */
export interface OnboardingStore {
  /** Writes the first record. False where a record with this ID exists. */
  insert(onboarding: Onboarding): Promise<boolean>;
  get(id: string): Promise<Onboarding | undefined>;
  /**
   * Moves a record along a row of the transition table, if the stored record is still `before`: same version and status
   * and, where a lease is held, same owner and attempt. False where it is not.
   */
  move(before: Onboarding, after: Onboarding): Promise<boolean>;
  /** Writes the record's metadata, if nobody has written any part of the record since it was read. */
  saveMetadata(before: Onboarding, after: Onboarding): Promise<boolean>;
  /** Stores audit entries that no longer fit into the record as items of their own. May be repeated. */
  archiveAudit(id: string, entries: readonly AuditEntry[]): Promise<void>;
  /** The entries stored by `keepAudit`, oldest first. */
  archivedAudit(id: string): Promise<readonly AuditEntry[]>;
  /** Stores events that are delivered or given up, and no longer fit into the record, as items of their own. */
  archiveEvents(id: string, events: readonly WebhookEvent[]): Promise<void>;
  archivedEvents(id: string): Promise<readonly WebhookEvent[]>;
  /** Onboardings with an undelivered event whose delivery is overdue at `now` (epoch ms), oldest first. */
  undelivered(now: number, limit: number): Promise<readonly Due[]>;
  /** Number of a tenant's onboardings that are being worked on, counted up to `limit`. May miss the last second. */
  inFlight(tenantId: string, limit: number): Promise<number>;
  /** Number of onboardings in `needs_attention`, counted up to `limit`. May miss the last second. */
  needingAttention(limit: number): Promise<number>;
  /** Onboardings that are due at `now` (epoch ms), oldest first. */
  due(now: number, limit: number): Promise<readonly Due[]>;
  /** May lack, or show as it was before, what was written in the last second. */
  list(query: ListQuery): Promise<ListPage>;
}

/** What reading and moving records needs. */
export interface RecordDeps extends CoreDeps {
  readonly settings: LeaseSettings;
  readonly store: OnboardingStore;
}
