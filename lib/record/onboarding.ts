import * as z from 'zod/mini';
import { handedOverKeys, withHandedOverKeys } from './handedOverKeys.ts';
import { keyWork } from './keyWork.ts';
import { withLinks } from './links.ts';
import { metadataFields } from './metadata.ts';
import { rotation } from './rotation.ts';
import { lastUpdate, parameterValues, policyNames, update } from './update.ts';
import {
  time,
  problem,
  step,
  stepStatuses,
  tag,
  resource,
  userItem,
  userItemCount,
  lease,
  waiting,
  unknownCall,
  interrupted,
  dueTimes,
  firstAnswer,
  health,
  sealedKeys,
  userKeyIds,
  keyIds,
} from './fields.ts';

export { stepStatuses };

const common = {
  schema: z.literal(2),
  id: z.string(),
  version: z.int(),
  /** The writer of this version. A writer that got no answer recognizes its own write by it. */
  writer: z.string(),
  tenantId: z.string(),
  accountId: z.string(),
  blueprint: z.string(),
  /**
   * The digest of the version of the blueprint with which the onboarding was planned (lib/blueprints/versions.ts). Absent:
   * the deployed one, for a record of a version of Latchkey that kept none.
   */
  blueprintDigest: z.optional(z.string()),
  parameters: parameterValues,
  /** The caller's own tags for the users and policies. Absent: none. */
  tags: z.optional(z.readonly(z.array(tag))),
  userNames: z.readonly(z.array(z.string())),
  /** The policies that have another name than the blueprint says, because an update created them. Absent: none. */
  policyNames: z.optional(policyNames),
  /** How many updates have begun. The policies that one creates have its number in their names. Absent: none. */
  updates: z.optional(z.int()),
  /** Absent: no update has ended. */
  lastUpdate: z.optional(lastUpdate),
  roleArn: z.string(),
  caller: z.string(),
  createdAt: time,
  updatedAt: time,
  /** The number of attempts that have started. The next lease has the next number. */
  attempts: z.int(),
  /** Whether an attempt that did not complete may have sent create requests. */
  mayHaveMade: z.boolean(),
  steps: z.readonly(z.array(step)),
  resources: z.readonly(z.array(resource)),
  /**
   * Items that others attached to the onboarding's users, such as keys and policies: removed with the users, or left. At
   * most 100. See lib/record/boundedItems.ts.
   */
  userItems: z.readonly(z.array(userItem)),
  /** The items beyond those. Absent: none. */
  moreUserItems: z.optional(z.readonly(z.array(userItemCount))),
  /** The permissions boundary of the users, once it is chosen. */
  boundaryArn: z.optional(z.string()),
  /**
   * ARNs of the permissions boundaries that updates of the stack left in the account, as found at the end of the
   * offboarding. Absent: none.
   */
  oldBoundaries: z.optional(z.readonly(z.array(z.string()))),
  /**
   * The keys that the users had before Latchkey's first CreateAccessKey, and those that somebody else had created before
   * a later claim. Latchkey never changes them.
   */
  foreignKeyIds: z.optional(keyIds),
  dueTimes,
  waiting: z.optional(waiting),
  /** When a caller last requested a create or provision. The tenant may have launched the stack just before. */
  askedAt: time,
  /** When the onboarding that held this slot before ended. IAM may still show its resources. */
  namesFreedAt: z.optional(time),
  /** When Latchkey last removed a resource from the account. IAM may still count it. */
  lastRemovalAt: z.optional(time),
  /**
   * The calls whose outcome is unknown, oldest first, at most 20. A later look reverses only what one of them explains,
   * and then removes those that AWS cannot carry out any more. Absent: none.
   */
  unknownCalls: z.optional(z.readonly(z.array(unknownCall))),
  /** Absent: the create had no Idempotency-Key. */
  firstAnswer: z.optional(firstAnswer),
  /** Absent: nobody has looked at the account of the claimed or ready onboarding yet. */
  health: z.optional(health),
  /** The erasure of the onboarding has begun. The store refuses every other write, and nobody finds the record. */
  isErasing: z.optional(z.literal(true)),
  ...metadataFields,
};

const commonSchema = z.object(common);
export type Common = z.infer<typeof commonSchema>;

/**
 * The records by status. Each schema is made when the first record with its status is read: most functions meet one or two.
 */
const recordSchemas = {
  awaiting_access: z.lazy(() =>
    z.object({ ...common, status: z.literal('awaiting_access'), problem: z.optional(problem) }),
  ),
  provisioning: z.lazy(() => z.object({ ...common, status: z.literal('provisioning'), lease })),
  ready: z.lazy(() => z.object({ ...common, status: z.literal('ready') })),
  claiming: z.lazy(() => z.object({ ...common, status: z.literal('claiming'), lease, foreignKeyIds: keyIds })),
  claimed: z.lazy(() =>
    z.object({
      ...common,
      status: z.literal('claimed'),
      claimedAt: time,
      attempt: z.int(),
      keys: handedOverKeys,
      /** Sealed copies of keys that were handed over, oldest first. Absent: none, or erased. */
      sealed: z.optional(z.readonly(z.array(sealedKeys))),
      keyWork: z.optional(keyWork),
    }),
  ),
  // All its disclosed keys work. `attempt` is that of the last hand-over.
  rotating: z.lazy(() =>
    z.object({
      ...common,
      status: z.literal('rotating'),
      lease,
      claimedAt: time,
      attempt: z.int(),
      keys: handedOverKeys,
      /** As in `claimed`. */
      sealed: z.optional(z.readonly(z.array(sealedKeys))),
      rotation,
    }),
  ),
  // Its users have at least what the plans before and after the update have in common, and its disclosed keys work.
  updating: z.lazy(() =>
    z.object({
      ...common,
      status: z.literal('updating'),
      lease,
      update,
      /** As in `claimed`. Absent: it was `ready`. */
      claimedAt: z.optional(time),
      attempt: z.optional(z.int()),
      keys: z.optional(handedOverKeys),
      sealed: z.optional(z.readonly(z.array(sealedKeys))),
    }),
  ),
  rolling_back: z.lazy(() =>
    z.object({ ...common, status: z.literal('rolling_back'), lease, problem, keys: z.optional(handedOverKeys) }),
  ),
  failed: z.lazy(() => z.object({ ...common, status: z.literal('failed'), problem })),
  needs_attention: z.lazy(() =>
    z.object({
      ...common,
      status: z.literal('needs_attention'),
      problem,
      keys: z.optional(handedOverKeys),
      interrupted: z.optional(interrupted),
    }),
  ),
  expired: z.lazy(() => z.object({ ...common, status: z.literal('expired') })),
  offboarding: z.lazy(() =>
    z.object({ ...common, status: z.literal('offboarding'), lease, keys: z.optional(handedOverKeys) }),
  ),
  offboarded: z.lazy(() =>
    z.object({ ...common, status: z.literal('offboarded'), offboardedAt: time, keys: z.optional(handedOverKeys) }),
  ),
};

export type Onboarding = z.infer<(typeof recordSchemas)[keyof typeof recordSchemas]>;
export type Status = Onboarding['status'];
export type InStatus<S extends Status> = Extract<Onboarding, { status: S }>;
/** An onboarding in a status in which a process works on it under a lease. */
export type Leased = InStatus<'provisioning' | 'claiming' | 'rotating' | 'updating' | 'rolling_back' | 'offboarding'>;
export type Lease = z.infer<typeof lease>;
export type StepRecord = z.infer<typeof step>;
export type ResourceRecord = z.infer<typeof resource>;
export type UserItemRecord = z.infer<typeof userItem>;
export type UserItemCount = z.infer<typeof userItemCount>;
export type Rotation = z.infer<typeof rotation>;
export type { PlanChoice, Update } from './update.ts';
export type DueTimes = z.infer<typeof dueTimes>;
export type SealedKeys = z.infer<typeof sealedKeys>;
export type FirstAnswer = z.infer<typeof firstAnswer>;
export type UnknownCall = z.infer<typeof unknownCall>;
export type Health = z.infer<typeof health>;
/** The access key IDs of one user. */
export type UserKeyIds = z.infer<typeof userKeyIds>;

/**
 * The allowed transitions from each status. The store refuses any other write, and the condition of each write names
 * the status before it. lib/record/transitions.ts has a function for each transition.
 */
export const transitions = {
  awaiting_access: ['awaiting_access', 'provisioning', 'expired', 'offboarded'],
  // Goes to `offboarding` or `offboarded` only while it waits for its next attempt.
  provisioning: [
    'provisioning',
    'awaiting_access',
    'ready',
    'claimed',
    'rolling_back',
    'failed',
    'needs_attention',
    'offboarding',
    'offboarded',
  ],
  ready: ['ready', 'claiming', 'updating', 'needs_attention', 'offboarding'],
  claiming: ['claiming', 'ready', 'claimed', 'needs_attention'],
  claimed: ['claimed', 'rotating', 'updating', 'needs_attention', 'offboarding'],
  // Never to needs_attention: the keys work. Goes to `offboarding` only while it waits for its next attempt.
  rotating: ['rotating', 'claimed', 'offboarding'],
  // Back to the status before it, and otherwise like `rotating`.
  updating: ['updating', 'ready', 'claimed', 'offboarding'],
  rolling_back: ['rolling_back', 'failed', 'needs_attention'],
  // A later look goes to rolling_back and back: it removes what delayed calls created after the rollback.
  // To offboarding if its later look at the account was not possible.
  failed: ['failed', 'provisioning', 'rolling_back', 'offboarding', 'offboarded'],
  // Directly to offboarded: a caller accepts that resources are left in the account.
  // When a worker has deleted the held keys, it goes to the status of the interrupted work: claiming, rolling_back or
  // offboarding.
  needs_attention: ['needs_attention', 'claiming', 'rolling_back', 'offboarding', 'offboarded'],
  expired: ['offboarded'],
  offboarding: ['offboarding', 'offboarded', 'needs_attention'],
  // A later look goes to offboarding and back: it removes what delayed calls created after the removal.
  offboarded: ['offboarded', 'offboarding'],
} as const satisfies Record<Status, readonly Status[]>;

const isStatus = (name: string): name is Status => Object.hasOwn(transitions, name);

/** Every status. */
export const statuses: readonly Status[] = Object.keys(transitions).filter(isStatus);

const freesSlot: Readonly<Record<Status, boolean>> = {
  awaiting_access: false,
  provisioning: false,
  ready: false,
  claiming: false,
  claimed: false,
  rotating: false,
  updating: false,
  rolling_back: false,
  failed: true,
  needs_attention: false,
  expired: true,
  offboarding: false,
  offboarded: true,
};

/** Whether an onboarding in this status no longer holds its slot. */
export function slotIsFree(status: Status): boolean {
  return freesSlot[status];
}

/** Whether the onboarding has a status in which a process works on it, or a worker has to continue it. */
export function isWorkedOn(onboarding: Onboarding): onboarding is Leased {
  return 'lease' in onboarding;
}

const withStatus = z.object({ status: z.enum(statuses) });

/** Parses a stored record. Throws if it does not match the schema. */
export function parseOnboarding(item: unknown): Onboarding {
  const { status } = withStatus.parse(item);
  return recordSchemas[status].parse(withHandedOverKeys(withLinks(item)));
}

/** Returns the fields that a record has in every status. A transition keeps them. */
export function commonPart(onboarding: Onboarding): Common {
  return commonSchema.parse(onboarding);
}
