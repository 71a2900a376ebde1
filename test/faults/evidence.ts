import type { Phase } from './phase.ts';
import type { Delivery } from './receiver.ts';
import type { StoredOnboarding } from './records.ts';
import type { Answer } from './testStack.ts';

/** Everything that the invariants check in a cell, collected when nothing is due any more. */
export interface Evidence {
  readonly accountId: string;
  readonly tenantId: string;
  /** Whether the onboarding may end in `failed`, and whether it may end in `needs_attention`. */
  readonly mayFail: boolean;
  readonly mayNeedAttention: boolean;
  readonly phase: Phase;
  /** When the phase began, and when the evidence was collected (epoch ms). */
  readonly phaseAt: number;
  readonly now: number;
  /** The record before the phase. Undefined: there was none. */
  readonly recordBefore: StoredOnboarding | undefined;
  readonly accountBefore: string;
  readonly accountAfter: string;
  /** The control tenant's account and items, before and after. */
  readonly controlTenantBefore: string;
  readonly controlTenantAfter: string;
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly answers: readonly Answer[];
  readonly issued: readonly string[];
  readonly log: string;
  readonly messages: string;
  readonly deadLetters: number;
  /** What the tenant's webhook received. */
  readonly deliveries: readonly Delivery[];
  /** What a run without a fault makes in an account. */
  readonly completeShape: string;
}
