import * as z from 'zod/mini';
import { metadataFields } from './metadata.ts';
import { problems, type ProblemSlug } from '../core/errors.ts';

/** Points in time are epoch milliseconds in the record, ISO 8601 in answers. */
const time = z.int();

const slugs = new Set<string>(Object.keys(problems));
const problem = z.object({
  slug: z.custom<ProblemSlug>((value) => typeof value === 'string' && slugs.has(value)),
  detail: z.string(),
  errors: z.optional(z.readonly(z.array(z.object({ pointer: z.string(), detail: z.string() })))),
  onboarding: z.optional(z.string()),
});

const step = z.object({
  name: z.string(),
  status: z.enum(['pending', 'running', 'done', 'failed']),
  startedAt: z.optional(time),
  endedAt: z.optional(time),
});

/** What is, or may be, in the account. `id` is IAM's unique ID: undo deletes a thing only while Get returns it. */
const resource = z.object({
  type: z.enum(['user', 'group', 'policy']),
  name: z.string(),
  arn: z.string(),
  status: z.enum(['planned', 'made', 'removed', 'left']),
  id: z.optional(z.string()),
  /** When the create was sent whose outcome is unknown, or that made it. */
  sentAt: z.optional(time),
  reason: z.optional(z.string()),
});

const userItem = z.object({
  type: z.string(),
  /** The user's ARN; AWS gives most of what hangs on a user none of its own. */
  arn: z.string(),
  id: z.string(),
  status: z.enum(['removed', 'left']),
  reason: z.optional(z.string()),
});

/** Which process works on the onboarding, and until when no other process may. */
const lease = z.object({
  owner: z.string(),
  by: z.enum(['request', 'worker']),
  /** Counts the leases of this onboarding. */
  attempt: z.int(),
  expiresAt: time,
  /** When this stretch of work began: attempts that follow each other share it, so that waiting has a bound. */
  since: time,
});

/** Why nobody works on an onboarding that is not at rest. */
const waiting = z.object({
  /** AWS's own sentence, where AWS gave one. */
  reason: z.string(),
  /** AWS's code, where AWS gave one. */
  code: z.optional(z.string()),
  /** When AWS first answered with this code. */
  since: time,
  /** When the next attempt begins. */
  until: time,
});

const userKeyIds = z.object({ userName: z.string(), ids: z.readonly(z.array(z.string())) });

/** A list, because a user may be named `constructor` or `__proto__`, which no object keeps as a key of its own. */
const keyIds = z.readonly(
  z.pipe(
    // Records of earlier versions have an object, keyed by the user's name.
    z.union([z.array(userKeyIds), z.record(z.string(), z.readonly(z.array(z.string())))]),
    z.transform((stored) =>
      Array.isArray(stored) ? stored : Object.entries(stored).map(([userName, ids]) => ({ userName, ids })),
    ),
  ),
);

const common = {
  schema: z.literal(1),
  id: z.string(),
  version: z.int(),
  /** Who wrote this version: a writer whose answer got lost finds its own name. */
  writer: z.string(),
  tenantId: z.string(),
  accountId: z.string(),
  blueprint: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.boolean(), z.null(), z.readonly(z.array(z.string()))])),
  userNames: z.readonly(z.array(z.string())),
  roleArn: z.string(),
  caller: z.string(),
  createdAt: time,
  updatedAt: time,
  /** How often somebody has started to work on it; the next lease's attempt is one more. */
  attempts: z.int(),
  /** Whether a turn that did not come to its end may have sent creates. */
  mayHaveMade: z.boolean(),
  steps: z.readonly(z.array(step)),
  resources: z.readonly(z.array(resource)),
  /** What had been hung on our users by others, and went with them or stays. */
  userItems: z.readonly(z.array(userItem)),
  /** The boundary that its users carry, once chosen. */
  boundaryArn: z.optional(z.string()),
  /** The keys that the users had before Latchkey's first CreateAccessKey: they are not Latchkey's. Written once. */
  foreignKeyIds: z.optional(keyIds),
  /** When a sweep has to look at it; absent where nothing is due. */
  dueAt: z.optional(time),
  waiting: z.optional(waiting),
  /** When a caller last asked to create or to provision it: the tenant may have launched or updated the stack just before. */
  askedAt: time,
  /** When the onboarding that held the same slot before ended: IAM may still count what it had under these names. */
  namesFreedAt: z.optional(time),
  /** When Latchkey last removed something in the account: its name and its place in a quota may still count. */
  lastRemovalAt: z.optional(time),
  /** When to look at the account once more: a delayed call may land after an undo. */
  reconcileAt: z.optional(time),
  ...metadataFields,
};

const commonSchema = z.object(common);
type Common = z.infer<typeof commonSchema>;

const onboardingSchema = z.discriminatedUnion('status', [
  z.object({ ...common, status: z.literal('awaiting_access'), expiresAt: time, problem: z.optional(problem) }),
  z.object({ ...common, status: z.literal('provisioning'), lease }),
  z.object({ ...common, status: z.literal('ready') }),
  z.object({ ...common, status: z.literal('claiming'), lease, foreignKeyIds: keyIds }),
  z.object({ ...common, status: z.literal('claimed'), claimedAt: time, attempt: z.int(), accessKeyIds: keyIds }),
  z.object({ ...common, status: z.literal('rolling_back'), lease, problem, accessKeyIds: z.optional(keyIds) }),
  z.object({ ...common, status: z.literal('failed'), problem }),
  z.object({ ...common, status: z.literal('needs_attention'), problem, accessKeyIds: z.optional(keyIds) }),
  z.object({ ...common, status: z.literal('expired') }),
  z.object({ ...common, status: z.literal('offboarding'), lease, accessKeyIds: z.optional(keyIds) }),
  z.object({ ...common, status: z.literal('offboarded'), offboardedAt: time, accessKeyIds: z.optional(keyIds) }),
]);

export type Onboarding = z.infer<typeof onboardingSchema>;
export type Status = Onboarding['status'];
export type InStatus<S extends Status> = Extract<Onboarding, { status: S }>;
/** An onboarding that somebody works on. */
export type Leased = InStatus<'provisioning' | 'claiming' | 'rolling_back' | 'offboarding'>;
export type Lease = z.infer<typeof lease>;
export type StepRecord = z.infer<typeof step>;
export type ResourceRecord = z.infer<typeof resource>;
export type UserItemRecord = z.infer<typeof userItem>;
/** The IDs of access keys of one user. */
export type UserKeyIds = z.infer<typeof userKeyIds>;

/**
 * Where an onboarding can go from where it is. Nothing else moves: the store refuses a write that is no row here, and
 * each write's condition names the status it left.
 */
export const transitions = {
  awaiting_access: ['awaiting_access', 'provisioning', 'expired', 'offboarded'],
  provisioning: ['provisioning', 'awaiting_access', 'ready', 'claimed', 'rolling_back', 'failed', 'needs_attention'],
  ready: ['ready', 'claiming', 'needs_attention', 'offboarding'],
  claiming: ['claiming', 'ready', 'claimed', 'needs_attention'],
  claimed: ['claimed', 'needs_attention', 'offboarding'],
  rolling_back: ['rolling_back', 'failed', 'needs_attention'],
  // To rolling_back and back: the later look at the account for calls that landed after the undo.
  failed: ['failed', 'provisioning', 'rolling_back', 'offboarded'],
  // Straight to offboarded: somebody accepts what is left.
  needs_attention: ['needs_attention', 'rolling_back', 'offboarding', 'offboarded'],
  expired: ['offboarded'],
  offboarding: ['offboarding', 'offboarded', 'needs_attention'],
  // To offboarding and back: the same later look.
  offboarded: ['offboarded', 'offboarding'],
} as const satisfies Record<Status, readonly Status[]>;

const isStatus = (name: string): name is Status => Object.hasOwn(transitions, name);

/** Every status that there is. */
export const statuses: readonly Status[] = Object.keys(transitions).filter(isStatus);

const freesSlot: Readonly<Record<Status, boolean>> = {
  awaiting_access: false,
  provisioning: false,
  ready: false,
  claiming: false,
  claimed: false,
  rolling_back: false,
  failed: true,
  needs_attention: false,
  expired: true,
  offboarding: false,
  offboarded: true,
};

/** Whether an onboarding in this status has given its slot back. */
export function slotIsFree(status: Status): boolean {
  return freesSlot[status];
}

/** Whether it is in a status that somebody works on, or has to. */
export function isWorkedOn(onboarding: Onboarding): onboarding is Leased {
  return 'lease' in onboarding;
}

/** The record as it is stored, read back. Throws on one of a schema that this code does not know. */
export function parseOnboarding(item: unknown): Onboarding {
  return onboardingSchema.parse(item);
}

/** What a record has in every status: what it keeps when it moves on. */
export function commonPart(onboarding: Onboarding): Common {
  return commonSchema.parse(onboarding);
}

/** The same for a status in which nobody works on it: due only where a later look is. */
export function idleUntilReconcile(onboarding: Onboarding): Common {
  const { dueAt: _, waiting: __, ...rest } = commonPart(onboarding);
  return rest.reconcileAt === undefined ? rest : { ...rest, dueAt: rest.reconcileAt };
}

/** At rest, and nothing left to look at. */
export function idle(onboarding: Onboarding): Common {
  const { dueAt: _, reconcileAt: __, waiting: ___, ...rest } = commonPart(onboarding);
  return rest;
}
