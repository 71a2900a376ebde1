import * as z from 'zod/mini';
import { problems, type ProblemSlug } from '../core/errors.ts';

/** The schemas of the fields of a record that have parts. See lib/record/onboarding.ts for the record. */

/** Times are epoch milliseconds in the record and ISO 8601 in answers. */
export const time = z.int();

const slugs = new Set<string>(Object.keys(problems));
export const problem = z.object({
  slug: z.custom<ProblemSlug>((value) => typeof value === 'string' && slugs.has(value)),
  detail: z.string(),
  errors: z.optional(z.readonly(z.array(z.object({ pointer: z.string(), detail: z.string() })))),
  onboarding: z.optional(z.string()),
  conflictsWith: z.optional(z.string()),
  heldBy: z.optional(z.object({ onboarding: z.string() })),
});

/** A tag that the caller sets on the users and policies. */
export const tag = z.object({ key: z.string(), value: z.string() });

/** Every status of a step. */
export const stepStatuses = ['pending', 'running', 'done', 'failed'] as const;

export const step = z.object({
  name: z.string(),
  status: z.enum(stepStatuses),
  /** How often the step has started. Absent: never, or in a version that did not count. */
  attempts: z.optional(z.int()),
  /** How many calls to STS and IAM its starts have sent. Absent: none, or in a version that did not count. */
  calls: z.optional(z.int()),
  /** How often one of them was sent again, or a state of AWS was looked at again. Absent: never. */
  retries: z.optional(z.int()),
  /** The pauses before that, in milliseconds. Absent: none. */
  waitedMs: z.optional(z.int()),
  startedAt: z.optional(time),
  endedAt: z.optional(time),
});

/**
 * A resource that is, or may be, in the account. `id` is IAM's unique ID. Latchkey deletes a resource only if IAM's Get
 * operation returns the same ID.
 */
export const resource = z.object({
  type: z.enum(['user', 'group', 'policy']),
  name: z.string(),
  arn: z.string(),
  status: z.enum(['planned', 'made', 'removed', 'left']),
  id: z.optional(z.string()),
  /** When the create request was sent that created the resource, or whose outcome is unknown. */
  sentAt: z.optional(time),
  reason: z.optional(z.string()),
});

export const userItem = z.object({
  type: z.string(),
  /** The user's ARN, because most items of a user have no ARN of their own. */
  arn: z.string(),
  id: z.string(),
  status: z.enum(['removed', 'left']),
  reason: z.optional(z.string()),
});

/**
 * How many more items of a type Latchkey removed from a user, or left. An item that somebody attached again, or that IAM
 * still listed after its removal, can count twice.
 */
export const userItemCount = z.object({
  type: z.string(),
  arn: z.string(),
  status: z.enum(['removed', 'left']),
  count: z.int(),
});

/** The process that works on the onboarding, and until when no other process may. */
export const lease = z.object({
  owner: z.string(),
  by: z.enum(['request', 'worker']),
  /** The number of the attempt. */
  attempt: z.int(),
  expiresAt: time,
  /** When the first of the consecutive attempts started. It limits how long Latchkey waits for AWS. */
  since: time,
});

/** Why Latchkey waits before the next attempt. */
export const waiting = z.object({
  /** The message of AWS, if AWS sent one. */
  reason: z.string(),
  /** The error code of AWS, if AWS sent one. */
  code: z.optional(z.string()),
  /** When AWS first answered with this code. */
  since: time,
  /** When the next attempt starts. */
  until: time,
});

/**
 * A call to IAM whose answer is lost: IAM may have carried it out, or may still do so. A CreateAccessKey counts as
 * unknown from before it is sent until its key is disclosed, because the process may stop at any time in between. See
 * lib/record/unknownCalls.ts.
 */
export const unknownCall = z.object({
  /** The action as in an IAM policy. `iam:*` stands for any call that a process may have sent before it was cut off. */
  action: z.string(),
  /** The user, group or policy that IAM authorizes the call on; `*` for `iam:*`. */
  name: z.string(),
  arn: z.string(),
  /**
   * When the call was sent, or a short time before. By AWS's clock, but for `iam:*` by the clock of the process that
   * was cut off.
   */
  sentAt: time,
  /** The key that a CreateAccessKey made, as soon as that is known. Nobody has received its secret. */
  keyId: z.optional(z.string()),
  /** What a call on a disclosed key was to make of it. Such a call has no `keyId`, because the key is not to be deleted. */
  change: z.optional(z.object({ id: z.string(), to: z.enum(['Active', 'Inactive', 'deleted']) })),
  /** When IAM confirmed that this key is deleted. Until then, whatever works on the onboarding deletes it first. */
  deletedAt: z.optional(time),
});

/**
 * The work that stopped in `needs_attention` while the record had keys that nobody has received. It continues when they
 * are deleted.
 */
export const interrupted = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('claim') }),
  z.object({ kind: z.literal('rollback'), problem }),
  z.object({ kind: z.literal('offboarding') }),
]);

/**
 * The answer of the create that has an Idempotency-Key, which a repetition gets again. `problem` is present for 4xx only:
 * a 5xx is not repeated.
 */
export const firstAnswer = z.object({
  /** The request ID of the create. */
  requestId: z.string(),
  /** HTTP status. */
  status: z.int(),
  problem: z.optional(problem),
});

/** What Latchkey keeps of its looks at the account. The result of the last one is an item of its own. */
export const health = z.object({
  /** When the last look was. */
  checkedAt: time,
  /** A fingerprint of each thing that has drifted, as last reported. A look that finds the same reports nothing. */
  drift: z.readonly(z.array(z.string())),
  /** Since when every look was refused the bootstrap role. Absent: the last look got in. */
  refusedSince: z.optional(time),
  /** The loss of the access is reported. */
  isLost: z.optional(z.literal(true)),
  /** The users to which AWS has attached a quarantine policy, and when a look first found it. */
  exposed: z.readonly(
    z.array(z.object({ userName: z.string(), userArn: z.string(), policyArn: z.string(), since: time })),
  ),
  /** The IDs of the keys whose disuse is reported. */
  unused: z.readonly(z.array(z.string())),
});

/**
 * Keys that were handed over, sealed for the recipient key of the request. Latchkey cannot open them. They are written
 * together with the IDs of the keys, so that a caller whose answer was lost gets the same sealed keys again.
 */
export const sealedKeys = z.object({
  /** A compact JWE (RFC 7516). */
  jwe: z.string(),
  /** The SHA-256 thumbprint (RFC 7638) of the recipient key, in base64url. */
  thumbprint: z.string(),
  /** The name of the recipient key in the JWE: the caller's, or else the thumbprint. */
  kid: z.string(),
  /** The media type of what is sealed. */
  contentType: z.string(),
  /** Who asked for the keys: a token, a link, or any operator, under the name that lib/http/recipient.ts gives them. */
  caller: z.string(),
  /** The IDs of the keys that are sealed. Absent in a record of an earlier version. */
  keyIds: z.optional(z.readonly(z.array(z.string()))),
  /** The ID of the key that was replaced by a rotation. Absent: the keys of the create or the claim. */
  replaces: z.optional(z.string()),
  /** Until when the copy is returned. Afterwards it is absent, whether or not it is erased yet. */
  until: time,
});

/** When a worker has something to do, by what it is. See lib/record/dueTimes.ts. */
export const dueTimes = z.object({
  /** When the lease can be taken over, or when postponed work continues. */
  lease: z.optional(time),
  /** When an onboarding that waits for its stack expires. */
  expiry: z.optional(time),
  /** When to try again to delete keys that nobody has received. */
  heldKeys: z.optional(time),
  /** When to erase sealed keys. See lib/record/sealedKeys.ts. */
  sealedKeys: z.optional(time),
  /** When to check the account again, because AWS may carry out a delayed call after a rollback or removal. */
  reconcile: z.optional(time),
  /** When to compare the account with the plan. See lib/record/dailyLook.ts. */
  health: z.optional(time),
  /** When the next `retiring` or `inactive` key is due, or work on one of them can be taken over. */
  rotation: z.optional(time),
  /** When to report that keys should be replaced soon. */
  rotationNotice: z.optional(time),
  /** When to erase the record of an onboarding that has ended. See lib/record/erasure.ts. */
  retention: z.optional(time),
});

export const userKeyIds = z.object({ userName: z.string(), ids: z.readonly(z.array(z.string())) });

/** A list and not an object, because a user may have a name such as `__proto__`, which is unsafe as an object's key. */
export const keyIds = z.readonly(z.array(userKeyIds));
