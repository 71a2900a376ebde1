import type { Blueprint } from '../../catalog/blueprint.ts';
import type { Metadata } from '../record/metadata.ts';
import type { KeyedRequest } from './idempotency.ts';
import type { WantedLink } from './link.ts';
import { leftToWorker } from '../record/inPlace.ts';
import type { InStatus, Onboarding } from '../record/onboarding.ts';
import { firstVersion } from '../record/firstVersion.ts';
import { blueprintDigest } from '../blueprints/versions.ts';
import { isKeyStep, type Plan } from '../blueprints/plan.ts';
import type { ParameterValues } from '../blueprints/policyDocument.ts';
import type { RequestDeps } from './ports.ts';
import { auditOf } from '../record/auditAndEvents.ts';
import type { SealKeys } from '../lifecycle/disclose.ts';
import { assumeStep } from '../lifecycle/provision.ts';
import { newLease } from '../record/attempt.ts';

export interface CreateRequest {
  readonly tenantId: string;
  readonly accountId: string;
  readonly blueprint: Blueprint;
  readonly parameters: ParameterValues;
  readonly tags: Onboarding['tags'];
  readonly roleArn: string;
  readonly caller: string;
  readonly keyed: KeyedRequest | undefined;
  readonly webhook: Metadata['webhook'];
  /** Undefined: the keys are returned in the clear. */
  readonly seal?: SealKeys | undefined;
  /** Undefined: no link token is created. */
  readonly link: WantedLink | undefined;
  /** Whether a worker provisions the onboarding, and the caller claims the keys later. */
  readonly isAsynchronous: boolean;
  /** Reading of the monotonic clock. */
  readonly deadline: number;
}

/** Returns the steps of a plan, of which only the first is running, and its resources, of which none is created. */
export function initialProgress(
  plan: Plan,
  wantsKeys: boolean,
  now: number,
): Pick<Onboarding, 'steps' | 'resources' | 'userNames'> {
  const names = plan.steps.filter((step) => wantsKeys || !isKeyStep(step)).map(({ name }) => name);
  return {
    userNames: plan.userNames,
    steps: [
      { name: assumeStep, status: 'running', attempts: 1, startedAt: now },
      ...names.map((name) => ({ name, status: 'pending' as const })),
    ],
    resources: plan.resources.map((resource) => ({ ...resource, status: 'planned' as const })),
  };
}

/**
 * Returns the first version of a record. This request holds its lease. If a worker does the work, the lease is
 * released.
 */
export function firstRecord(
  deps: RequestDeps,
  request: CreateRequest & Pick<Metadata, 'links'> & Pick<Onboarding, 'namesFreedAt'>,
  id: string,
  plan: Plan,
): InStatus<'provisioning'> {
  const {
    tenantId,
    accountId,
    blueprint,
    parameters,
    tags,
    roleArn,
    caller,
    isAsynchronous,
    webhook,
    links,
    namesFreedAt,
  } = request;
  // 202 until this request writes another version: if it stops before, a worker continues.
  const firstAnswer = request.keyed && { requestId: deps.actor.requestId, status: 202 };
  const now = deps.clock.now();
  const by = isAsynchronous ? 'worker' : 'request';
  const lease = newLease(deps, { attempts: 0, since: now }, deps.newOwner(), by);
  const fields = {
    id,
    tenantId,
    accountId,
    blueprint: blueprint.name,
    blueprintDigest: blueprintDigest(blueprint),
    parameters,
    tags,
    roleArn,
    caller,
    namesFreedAt,
    webhook,
    links,
    firstAnswer,
    ...initialProgress(plan, !isAsynchronous, now),
  };
  if (isAsynchronous) return withAudit(deps, leftToWorker(firstVersion(fields, lease, now), 0, now));
  // The users do not exist yet, so they have no keys that Latchkey did not create. This request provisions and claims.
  const foreignKeyIds = plan.userNames.map((userName) => ({ userName, ids: [] }));
  return withAudit(deps, firstVersion({ ...fields, foreignKeyIds }, lease, now));
}

function withAudit<T extends Onboarding>(deps: RequestDeps, record: T): T {
  return { ...record, audit: auditOf(undefined, record, deps.actor, record.createdAt) };
}
