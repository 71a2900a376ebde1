import * as z from 'zod/mini';
import { differenceKinds, itemKinds, repairs } from '../record/drift.ts';

/** Epoch milliseconds. */
const time = z.int();

/** A difference between the plan and the account. */
export const difference = z.object({
  what: z.enum(differenceKinds),
  /** Absent for something extra. */
  expected: z.optional(z.string()),
  /** Absent for something that is missing. */
  found: z.optional(z.string()),
  repair: z.enum(repairs),
  /** Why Latchkey does not repair it, or what the repair does. */
  why: z.string(),
  /** What a person can do. */
  toDo: z.string(),
});

export const itemStates = ['as_planned', 'drifted', 'unknown', 'not_checked'] as const;

/** What a look found out about one thing. */
const item = z.object({
  kind: z.enum(itemKinds),
  /** The ARN of what was looked at. For a key: its ID. */
  subject: z.string(),
  state: z.enum(itemStates),
  /** Why the state is not known, or why the item was not checked. */
  reason: z.optional(z.string()),
  /** When it was checked, if that was before this look. */
  checkedAt: z.optional(time),
  /** Present if it has drifted. */
  differences: z.optional(z.readonly(z.array(difference))),
});

/** The last use of a key. AWS records it every 15 minutes at most. */
const keyUse = z.object({ at: time, service: z.string(), region: z.optional(z.string()) });

export const keyMakers = ['latchkey', 'other'] as const;
export const lookedKeyStates = ['active', 'inactive', 'missing', 'unknown'] as const;

const key = z.object({
  userName: z.string(),
  userArn: z.string(),
  id: z.string(),
  madeBy: z.enum(keyMakers),
  state: z.enum(lookedKeyStates),
  createdAt: z.optional(time),
  /** Null: never used. Absent: not known. */
  lastUsed: z.optional(z.nullable(keyUse)),
});

/** A user to which AWS has attached a quarantine policy, because one of its keys was found in public. */
const exposedUser = z.object({ userName: z.string(), userArn: z.string(), policyArn: z.string() });

export const results = ['as_planned', 'drifted', 'incomplete', 'access_lost'] as const;

/** The result of a look at an account. It is stored beside the record, because it can be large. */
export const lookSchema = z.object({
  checkedAt: time,
  /** `incomplete`: nothing has drifted, as far as the look got. */
  result: z.enum(results),
  items: z.readonly(z.array(item)),
  keys: z.readonly(z.array(key)),
  exposed: z.readonly(z.array(exposedUser)),
  /** The disclosed keys in the record that the look began with. If the record has others by now, the look is out of date. */
  recordKeys: z.readonly(z.array(z.string())),
  /** How many updates the onboarding had. If it has had another one since, the look compared the account with an earlier plan. */
  updates: z.optional(z.int()),
});

export type Look = z.infer<typeof lookSchema>;
export type LookItem = z.infer<typeof item>;
export type Difference = z.infer<typeof difference>;
export type LookedKey = z.infer<typeof key>;
