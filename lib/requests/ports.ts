import type { LifecycleDeps, LifecycleSettings } from '../lifecycle/ports.ts';
import type { StopScope } from './stopScopes.ts';

export type { StopScope };

/** A stored Idempotency-Key. */
export interface IdempotencyKey {
  readonly caller: string;
  readonly key: string;
  /** SHA-256 over what the request means. See lib/requests/requestHash.ts. */
  readonly requestHash: string;
  readonly onboardingId: string;
  /** Until when (epoch ms) the request that stored the key may still write its record. */
  readonly heldUntil: number;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/** The combination of values that only one onboarding at a time may have. */
export interface Slot {
  readonly tenantId: string;
  readonly accountId: string;
  readonly blueprint: string;
  readonly userNames: readonly string[];
}

export interface SlotHolder {
  readonly onboardingId: string;
  /** The version of the holder's record when it took the slot; 0 if the record did not exist yet. */
  readonly version: number;
  /** Until when (epoch ms) the holder may still write the record for which it took the slot. */
  readonly heldUntil: number;
}

/** Idempotency keys and slots in the state table. Reads are strongly consistent, writes are conditional. */
export interface RequestStore {
  /** Stores the key. If a key is already stored, stores nothing and returns that key. */
  putKey(key: IdempotencyKey): Promise<IdempotencyKey | undefined>;
  /**
   * Takes over a key whose request stopped before it wrote its record. Returns false if another request did so first.
   */
  retakeKey(key: IdempotencyKey, heldUntilBefore: number): Promise<boolean>;
  dropKey(key: IdempotencyKey): Promise<void>;
  getKey(key: Pick<IdempotencyKey, 'caller' | 'key'>): Promise<IdempotencyKey | undefined>;

  /** Takes the slot if it is free, or held by `holder` or `over`. Otherwise returns the current holder. */
  takeSlot(slot: Slot, holder: SlotHolder, over?: SlotHolder): Promise<SlotHolder | undefined>;
  /** Releases the slot if `holder` still holds it. */
  dropSlot(slot: Slot, holder: SlotHolder): Promise<void>;
  /** Returns the slots of a tenant with their holders. The list may lack the slots that were taken in the last second. */
  slotsOf(tenantId: string): Promise<readonly (Slot & SlotHolder)[]>;
}

/** An operator's decision that creates, claims, rotations and links are refused until they are allowed again. */
export interface Stop {
  readonly scope: StopScope;
  /** Every refused caller reads it. */
  readonly reason: string;
  /** The name of the operator's token. */
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
}

/** An entry of the audit trail of the deployment: an action that concerns more than one onboarding. */
export interface ControlledAction {
  /** Number of the entry, from 1. */
  readonly n: number;
  /** Epoch ms. */
  readonly at: number;
  /** The name of the caller's token. */
  readonly by: string;
  /** As in lib/http/routes.ts. */
  readonly action: string;
  /** Undefined for the erasure of a tenant, and for older actions on that tenant. */
  readonly scope?: StopScope | undefined;
  readonly reason?: string | undefined;
  readonly requestId: string;
}

/** What operators control. One item, so that a create reads all stops with one read. */
export interface Controls {
  readonly stops: readonly Stop[];
  /** The newest audit entries, oldest first. Older ones are items of their own. */
  readonly actions: readonly ControlledAction[];
  readonly version: number;
}

/** The controls in the state table. Reads are strongly consistent, writes are conditional. */
export interface ControlStore {
  getControls(): Promise<Controls | undefined>;
  /** Writes the controls if the stored version is `controls.version - 1`; 0 means that none are stored. */
  saveControls(controls: Controls): Promise<boolean>;
  /** Stores audit entries as items of their own, except those whose number is stored already. Idempotent. */
  archiveActions(actions: readonly ControlledAction[]): Promise<void>;
  /**
   * Stores audit entries as items of their own, in place of entries with the same numbers: `archiveActions` of a process
   * that was delayed does not bring those back.
   */
  replaceActions(actions: readonly ControlledAction[]): Promise<void>;
  /** Returns the newest entries that `archiveActions` stored, newest first. Without `limit`, all. */
  archivedActions(limit?: number): Promise<readonly ControlledAction[]>;
}

export interface RequestSettings extends LifecycleSettings {
  /** The maximum number of onboardings of one tenant that are in progress at the same time. */
  readonly tenantCap: number;
}

/** The dependencies of code that carries out a caller's request. */
export interface RequestDeps extends Omit<LifecycleDeps, 'settings' | 'store'> {
  readonly settings: RequestSettings;
  readonly store: LifecycleDeps['store'] & RequestStore & ControlStore;
  /** Returns `ob_` and a ULID. IDs are unique and sort by time. */
  newOnboardingId(): string;
}
