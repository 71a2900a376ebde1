import { describeAccess } from '../../lib/access/access.ts';
import { bootstrapTemplate, templateFile } from '../../lib/access/bootstrapTemplate.ts';
import { boundaryValues } from '../../lib/blueprints/permissionsBoundary.ts';
import type { Blueprint } from '../../catalog/blueprint.ts';
import { createLauncher } from '../../local/sandbox/launch.ts';
import { createSandbox } from '../../local/sandbox/index.ts';
import { openStackStore } from '../../local/cloudformation/stackStore.ts';
import type { Sandbox } from '../../local/sandbox/types.ts';
import { accountId, externalId, settings } from '../support/launchedStack.ts';
import { planned } from '../support/madeUser.ts';
import { clientsOf, keysOf, rootOf, vendorOf, type Clients } from '../support/sandboxClients.ts';

type Parameters = Readonly<Record<string, unknown>>;

export function emptySandbox(): Sandbox {
  return createSandbox({ dataDir: ':memory:' });
}

/** Launches a blueprint's stack for these parameters in the tenant's account of the sandbox. */
export async function launch(
  sandbox: Sandbox,
  blueprint: Blueprint,
  parameters: Parameters,
  vendor = settings,
): Promise<{ readonly roleArn: string; readonly boundaryArn: string }> {
  const wanted = boundaryValues(blueprint, planned(blueprint, parameters).values);
  const { launchUrl, roleArn } = describeAccess(vendor, blueprint, { tenantId: 'acme', accountId, externalId }, wanted);
  const template = bootstrapTemplate(blueprint, vendor);
  const launcher = createLauncher(sandbox, new Map([[templateFile(template), template]]), openStackStore(undefined));
  const { outputs } = await launcher.launch(launchUrl, accountId);
  return { roleArn, boundaryArn: outputs['BoundaryArn'] ?? '' };
}

/** Opens a session of a bootstrap role, as the vendor's functions do. */
export async function sessionOf(sandbox: Sandbox, roleArn: string, caller = vendorOf(sandbox)): Promise<Clients> {
  const { Credentials } = await caller.sts.assumeRole({
    RoleArn: roleArn,
    ExternalId: externalId,
    RoleSessionName: 'session',
  });
  return clientsOf(sandbox, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
}

/** Makes the resources of an onboarding with the bootstrap role. Returns the first user's keys. */
export async function provision(
  sandbox: Sandbox,
  { iam }: Clients,
  boundaryArn: string,
  blueprint: Blueprint,
  parameters: Parameters,
) {
  const { plan } = planned(blueprint, parameters);
  const { path: Path } = plan;
  for (const step of plan.steps) {
    switch (step.kind) {
      case 'create-user':
        await iam.createUser({ UserName: step.user, Path, PermissionsBoundary: boundaryArn });
        break;
      case 'create-group':
        await iam.createGroup({ GroupName: step.group, Path });
        break;
      case 'create-policy':
        await iam.createPolicy({ PolicyName: step.policy, Path, PolicyDocument: step.document });
        break;
      case 'attach-user-policy':
        await iam.attachUserPolicy({ UserName: step.user, PolicyArn: step.policyArn });
        break;
      case 'attach-group-policy':
        await iam.attachGroupPolicy({ GroupName: step.group, PolicyArn: step.policyArn });
        break;
      case 'add-user-to-group':
        await iam.addUserToGroup({ UserName: step.user, GroupName: step.group });
        break;
      case 'create-access-key':
      case 'check-access-key':
        break;
    }
  }
  const nameOf = (wanted: string) => plan.resources.find(({ type }) => type === wanted);
  const user = nameOf('user');
  return {
    plan,
    user: { name: user?.name ?? '', arn: user?.arn ?? '' },
    group: nameOf('group')?.name,
    policyArn: nameOf('policy')?.arn,
    issued: clientsOf(sandbox, await keysOf(iam, user?.name ?? '')),
    root: rootOf(sandbox, accountId).iam,
  };
}
