import { hasCode } from '../core/awsFailure.ts';
import { createOrAdopt, noteMade, tagsOf } from './createOrAdopt.ts';
import { createUser } from './createUser.ts';
import { ProblemError } from '../core/errors.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { isNotVisibleYet, NotVisibleYet } from '../core/controlFlowErrors.ts';
import { diagnoseMissingOrDenied } from './ownership.ts';
import type { Step } from '../blueprints/plan.ts';
import { sameDocument } from '../blueprints/policyDocument.ts';
import { call, callDespiteDenial, resourceOf, type RunContext } from './runContext.ts';

type Create = Extract<Step, { kind: 'create-user' | 'create-group' | 'create-policy' }>;
type Change = Extract<Step, { kind: 'attach-user-policy' | 'attach-group-policy' | 'add-user-to-group' }>;
export type AccountStep = Create | Change;

/** Runs one step of the plan until it succeeds or fails permanently. May run again after a crash at any point. */
export async function runStep(run: RunContext, step: AccountStep): Promise<void> {
  switch (step.kind) {
    case 'create-user':
      return createUser(run, step.user);
    case 'create-group': {
      const create = () => run.account.createGroup(step.group, run.plan.path);
      const entity = await callDespiteDenial(
        run,
        () => createOrAdopt(run, 'group', step.group, create),
        isNotVisibleYet,
      );
      noteMade(run, resourceOf(run, 'group', step.group), entity);
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

async function createPolicy(run: RunContext, policy: string, document: string): Promise<void> {
  const { account, plan } = run;
  const resource = resourceOf(run, 'policy', policy);
  const create = () => account.createPolicy(policy, plan.path, document, tagsOf(run));
  const entity = await callDespiteDenial(run, () => createOrAdopt(run, 'policy', policy, create), isNotVisibleYet);
  noteMade(run, resource, entity);
  if (entity.isAdopted && !sameDocument(await call(run, () => account.getPolicyDocument(entity.arn)), document)) {
    throw new ProblemError(
      'rejected-by-iam',
      `Policy ${entity.arn} was created by an earlier attempt with another document. Latchkey removes the policy. Try again.`,
    );
  }
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
        // The resource may have become visible between the denied call and the check. A denial is final only if a check
        // found the resource before the call.
        if (error.code === 'AccessDenied' && isSeen) throw error;
        isSeen = true;
        if (error.code === 'NoSuchEntity') await mustAppear(run, policyArn);
        throw new NotVisibleYet(resources.map(({ name }) => name).join(' and '));
      }
    },
    isNotVisibleYet,
  );
}

/**
 * Checks the policy of an attachment if IAM answered NoSuchEntity. A policy of this onboarding becomes visible soon.
 * Throws NoSuchEntity for an AWS managed policy that does not exist.
 */
async function mustAppear(run: RunContext, policyArn: string | undefined): Promise<void> {
  const resource = run.journal.record().resources.find(({ arn }) => arn === policyArn);
  if (resource !== undefined) return diagnoseMissingOrDenied(run, resource);
  if (policyArn !== undefined) await call(run, () => run.account.getPolicy(policyArn));
}
