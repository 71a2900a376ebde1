import type { IAM } from '@aws-sdk/client-iam';
import type { Plan, Step } from '../lib/blueprints/plan.ts';

/**
 * Creates what one step of a plan creates, with one call of the SDK, as a script would. Does not create or check keys.
 */
export async function makeStep(iam: IAM, { path: Path }: Plan, boundaryArn: string, step: Step): Promise<void> {
  switch (step.kind) {
    case 'create-user':
      await iam.createUser({ UserName: step.user, Path, PermissionsBoundary: boundaryArn });
      return;
    case 'create-group':
      await iam.createGroup({ GroupName: step.group, Path });
      return;
    case 'create-policy':
      await iam.createPolicy({ PolicyName: step.policy, Path, PolicyDocument: step.document });
      return;
    case 'attach-user-policy':
      await iam.attachUserPolicy({ UserName: step.user, PolicyArn: step.policyArn });
      return;
    case 'attach-group-policy':
      await iam.attachGroupPolicy({ GroupName: step.group, PolicyArn: step.policyArn });
      return;
    case 'add-user-to-group':
      await iam.addUserToGroup({ UserName: step.user, GroupName: step.group });
      return;
    case 'create-access-key':
    case 'check-access-key':
      return;
  }
}
