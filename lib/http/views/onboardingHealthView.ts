import * as z from 'zod/mini';
import { difference, itemStates, keyMakers, lookedKeyStates, results, type Look } from '../../health/look.ts';
import { itemKinds } from '../../record/drift.ts';
import { statuses, type Onboarding } from '../../record/onboarding.ts';
import { isoTime, timeSchema } from './isoTime.ts';

const dayMs = 24 * 3_600_000;

/** The health of an onboarding in an answer. Answers are built with this schema, so they contain no other fields. */
export const onboardingHealthSchema = z.object({
  id: z.string(),
  status: z.enum(statuses),
  tenantId: z.string(),
  accountId: z.string(),
  blueprint: z.string(),
  live: z.boolean(),
  checkedAt: z.nullable(timeSchema),
  result: z.nullable(z.enum(results)),
  nextLookAt: z.optional(timeSchema),
  items: z.readonly(
    z.array(
      z.object({
        kind: z.enum(itemKinds),
        subject: z.string(),
        state: z.enum(itemStates),
        reason: z.optional(z.string()),
        checkedAt: z.optional(timeSchema),
        differences: z.optional(z.readonly(z.array(difference))),
      }),
    ),
  ),
  keys: z.readonly(
    z.array(
      z.object({
        userName: z.string(),
        userArn: z.string(),
        accessKeyId: z.string(),
        madeBy: z.enum(keyMakers),
        state: z.enum(lookedKeyStates),
        createdAt: z.optional(timeSchema),
        ageDays: z.optional(z.int()),
        lastUsed: z.optional(
          z.nullable(z.object({ at: timeSchema, service: z.string(), region: z.optional(z.string()) })),
        ),
      }),
    ),
  ),
  exposed: z.readonly(
    z.array(z.object({ userName: z.string(), userArn: z.string(), policyArn: z.string(), since: timeSchema })),
  ),
});
export type OnboardingHealth = z.infer<typeof onboardingHealthSchema>;

/**
 * Returns the health of an onboarding for an answer.
 *
 * @param look undefined: nobody has looked at the account yet
 * @param now epoch ms, for the ages of the keys
 */
export function onboardingHealthView(
  onboarding: Onboarding,
  look: Look | undefined,
  { isLive, now }: { readonly isLive: boolean; readonly now: number },
): OnboardingHealth {
  const { id, status, tenantId, accountId, blueprint, dueTimes, health } = onboarding;
  const known = health?.exposed ?? [];
  return onboardingHealthSchema.parse({
    id,
    status,
    tenantId,
    accountId,
    blueprint,
    live: isLive,
    checkedAt: look === undefined ? null : isoTime(look.checkedAt),
    result: look?.result ?? null,
    ...(status === 'claimed' && dueTimes.health !== undefined && { nextLookAt: isoTime(dueTimes.health) }),
    items: (look?.items ?? []).map(({ checkedAt, ...item }) => ({
      ...item,
      ...(checkedAt !== undefined && { checkedAt: isoTime(checkedAt) }),
    })),
    keys: (look?.keys ?? []).map(({ id: accessKeyId, createdAt, lastUsed, ...key }) => ({
      ...key,
      accessKeyId,
      ...(createdAt !== undefined && {
        createdAt: isoTime(createdAt),
        ageDays: Math.max(0, Math.floor((now - createdAt) / dayMs)),
      }),
      ...(lastUsed !== undefined && { lastUsed: lastUsed && { ...lastUsed, at: isoTime(lastUsed.at) } }),
    })),
    exposed: known.map((user) => ({ ...user, since: isoTime(user.since) })),
  });
}
