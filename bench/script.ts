import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import type { Plan, Step } from '../lib/blueprints/plan.ts';
import { makeStep } from './planSteps.ts';
import type { Access } from './stack.ts';

export interface Script {
  readonly plan: Plan;
  readonly access: Access;
  readonly boundaryArn: string;
  readonly endpoint: string;
}

/** Runs the same plan as a simple script would: with the AWS SDK, one call after another, and one check of each key. */
export async function runScript({ plan, access, boundaryArn, endpoint }: Script): Promise<void> {
  const shared = { endpoint, region: 'us-east-1' };
  const sts = new STS(shared);
  const { Credentials } = await sts.assumeRole({
    RoleArn: access.roleArn,
    ExternalId: access.externalId,
    RoleSessionName: 'script',
  });
  const iam = new IAM({
    ...shared,
    credentials: {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    },
  });
  const keys = new Map<string, { readonly accessKeyId: string; readonly secretAccessKey: string }>();
  const run = async (step: Step): Promise<void> => {
    switch (step.kind) {
      case 'create-access-key': {
        const { AccessKey } = await iam.createAccessKey({ UserName: step.user });
        keys.set(step.user, {
          accessKeyId: AccessKey?.AccessKeyId ?? '',
          secretAccessKey: AccessKey?.SecretAccessKey ?? '',
        });
        return;
      }
      case 'check-access-key': {
        const credentials = keys.get(step.user);
        if (credentials === undefined) throw new Error(`There is no key of ${step.user} to check.`);
        await new STS({ ...shared, credentials }).getCallerIdentity({});
        return;
      }
      default:
        await makeStep(iam, plan, boundaryArn, step);
    }
  };
  // A plan lists each step before the steps that need it.
  for (const step of plan.steps) await run(step);
}
