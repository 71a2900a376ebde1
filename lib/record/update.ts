import * as z from 'zod/mini';
import { problem, tag } from './fields.ts';

/** Times are epoch ms. */
const time = z.int();

/** The value of each parameter of a blueprint. */
export const parameterValues = z.record(
  z.string(),
  z.union([z.string(), z.boolean(), z.null(), z.readonly(z.array(z.string())), z.readonly(z.array(tag))]),
);

/** The policies that have another name than the blueprint says, because an update created them. */
export const policyNames = z.readonly(z.array(z.object({ planned: z.string(), name: z.string() })));

/** What decides the plan of an onboarding, besides its ID, tenant, account and blueprint. */
const planChoice = z.object({
  blueprintDigest: z.optional(z.string()),
  parameters: parameterValues,
  policyNames: z.optional(policyNames),
});
export type PlanChoice = z.infer<typeof planChoice>;

/** Returns a record, or a part of one, with another plan. A choice without names has none. */
export function withPlan<T extends PlanChoice>(record: T, { blueprintDigest, parameters, policyNames }: PlanChoice): T {
  return { ...record, blueprintDigest, parameters, policyNames };
}

/** Returns what decides the plan of a record. */
export function planChoiceOf({ blueprintDigest, parameters, policyNames }: PlanChoice): PlanChoice {
  return { blueprintDigest, parameters, policyNames };
}

/**
 * What an update does. `adding`: it creates what only the new plan has, and changes tags and the boundary of the users.
 * `removing`: the new plan stands, and what only the old one has is removed. `undoing`: it has failed, and what it has
 * changed is taken back. `tidying`: a later look, which takes back what a delayed call of an update did.
 */
const updatePhases = ['adding', 'removing', 'undoing', 'tidying'] as const;

/**
 * Tags of users and policies that the new plan has and the earlier one does not, and that were there before the update, with
 * the same value. Somebody else has set them, so an undo leaves them.
 */
const tagsOfOthers = z.readonly(z.array(z.object({ arn: z.string(), key: z.string() })));

/** The update of an onboarding to another plan. Until it ends, the record has the earlier plan. */
export const update = z.object({
  phase: z.enum(updatePhases),
  /** The new plan. While tidying: the plan of which nothing may be left. */
  other: planChoice,
  /** The permissions boundary that the users get. Absent: they keep theirs. */
  boundaryArn: z.optional(z.string()),
  /** The tags that were there before the update and that the new plan has too. Absent: none. */
  tagsOfOthers: z.optional(tagsOfOthers),
  /** Why it is undone. */
  problem: z.optional(problem),
  startedAt: time,
});
export type Update = z.infer<typeof update>;

/** How the last update ended. */
export const lastUpdate = z.object({
  endedAt: time,
  outcome: z.enum(['updated', 'undone']),
  /** Why it was undone. */
  problem: z.optional(problem),
  /** The plan of which nothing may be left, until a later look has checked that. */
  other: z.optional(planChoice),
  /** As in the update, together with `other`. */
  tagsOfOthers: z.optional(tagsOfOthers),
});
