import { AwsFailure, hasCode } from '../core/awsFailure.ts';
import { rememberBoundary, chooseBoundary, policyExists } from './chooseBoundary.ts';
import { ProblemError } from '../core/errors.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { NotVisibleYet } from '../core/controlFlowErrors.ts';
import {
  foreignProblem,
  checkOwnership,
  diagnoseMissingOrDenied,
  mayStillBecomeVisible,
  type IamEntity,
} from './ownership.ts';
import type { Step } from '../blueprints/plan.ts';
import { sameDocument } from '../blueprints/policyDocument.ts';
import { call, callDespiteDenial, noteResource, reconcileAfterMs, resourceOf, type RunContext } from './runContext.ts';

type Create = Extract<Step, { kind: 'create-user' | 'create-group' | 'create-policy' }>;
type Change = Extract<Step, { kind: 'attach-user-policy' | 'attach-group-policy' | 'add-user-to-group' }>;
export type AccountStep = Create | Change;

const isNotVisible = (error: unknown) => error instanceof NotVisibleYet;

/** Runs one step of the plan, until it stands or fails for good. May be run again after any crash. */
export async function runStep(run: RunContext, step: AccountStep): Promise<void> {
  switch (step.kind) {
    case 'create-user':
      return createUser(run, step.user);
    case 'create-group': {
      const create = () => run.account.createGroup(step.group, run.plan.path);
      const entity = await callDespiteDenial(run, () => createOrAdopt(run, 'group', step.group, create), isNotVisible);
      made(run, resourceOf(run, 'group', step.group), entity);
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
  const { access, blueprint, deps, account, journal } = run;
  const refused: string[] = [];
  let boundary = run.boundaryArn;
  const entity = await callDespiteDenial(
    run,
    async () => {
      for (;;) {
        const create = () => account.createUser(user, run.plan.path, boundary, tags(run));
        try {
          return await createOrAdopt(run, 'user', user, create);
        } catch (error) {
          if (!hasCode(error, 'AccessDenied', 'NoSuchEntity')) throw error;
          // Perhaps the believed boundary is gone, or the stack was updated to another: ask the account.
          refused.push(boundary);
          boundary = await otherBoundary(run, refused, error);
        }
      }
    },
    isNotVisible,
  );
  made(run, resourceOf(run, 'user', user), entity);
  if (entity.isAdopted && entity.boundaryArn !== boundary) {
    throw new ProblemError(
      'stack-outdated',
      `User ${entity.arn} of an earlier try carries the boundary ${String(entity.boundaryArn)}, not ${boundary}. It is removed; try again.`,
    );
  }
  journal.note((record) => ({ ...record, boundaryArn: boundary }));
  // Once for all users of a plan.
  if (user === run.plan.userNames[0]) run.inBackground(rememberBoundary(deps, access, blueprint, boundary));
}

const isStackOutdated = (error: unknown) => error instanceof ProblemError && error.problem.slug === 'stack-outdated';

/** The next boundary to try. Where the refused one is there, the refusal was about something else. */
async function otherBoundary(run: RunContext, refused: readonly string[], refusal: AwsFailure): Promise<string> {
  const { deps, account, access, blueprint, deadline } = run;
  try {
    return await chooseBoundary({
      deps,
      account,
      access,
      blueprint,
      onboarding: run.journal.record(),
      deadline,
      refused,
    });
  } catch (outdated) {
    const last = refused.at(-1) ?? '';
    if (!isStackOutdated(outdated)) throw outdated;
    const isThere = await policyExists(deps, account, last, deadline, 'unknown');
    // A role that may not even look at its own boundary was cut: that it may not create says more then.
    if (isThere === false) throw outdated;
    throw refusal.code === 'NoSuchEntity' ? new NotVisibleYet(last) : refusal;
  }
}

async function createPolicy(run: RunContext, policy: string, document: string): Promise<void> {
  const { account, plan } = run;
  const resource = resourceOf(run, 'policy', policy);
  const create = () => account.createPolicy(policy, plan.path, document, tags(run));
  const entity = await callDespiteDenial(run, () => createOrAdopt(run, 'policy', policy, create), isNotVisible);
  made(run, resource, entity);
  if (entity.isAdopted && !sameDocument(await call(run, () => account.getPolicyDocument(entity.arn)), document)) {
    throw new ProblemError(
      'rejected-by-iam',
      `Policy ${entity.arn} of an earlier try holds another document. It is removed; try again.`,
    );
  }
}

interface Found extends IamEntity {
  readonly isAdopted: boolean;
}

/** A create whose answer was lost, or that an earlier try sent, finds its own thing there: same path, so it is ours. */
async function createOrAdopt(
  run: RunContext,
  type: ResourceRecord['type'],
  name: string,
  create: () => Promise<IamEntity>,
): Promise<Found> {
  try {
    return { ...(await create()), isAdopted: false };
  } catch (error) {
    const resource = resourceOf(run, type, name);
    if (error instanceof AwsFailure && error.outcome === 'unknown') noteOnItsWay(run, resource);
    if (!hasCode(error, 'EntityAlreadyExists', 'AccessDenied')) throw error;
    const look = await checkOwnership(run, resource);
    if (look.whose === 'ours') return { ...look.entity, isAdopted: true };
    if (look.whose === 'absent' && error.code === 'AccessDenied') throw error;
    // IAM compares names ignoring case and finds them exactly: unseen, it is another's unless we sent it before.
    if (look.whose === 'absent' && mayStillBecomeVisible(run, resource)) throw new NotVisibleYet(`${type} ${name}`);
    throw foreignProblem(run, resource, look);
  }
}

/** It may land when all of this is over, and be there again after it was removed: somebody has to look, later. */
function noteOnItsWay(run: RunContext, resource: ResourceRecord): void {
  const now = run.deps.clock.now();
  noteResource(run, resource, { sentAt: now });
  run.journal.note((record) => ({ ...record, reconcileAt: now + reconcileAfterMs }));
}

async function change(
  run: RunContext,
  resources: readonly ResourceRecord[],
  send: () => Promise<void>,
  policyArn?: string,
): Promise<void> {
  let isSeen = false;
  await callDespiteDenial(
    run,
    async () => {
      try {
        await send();
      } catch (error) {
        if (!hasCode(error, 'NoSuchEntity', 'AccessDenied')) throw error;
        for (const resource of resources) await diagnoseMissingOrDenied(run, resource);
        // It may have appeared between the refusal and the look: only on what was seen before is a refusal believed.
        if (error.code === 'AccessDenied' && isSeen) throw error;
        isSeen = true;
        if (error.code === 'NoSuchEntity') await mustAppear(run, policyArn);
        throw new NotVisibleYet(resources.map(({ name }) => name).join(' and '));
      }
    },
    isNotVisible,
  );
}

/** The policy of an attachment that IAM does not find: ours will appear, one of AWS's own that is not there never will. */
async function mustAppear(run: RunContext, policyArn: string | undefined): Promise<void> {
  const resource = run.journal.record().resources.find(({ arn }) => arn === policyArn);
  if (resource !== undefined) return diagnoseMissingOrDenied(run, resource);
  if (policyArn !== undefined) await call(run, () => run.account.getPolicy(policyArn));
}

function made(run: RunContext, resource: ResourceRecord, entity: IamEntity): void {
  noteResource(run, resource, { status: 'made', id: entity.id, sentAt: run.deps.clock.now() });
}
