import * as z from 'zod/mini';
import type { AccessOffer } from '../../access/access.ts';
import type { IssuedKey } from '../../account/accessKeys.ts';
import type { Onboarding, StepRecord } from '../../record/onboarding.ts';
import { receiptLineSchema, receiptOf } from '../../record/receipt.ts';
import { linkSchema, type LinkView } from './linkView.ts';
import { problemDocument } from './problem.ts';

/** For how long a key should be used before it is replaced, in days (AWS Security Hub control IAM.3). */
const rotateAfterDays = 90;
const dayMs = 24 * 3_600_000;

const values = z.union([z.string(), z.boolean(), z.null(), z.readonly(z.array(z.string()))]);
const access = z.object({
  externalId: z.string(),
  roleArn: z.string(),
  launchUrl: z.string(),
  templateUrl: z.string(),
  cliCommand: z.string(),
});
const credential = z.object({
  userName: z.string(),
  userArn: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  verification: z.enum(['verified', 'pending']),
});
const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.optional(z.readonly(z.array(z.object({ pointer: z.string(), detail: z.string() })))),
  onboarding: z.optional(z.string()),
  retryable: z.boolean(),
});

/** An onboarding in an answer. What is not named here cannot leave: answers are made by this schema. */
export const onboardingSchema = z.object({
  id: z.string(),
  status: z.string(),
  tenantId: z.string(),
  accountId: z.string(),
  blueprint: z.string(),
  parameters: z.record(z.string(), values),
  createdAt: z.string(),
  updatedAt: z.string(),
  steps: z.readonly(
    z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        startedAt: z.nullable(z.string()),
        endedAt: z.nullable(z.string()),
      }),
    ),
  ),
  access: z.optional(access),
  receipt: z.optional(z.object({ resources: z.readonly(z.array(receiptLineSchema)) })),
  problem: z.optional(problem),
  waiting: z.optional(z.object({ reason: z.string(), until: z.string() })),
  credentials: z.optional(z.nullable(z.readonly(z.array(credential)))),
  credentialsReason: z.optional(z.string()),
  rotateBy: z.optional(z.string()),
  claim: z.optional(z.string()),
  link: z.optional(linkSchema),
});
export type OnboardingView = z.infer<typeof onboardingSchema>;

/** What an answer says about keys: the keys, or why there are none. Undefined where no keys are meant. */
export type KeyAnswer = { readonly keys: readonly IssuedKey[] } | { readonly reason: string } | undefined;

export const accessSchema = access;

/** Why an answer has no keys once they were handed over. */
export const keysAreNotStored =
  'The first answer to this request had the keys. Latchkey does not store them, so it never returns them again.';

/** Why a repeated request gets no keys. */
export function notRepeated({ status }: Onboarding): KeyAnswer {
  if (status === 'claimed')
    return {
      reason: `${keysAreNotStored} If they did not arrive, offboard this onboarding and create another.`,
    };
  if (status === 'ready') return { reason: 'No keys have been issued yet. Claim them.' };
  return { reason: `The onboarding has the status ${status}, so there are no keys to return.` };
}

/** The onboarding for an answer; `offer` where the tenant still has to let us in. */
export function onboardingView(
  onboarding: Onboarding,
  offer?: AccessOffer,
  answer?: KeyAnswer,
  link?: LinkView,
): OnboardingView {
  const { id, status, tenantId, accountId, blueprint, parameters } = onboarding;
  const resources = receiptOf(onboarding);
  return onboardingSchema.parse({
    id,
    status,
    tenantId,
    accountId,
    blueprint,
    parameters,
    createdAt: iso(onboarding.createdAt),
    updatedAt: iso(onboarding.updatedAt),
    steps: onboarding.steps.map(stepView),
    access: offer,
    receipt: resources.length === 0 ? undefined : { resources },
    problem:
      'problem' in onboarding && onboarding.problem !== undefined ? problemDocument(onboarding.problem) : undefined,
    waiting: waitingView(onboarding),
    ...keyPart(onboarding, answer),
    claim: status === 'ready' ? `/v1/onboardings/${id}/credentials` : undefined,
    link,
  });
}

/** Why it does not go on just now, and when it does. */
function waitingView({ waiting }: Onboarding) {
  return waiting === undefined ? undefined : { reason: waiting.reason, until: iso(waiting.until) };
}

function keyPart(onboarding: Onboarding, answer: KeyAnswer) {
  if (answer === undefined) return {};
  if ('reason' in answer) return { credentials: null, credentialsReason: answer.reason };
  const issuedAt = onboarding.status === 'claimed' ? onboarding.claimedAt : onboarding.updatedAt;
  return { credentials: answer.keys, rotateBy: iso(issuedAt + rotateAfterDays * dayMs) };
}

function stepView({ name, status, startedAt, endedAt }: StepRecord) {
  return {
    name,
    status,
    startedAt: startedAt === undefined ? null : iso(startedAt),
    endedAt: endedAt === undefined ? null : iso(endedAt),
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
