import * as z from 'zod';
import { makeStep } from '../../bench/planSteps.ts';
import { describeAccess } from '../../lib/access/access.ts';
import { bootstrapTemplate, templateFile } from '../../lib/access/bootstrapTemplate.ts';
import { boundaryValues } from '../../lib/blueprints/permissionsBoundary.ts';
import type { Blueprint } from '../../catalog/blueprint.ts';
import { createLauncher } from '../../local/sandbox/launch.ts';
import { createSandbox } from '../../local/sandbox/index.ts';
import { openStackStore } from '../../local/cloudformation/stackStore.ts';
import type { Sandbox } from '../../local/sandbox/types.ts';
import { accountId, externalId, launchedStack, settings } from '../support/launchedStack.ts';
import { planned } from '../support/madeUser.ts';
import { clientsOf, keysOf, rootOf, vendorOf, type Clients } from '../support/sandboxClients.ts';
import type { Belongings } from './changes.ts';

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
  const { launchUrl, roleArn } = describeAccess(
    vendor,
    blueprint,
    { tenantId: 'acme', accountId, externalId, boundaries: {} },
    wanted,
  );
  const template = bootstrapTemplate(blueprint, vendor);
  const launcher = createLauncher(sandbox, new Map([[templateFile(template), template]]), openStackStore(undefined));
  const { outputs } = await launcher.launch(launchUrl, accountId);
  return { roleArn, boundaryArn: outputs['BoundaryArn'] ?? '' };
}

/**
 * Opens a session of a bootstrap role. With `policy`, it is limited as the sessions of the vendor's functions are.
 * Without it, it has all permissions of the role.
 */
export async function sessionOf(
  sandbox: Sandbox,
  roleArn: string,
  caller = vendorOf(sandbox),
  policy?: string,
): Promise<Clients> {
  const { Credentials } = await caller.sts.assumeRole({
    RoleArn: roleArn,
    ExternalId: externalId,
    RoleSessionName: 'session',
    Policy: policy,
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
  onboardingId?: string,
) {
  const { plan } = planned(blueprint, parameters, onboardingId);
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

/** The resources that a bootstrap role made, with additions to them, so that each change has a target. */
export async function belongingsOf(
  sandbox: Sandbox,
  session: Clients,
  blueprint: Blueprint,
  boundaryArn: string,
  parameters: Parameters = {},
  onboardingId?: string,
): Promise<Belongings> {
  const made = await provision(sandbox, session, boundaryArn, blueprint, parameters, onboardingId);
  const { plan, user, group, policyArn, root } = made;
  const UserName = user.name;
  await root.createLoginProfile({ UserName, Password: 'Correct-horse-battery-1' });
  const { AccessKeyMetadata = [] } = await root.listAccessKeys({ UserName });
  return {
    user: UserName,
    group: group ?? 'Admins',
    policyArn: policyArn ?? boundaryArn,
    boundaryArn,
    path: plan.path,
    accessKeyId: AccessKeyMetadata[0]?.AccessKeyId ?? '',
    serial: `arn:aws:iam::${accountId}:mfa/phone`,
  };
}

/** Returns the users, groups, policies and roles in the account as one text, for comparisons. */
export async function everythingIn(sandbox: Sandbox): Promise<string> {
  const { iam } = rootOf(sandbox, accountId);
  const { UserDetailList, GroupDetailList, Policies, RoleDetailList } = await iam.getAccountAuthorizationDetails({});
  return JSON.stringify({ UserDetailList, GroupDetailList, Policies, RoleDetailList });
}

const allowed = z.array(z.object({ Effect: z.string(), Action: z.array(z.string()) }));

/** The changes that the template of a blueprint allows its role. */
export function changesOf(blueprint: Blueprint): readonly string[] {
  return allowed
    .parse(launchedStack(blueprint, {}).rolePolicy.Statement)
    .flatMap(({ Effect, Action }) => (Effect === 'Allow' ? Action : []))
    .filter((action) => !/^iam:(Get|List)/.test(action));
}
