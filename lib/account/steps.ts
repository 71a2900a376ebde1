import { AwsFailure, hasCode } from '../core/awsFailure.ts';
import { recentChanges } from '../core/classifyFailure.ts';
import { ProblemError } from '../core/errors.ts';
import { isPolicyThere, rememberBoundary, stackOutdatedProblem } from './chooseBoundary.ts';
import { assertNameTaken, assertNotReplaced, checkOwnership, foreignProblem, type IamEntity } from './ownership.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import type { Step } from '../blueprints/plan.ts';
import { sameDocument } from '../blueprints/policyDocument.ts';
import { callAws, noteLaterLook, noteResource, resourceOf, type RunContext } from './runContext.ts';

type Create = Extract<Step, { kind: 'create-user' | 'create-group' | 'create-policy' }>;
type Change = Extract<Step, { kind: 'attach-user-policy' | 'attach-group-policy' | 'add-user-to-group' }>;
export type AccountStep = Create | Change;

/** Runs one step of the plan, until it stands or fails for good. May be run again after any crash. */
export async function runStep(run: RunContext, step: AccountStep): Promise<void> {
  switch (step.kind) {
    case 'create-user':
      return createUser(run, step.user);
    case 'create-group': {
      const resource = resourceOf(run, 'group', step.group);
      const create = () => run.account.createGroup(step.group, run.plan.path);
      made(run, resource, await callAws(run, () => createOrAdopt(run, resource, create), { on: [resource] }));
      return;
    }
    case 'create-policy':
      return createPolicy(run, step.policy, step.document);
    case 'attach-user-policy':
      return change(
        run,
        [resourceOf(run, 'user', step.user)],
        () => run.account.attachUserPolicy(step.user, step.policyArn),
        step.policyArn,
      );
    case 'attach-group-policy':
      return change(
        run,
        [resourceOf(run, 'group', step.group)],
        () => run.account.attachGroupPolicy(step.group, step.policyArn),
        step.policyArn,
      );
    case 'add-user-to-group':
      return change(run, [resourceOf(run, 'group', step.group), resourceOf(run, 'user', step.user)], () =>
        run.account.addUserToGroup(step.user, step.group),
      );
  }
}

/** What IAM shows of the tags is for people; whose a thing is, its path says. */
function tags(run: RunContext): Record<string, string> {
  const { id, tenantId, blueprint } = run.journal.record();
  return { 'latchkey:onboarding': id, 'latchkey:tenant': tenantId, 'latchkey:blueprint': blueprint };
}

async function createUser(run: RunContext, user: string): Promise<void> {
  const { access, blueprint, deps, journal, boundaries } = run;
  const resource = resourceOf(run, 'user', user);
  const recent = [recentChanges(deps.settings).boundaryMade(run.letInAt)];
  const entity = await callAws(run, () => createBounded(run, resource), { on: [resource], recent }).catch(
    async (error: unknown) => {
      throw await whyNotBounded(run, error);
    },
  );
  made(run, resource, entity);
  if (entity.boundaryArn === undefined || !boundaries.includes(entity.boundaryArn)) {
    throw new ProblemError(
      'stack-outdated',
      `User ${entity.arn} of an earlier try carries the permissions boundary ${String(entity.boundaryArn)}, not ${boundaries.join(' or ')}. Latchkey removes the user. Try again.`,
    );
  }
  const { boundaryArn } = entity;
  journal.note((record) => ({ ...record, boundaryArn }));
  // Once for all users of a plan.
  if (user === run.plan.userNames[0]) run.inBackground(rememberBoundary(deps, access, blueprint, boundaryArn));
}

/** Creates a user below the first boundary; if IAM refuses it, below the first of the others that IAM shows. */
async function createBounded(run: RunContext, resource: ResourceRecord): Promise<Found> {
  const [first = '', ...others] = run.boundaries;
  const create = async (boundaryArn: string): Promise<Found> => {
    const found = await createOrAdopt(run, resource, () =>
      run.account.createUser(resource.name, run.plan.path, boundaryArn, tags(run)),
    );
    return found.isAdopted ? found : { ...found, boundaryArn };
  };
  try {
    return await create(first);
  } catch (error) {
    if (!hasCode(error, 'AccessDenied', 'NoSuchEntity')) throw error;
    // The first one may be gone, or the stack may make another since it was updated.
    for (const other of others) {
      if ((await isPolicyThere(run.account, other)) === true) return create(other);
    }
    throw error;
  }
}

/** What a refused CreateUser means: that no boundary is there, or what AWS said. */
async function whyNotBounded(run: RunContext, error: unknown): Promise<unknown> {
  if (!hasCode(error, 'AccessDenied', 'NoSuchEntity')) return error;
  for (const arn of run.boundaries) {
    // A role that may not even look at its own boundary was changed: that it may not create says more then.
    if ((await callAws(run, () => isPolicyThere(run.account, arn))) !== false) return error;
  }
  return stackOutdatedProblem({ ...run, onboarding: run.journal.record() });
}

async function createPolicy(run: RunContext, policy: string, document: string): Promise<void> {
  const { account, plan } = run;
  const resource = resourceOf(run, 'policy', policy);
  const create = () => account.createPolicy(policy, plan.path, document, tags(run));
  const entity = await callAws(run, () => createOrAdopt(run, resource, create), { on: [resource] });
  made(run, resource, entity);
  if (!entity.isAdopted) return;
  const found = await callAws(run, () => account.getPolicyDocument(entity.arn), { on: [resource] });
  if (!sameDocument(found, document)) {
    throw new ProblemError(
      'rejected-by-iam',
      `Policy ${entity.arn} of an earlier try holds another document. It is removed; try again.`,
    );
  }
}

interface Found extends IamEntity {
  readonly isAdopted: boolean;
}

/**
 * Creates a resource, or finds the one that an earlier create of this onboarding made: that create's answer was lost, or
 * an earlier attempt sent it. The path tells whose it is.
 */
async function createOrAdopt(
  run: RunContext,
  resource: ResourceRecord,
  create: () => Promise<IamEntity>,
): Promise<Found> {
  try {
    return { ...(await create()), isAdopted: false };
  } catch (error) {
    if (error instanceof AwsFailure && error.outcome === 'unknown') noteOnItsWay(run, resource);
    if (!hasCode(error, 'EntityAlreadyExists', 'AccessDenied')) throw error;
    const look = await checkOwnership(run, resource);
    if (look.whose === 'ours') return { ...look.entity, isAdopted: true };
    if (look.whose === 'absent' && error.code === 'AccessDenied') throw error;
    await assertNameTaken(run, resource, look);
    throw foreignProblem(run, resource, look);
  }
}

/** The create may be carried out after all of this is over, when the resource was removed again: a later look finds it. */
function noteOnItsWay(run: RunContext, resource: ResourceRecord): void {
  noteResource(run, resource, { sentAt: run.deps.clock.now() });
  noteLaterLook(run);
}

/** A change of our own resources. A policy of AWS's own that IAM does not find will not appear. */
async function change(
  run: RunContext,
  resources: readonly ResourceRecord[],
  send: () => Promise<void>,
  policyArn?: string,
): Promise<void> {
  const policy = run.journal.record().resources.find(({ arn }) => arn === policyArn);
  const on = policy === undefined ? resources : [...resources, policy];
  const attempt = async () => {
    try {
      await send();
    } catch (error) {
      if (!hasCode(error, 'NoSuchEntity', 'AccessDenied')) throw error;
      // IAM authorizes a call on a name that it does not find by the bare name, which the role may not change.
      for (const resource of on) await assertNotReplaced(run, resource);
      if (error.code === 'NoSuchEntity' && policy === undefined && policyArn !== undefined)
        await assertPolicyExists(run, policyArn);
      throw error;
    }
  };
  await callAws(run, attempt, { on });
}

async function assertPolicyExists(run: RunContext, policyArn: string): Promise<void> {
  if ((await isPolicyThere(run.account, policyArn)) !== false) return;
  throw new ProblemError('rejected-by-iam', `AWS has no managed policy ${policyArn}.`);
}

function made(run: RunContext, resource: ResourceRecord, entity: IamEntity): void {
  noteResource(run, resource, { status: 'made', id: entity.id, sentAt: run.deps.clock.now() });
}
