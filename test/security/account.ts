import { makeStep } from '../../bench/planSteps.ts';
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
  // A plan names a step before those that need it.
  for (const step of plan.steps) await makeStep(iam, plan, boundaryArn, step);
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
