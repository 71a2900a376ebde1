import type { LifecycleDeps, LifecycleSettings } from '../lifecycle/ports.ts';

/** A stored Idempotency-Key. */
export interface IdempotencyKey {
  readonly caller: string;
  readonly key: string;
  /** SHA-256 over method, path and body. */
  readonly requestHash: string;
  readonly onboardingId: string;
  /** Until then (epoch ms) the request that stored the key may still write its record. */
  readonly heldUntil: number;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/** What one onboarding at a time may hold. */
export interface Slot {
  readonly tenantId: string;
  readonly accountId: string;
  readonly blueprint: string;
  readonly userNames: readonly string[];
}

export interface SlotHolder {
  readonly onboardingId: string;
  /** Version of the holder's record when it took the slot; 0 before the record exists. */
  readonly version: number;
  /** Until then (epoch ms) the holder's record may not exist yet. */
  readonly heldUntil: number;
}

/** Idempotency keys and slots in the state table. Reads are strongly consistent, writes are conditional. */
export interface RequestStore {
  /** Stores the key, or gives the one that is stored. */
  putKey(key: IdempotencyKey): Promise<IdempotencyKey | undefined>;
  /** Takes over a key whose request died before its record. False where another request did so first. */
  retakeKey(key: IdempotencyKey, heldUntilBefore: number): Promise<boolean>;
  dropKey(key: IdempotencyKey): Promise<void>;
  getKey(key: Pick<IdempotencyKey, 'caller' | 'key'>): Promise<IdempotencyKey | undefined>;

  /** Takes the slot where it is free, already the holder's, or held by `over`; else gives the present holder. */
  takeSlot(slot: Slot, holder: SlotHolder, over?: SlotHolder): Promise<SlotHolder | undefined>;
}

export interface RequestSettings extends LifecycleSettings {
  /** How many onboardings of one tenant may be worked on at a time. */
  readonly tenantCap: number;
}

/** What carrying out a caller's request needs. */
export interface RequestDeps extends Omit<LifecycleDeps, 'settings' | 'store'> {
  readonly settings: RequestSettings;
  readonly store: LifecycleDeps['store'] & RequestStore;
  /** `ob_` and a ULID: unique, and sorted by time. */
  newOnboardingId(): string;
}
