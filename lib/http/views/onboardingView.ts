import * as z from 'zod/mini';
import type { AccessOffer } from '../../access/access.ts';
import type { IssuedKey } from '../../account/accessKeys.ts';
import { withoutExternalId } from '../../core/errors.ts';
import { nextDue } from '../../record/dueTimes.ts';
import {
  statuses,
  stepStatuses,
  type DueTimes,
  type Onboarding,
  type SealedKeys,
  type Status,
  type StepRecord,
} from '../../record/onboarding.ts';
import { hasKeysInForce } from '../../record/keysInForce.ts';
import { receiptLineSchema, receiptOf } from '../../record/receipt.ts';
import { sealedUntil } from '../../record/sealedKeys.ts';
import { removalScript } from '../../record/removalScript.ts';
import { accessKeySchema, accessKeysPart } from './accessKeysView.ts';
import { isoTime, timeSchema } from './isoTime.ts';
import { linkLines, linkLineSchema, linkSchema, type LinkView } from './linkView.ts';
import { problemDocument } from './problem.ts';
import { problemSchema } from './problemSchema.ts';

const tags = z.readonly(z.array(z.object({ key: z.string(), value: z.string() })));
const values = z.union([z.string(), z.boolean(), z.null(), z.readonly(z.array(z.string())), tags]);
const access = z.object({
  externalId: z.string(),
  roleArn: z.string(),
  launchUrl: z.string(),
  templateUrl: z.string(),
  cliCommand: z.string(),
  updateCommand: z.string(),
  terraform: z.string(),
  launchRegion: z.string(),
});
export const credentialSchema = z.object({
  userName: z.string(),
  userArn: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  verification: z.enum(['verified', 'pending']),
});

/**
 * What a worker does when a due time has come. The daily look is not one of them, because every claimed onboarding has it:
 * its health says when it is.
 */
const nextActions = {
  lease: 'continue',
  expiry: 'expire',
  heldKeys: 'delete-keys',
  sealedKeys: 'erase-sealed-keys',
  reconcile: 'check-account',
  rotation: 'end-old-key',
  rotationNotice: 'report-rotation',
  retention: 'erase',
} as const satisfies Readonly<Record<Exclude<keyof DueTimes, 'health'>, string>>;

/** An onboarding in an answer. Answers are built with this schema, so they contain no other fields. */
export const onboardingSchema = z.object({
  id: z.string(),
  status: z.enum(statuses),
  tenantId: z.string(),
  accountId: z.string(),
  blueprint: z.string(),
  /** The version of the blueprint with which the onboarding was planned. Changed texts make no other version. */
  blueprintDigest: z.optional(z.string()),
  /** Whether another version is deployed, to which the onboarding can be updated. Absent: nothing is set up. */
  outdated: z.optional(z.boolean()),
  parameters: z.record(z.string(), values),
  tags: z.optional(tags),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  steps: z.readonly(
    z.array(
      z.object({
        name: z.string(),
        status: z.enum(stepStatuses),
        attempts: z.optional(z.int()),
        calls: z.optional(z.int()),
        retries: z.optional(z.int()),
        waitedMs: z.optional(z.int()),
        startedAt: z.nullable(timeSchema),
        endedAt: z.nullable(timeSchema),
      }),
    ),
  ),
  access: z.optional(access),
  receipt: z.optional(z.object({ resources: z.readonly(z.array(receiptLineSchema)) })),
  /** Shell commands that remove what may be left in the account. */
  removalScript: z.optional(z.string()),
  problem: z.optional(problemSchema),
  waiting: z.optional(
    z.object({ reason: z.string(), code: z.optional(z.string()), since: timeSchema, until: timeSchema }),
  ),
  attempts: z.int(),
  next: z.optional(z.object({ action: z.enum(Object.values(nextActions)), at: timeSchema })),
  credentials: z.optional(z.nullable(z.readonly(z.array(credentialSchema)))),
  credentialsReason: z.optional(z.string()),
  credentialsNotice: z.optional(z.string()),
  sealedCredentials: z.optional(z.object({ jwe: z.string(), kid: z.string(), contentType: z.string() })),
  /** Until when the caller that got sealed keys gets them again with the same recipient key. */
  sealedUntil: z.optional(timeSchema),
  rotateBy: z.optional(timeSchema),
  accessKeys: z.optional(z.readonly(z.array(accessKeySchema))),
  /** The path of the call that updates the onboarding. */
  update: z.optional(z.string()),
  lastUpdate: z.optional(
    z.object({ endedAt: timeSchema, outcome: z.enum(['updated', 'undone']), problem: z.optional(problemSchema) }),
  ),
  rotate: z.optional(z.string()),
  claim: z.optional(z.string()),
  link: z.optional(linkSchema),
  links: z.optional(z.readonly(z.array(linkLineSchema))),
});
export type OnboardingView = z.infer<typeof onboardingSchema>;

/** The keys in an answer, or why there are none. Undefined if the request is not about keys. */
export type KeyAnswer =
  { readonly keys: readonly IssuedKey[] } | { readonly sealed: SealedKeys } | { readonly reason: string } | undefined;

export const accessSchema = access;

/** Says why an answer has no keys after they were handed over. */
export const keysAreNotStored =
  'The first answer to this request had the keys. Latchkey does not store them, so it never returns them again.';

/** Returns why a repeated request gets no keys. */
export function notRepeated(onboarding: Onboarding): KeyAnswer {
  const { status } = onboarding;
  if (hasKeysInForce(onboarding))
    return {
      reason: `${keysAreNotStored} If they did not arrive, rotate each key with undelivered: true.`,
    };
  if (status === 'ready') return { reason: 'No keys have been issued yet. Claim them.' };
  return { reason: `The onboarding has the status ${status}, so there are no keys to return.` };
}

/** What an answer contains besides the record. */
interface ViewParts {
  /** How the paths of calls begin. Default: `/v1`. */
  readonly apiPath?: string;
  /** Whether the onboarding was planned with another version of its blueprint than the deployed one. */
  readonly isOutdated?: boolean;
  /** The stack to launch, if the onboarding waits for the tenant's access. */
  readonly offer?: AccessOffer | undefined;
  /** Whether the caller may know the external ID. Default: yes. */
  readonly showsExternalId?: boolean;
  readonly answer?: KeyAnswer;
  readonly link?: LinkView | undefined;
  /** Whether the caller may see the links, without their tokens. Default: no. */
  readonly listsLinks?: boolean;
}

/** Whether an onboarding in this status has its users, so that it can be compared with the deployed blueprint. */
const isSetUp: Readonly<Record<Status, boolean>> = {
  awaiting_access: false,
  provisioning: false,
  ready: true,
  claiming: true,
  claimed: true,
  rotating: true,
  updating: true,
  rolling_back: false,
  failed: false,
  needs_attention: false,
  expired: false,
  offboarding: false,
  offboarded: false,
};

/** Returns the onboarding for an answer. */
export function onboardingView(
  onboarding: Onboarding,
  {
    apiPath = '/v1',
    isOutdated = false,
    offer,
    showsExternalId = true,
    answer,
    link,
    listsLinks = false,
  }: ViewParts = {},
): OnboardingView {
  const { id, status, tenantId, accountId, blueprint, parameters, tags } = onboarding;
  const resources = receiptOf(onboarding);
  const until = sealedUntil(onboarding);
  return onboardingSchema.parse({
    id,
    status,
    tenantId,
    accountId,
    blueprint,
    blueprintDigest: onboarding.blueprintDigest,
    outdated: isSetUp[status] ? isOutdated : undefined,
    parameters,
    tags,
    createdAt: isoTime(onboarding.createdAt),
    updatedAt: isoTime(onboarding.updatedAt),
    steps: onboarding.steps.map(stepView),
    access: offer,
    receipt: resources.length === 0 && status !== 'offboarded' ? undefined : { resources },
    removalScript: removalScript(onboarding),
    problem: problemView(onboarding, showsExternalId),
    waiting: waitingView(onboarding),
    attempts: onboarding.attempts,
    next: nextView(onboarding),
    ...keyPart(answer),
    credentialsNotice: answer !== undefined && !('reason' in answer) ? quarantineNotice(onboarding) : undefined,
    sealedUntil: until === undefined ? undefined : isoTime(until),
    ...accessKeysPart(onboarding),
    update: status === 'ready' || status === 'claimed' ? `${apiPath}/onboardings/${id}/update` : undefined,
    lastUpdate: lastUpdateView(onboarding, showsExternalId),
    rotate: status === 'claimed' ? `${apiPath}/onboardings/${id}/credentials/rotate` : undefined,
    claim: status === 'ready' ? `${apiPath}/onboardings/${id}/credentials` : undefined,
    link,
    links: listsLinks ? linkLines(onboarding) : undefined,
  });
}

function problemView(onboarding: Onboarding, showsExternalId: boolean) {
  const problem = 'problem' in onboarding ? onboarding.problem : undefined;
  return problem && problemDocument(showsExternalId ? problem : withoutExternalId(problem));
}

/** Returns how the last update ended. */
function lastUpdateView({ lastUpdate }: Onboarding, showsExternalId: boolean) {
  if (lastUpdate === undefined) return undefined;
  const { endedAt, outcome, problem } = lastUpdate;
  const shown = problem && problemDocument(showsExternalId ? problem : withoutExternalId(problem));
  return { endedAt: isoTime(endedAt), outcome, problem: shown };
}

/** Returns why Latchkey waits before the next attempt, since when, and until when. */
function waitingView({ waiting }: Onboarding) {
  if (waiting === undefined) return undefined;
  const { reason, code, since, until } = waiting;
  return { reason, code, since: isoTime(since), until: isoTime(until) };
}

/** Returns what Latchkey does next with the onboarding without a request, and when. */
function nextView(onboarding: Onboarding) {
  const { status, dueTimes } = onboarding;
  const next = nextDue({ status, dueTimes: { ...dueTimes, health: undefined } });
  return next === undefined || next.what === 'health'
    ? undefined
    : { action: nextActions[next.what], at: isoTime(next.at) };
}

/** Returns what a caller who gets keys has to know if AWS has restricted the user because of a key that was in public. */
function quarantineNotice({ health }: Onboarding): string | undefined {
  const names = (health?.exposed ?? []).map(({ userName }) => userName);
  if (names.length === 0) return undefined;
  return `AWS has attached its quarantine policy to ${names.join(', ')}, because a key was found in public. A rotation ends the old key at once, without a grace time. The new key is restricted too, until AWS has closed its support case and the policy is detached.`;
}

function keyPart(answer: KeyAnswer) {
  if (answer === undefined) return {};
  if ('keys' in answer) return { credentials: answer.keys };
  if ('reason' in answer) return { credentials: null, credentialsReason: answer.reason };
  const { jwe, kid, contentType } = answer.sealed;
  return {
    credentials: null,
    credentialsReason: 'The keys are in sealedCredentials. Open them with the private key of the recipient key.',
    sealedCredentials: { jwe, kid, contentType },
  };
}

function stepView({ startedAt, endedAt, ...step }: StepRecord) {
  return {
    ...step,
    startedAt: startedAt === undefined ? null : isoTime(startedAt),
    endedAt: endedAt === undefined ? null : isoTime(endedAt),
  };
}
