import { hasCode } from '../core/awsFailure.ts';
import { isPolicyThere } from './chooseBoundary.ts';
import { createOrAdopt, noteMade, tagsOf } from './createOrAdopt.ts';
import { createUser } from './createUser.ts';
import { ProblemError } from '../core/errors.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { assertNotReplaced } from './ownership.ts';
import type { Step } from '../blueprints/plan.ts';
import { sameDocument } from '../blueprints/policyDocument.ts';
import { callAws, resourceOf, type RunContext } from './runContext.ts';

type Create = Extract<Step, { kind: 'create-user' | 'create-group' | 'create-policy' }>;
type Change = Extract<Step, { kind: 'attach-user-policy' | 'attach-group-policy' | 'add-user-to-group' }>;
export type AccountStep = Create | Change;

/** Runs one step of the plan until it succeeds or fails permanently. May run again after a crash at any point. */
export async function runStep(run: RunContext, step: AccountStep): Promise<void> {
  switch (step.kind) {
    case 'create-user':
      return createUser(run, step);
    case 'create-group': {
      const resource = resourceOf(run, 'group', step.group);
      const create = () => run.account.createGroup(step.group, run.plan.path);
      noteMade(run, resource, await callAws(run, () => createOrAdopt(run, resource, create), { on: [resource] }));
      return;
    }
    case 'create-policy':
      return createPolicy(run, step);
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

async function createPolicy(
  run: RunContext,
  { policy, document, tags }: Extract<Create, { kind: 'create-policy' }>,
): Promise<void> {
  const { account, plan } = run;
  const resource = resourceOf(run, 'policy', policy);
  const create = () => account.createPolicy(policy, plan.path, document, tagsOf(run, tags));
  const entity = await callAws(run, () => createOrAdopt(run, resource, create), { on: [resource] });
  noteMade(run, resource, entity);
  if (!entity.isAdopted) return;
  const found = await callAws(run, () => account.getPolicyDocument(entity.arn), { on: [resource] });
  if (!sameDocument(found, document)) {
    throw new ProblemError(
      'rejected-by-iam',
      `Policy ${entity.arn} was created by an earlier attempt with another document. Latchkey removes the policy. Try again.`,
    );
  }
}

/**
 * Changes resources of this onboarding. Waits until IAM shows them. An AWS managed policy that IAM does not find does not
 * exist.
 */
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
      // While IAM does not show a resource, it authorizes calls for the name without the path, which the role may not
      // change. So a denial may mean that the resource is not visible yet.
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
