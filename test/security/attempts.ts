import type { IAM } from '@aws-sdk/client-iam';
import { escalations, type Escalation } from '../../lib/preview/escalations.ts';
import { accountId } from '../support/launchedStack.ts';
import type { Clients } from '../support/sandboxClients.ts';

const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
const everything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});
export const nothing = everything.replace('Allow', 'Deny');
const trust = (principal: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
  });

/** The attacker, and what the account contains: foreign resources and those that Latchkey made. */
export interface AttackTarget {
  readonly attacker: Clients;
  /** ARN of the user or role whose permissions the attacker has. */
  readonly principal: string;
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly policies: readonly string[];
  readonly root: IAM;
}

const arn = (resource: string) => `arn:aws:iam::${accountId}:${resource}`;
/** A role with full access, and two with the names that products give to theirs. */
const roles = ['Admin', 'eksctl-nodes', 'service-dev-us-east-1-lambdaRole'];

/**
 * Creates what an attacker wants: administrators, an admin group, powerful roles, and a policy with a powerful old
 * version.
 */
export async function furnish(root: IAM): Promise<Pick<AttackTarget, 'users' | 'groups' | 'roles' | 'policies'>> {
  await root.createUser({ UserName: 'boss' });
  await root.createUser({ UserName: 'boss-with-password' });
  await root.createLoginProfile({ UserName: 'boss-with-password', Password: 'Correct-horse-battery-1' });
  await root.createUser({ UserName: 'guest' });
  for (const UserName of ['boss', 'boss-with-password'])
    await root.attachUserPolicy({ UserName, PolicyArn: administrator });
  await root.createGroup({ GroupName: 'Admins' });
  await root.attachGroupPolicy({ GroupName: 'Admins', PolicyArn: administrator });
  for (const RoleName of roles) {
    const AssumeRolePolicyDocument = trust({ Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] });
    await root.createRole({ RoleName, AssumeRolePolicyDocument });
  }
  await root.createPolicy({ PolicyName: 'dormant', PolicyDocument: nothing });
  await root.createPolicyVersion({ PolicyArn: arn('policy/dormant'), PolicyDocument: everything });
  return {
    users: ['boss', 'boss-with-password', 'guest'],
    groups: ['Admins'],
    roles,
    policies: [arn('policy/dormant')],
  };
}

type Try = (target: AttackTarget) => readonly Promise<unknown>[];
const evilTrust = ({ principal }: AttackTarget) => trust({ AWS: principal });

/** The calls of the methods that only IAM authorizes, on all resources in the account. */
const inIam: Readonly<Record<string, Try>> = {
  CreateNewPolicyVersion: ({ attacker, policies }) =>
    policies.map((PolicyArn) =>
      attacker.iam.createPolicyVersion({ PolicyArn, PolicyDocument: everything, SetAsDefault: true }),
    ),
  SetExistingDefaultPolicyVersion: ({ attacker, policies }) =>
    policies.map((PolicyArn) => attacker.iam.setDefaultPolicyVersion({ PolicyArn, VersionId: 'v2' })),
  CreateAccessKey: ({ attacker }) =>
    ['boss', 'boss-with-password'].map((UserName) => attacker.iam.createAccessKey({ UserName })),
  CreateLoginProfile: ({ attacker, users }) =>
    users.map((UserName) => attacker.iam.createLoginProfile({ UserName, Password: 'Correct-horse-battery-2' })),
  UpdateLoginProfile: ({ attacker, users }) =>
    users.map((UserName) => attacker.iam.updateLoginProfile({ UserName, Password: 'Correct-horse-battery-2' })),
  AttachUserPolicy: ({ attacker, users }) =>
    users.map((UserName) => attacker.iam.attachUserPolicy({ UserName, PolicyArn: administrator })),
  AttachGroupPolicy: ({ attacker, groups }) =>
    groups.map((GroupName) => attacker.iam.attachGroupPolicy({ GroupName, PolicyArn: administrator })),
  AttachRolePolicy: (target) =>
    target.roles.map((RoleName) => target.attacker.iam.attachRolePolicy({ RoleName, PolicyArn: administrator })),
  PutUserPolicy: ({ attacker, users }) =>
    users.map((UserName) => attacker.iam.putUserPolicy({ UserName, PolicyName: 'x', PolicyDocument: everything })),
  PutGroupPolicy: ({ attacker, groups }) =>
    groups.map((GroupName) => attacker.iam.putGroupPolicy({ GroupName, PolicyName: 'x', PolicyDocument: everything })),
  PutRolePolicy: (target) =>
    target.roles.map((RoleName) =>
      target.attacker.iam.putRolePolicy({ RoleName, PolicyName: 'x', PolicyDocument: everything }),
    ),
  AddUserToGroup: ({ attacker, groups }) =>
    groups.map((GroupName) => attacker.iam.addUserToGroup({ GroupName, UserName: 'guest' })),
  UpdateRolePolicyToAssumeIt: (target) =>
    target.roles.map((RoleName) =>
      target.attacker.iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: evilTrust(target) }),
    ),
};

/** A resource of each service, as the target of a call. An action without a resource type has the target `*`. */
const resources: Readonly<Record<string, readonly string[]>> = {
  iam: roles.map((role) => arn(`role/${role}`)),
  lambda: [`arn:aws:lambda:us-east-1:${accountId}:function:any`, '*'],
  ec2: [`arn:aws:ec2:us-east-1:${accountId}:instance/i-0123456789abcdef0`],
  cloudformation: [`arn:aws:cloudformation:us-east-1:${accountId}:stack/any/0123`],
};

/** Returns whether the account's policies allow the principal this action on any resource. */
async function mayDoSomewhere({ root, principal }: AttackTarget, action: string, passedTo: string): Promise<boolean> {
  const { EvaluationResults = [] } = await root.simulatePrincipalPolicy({
    PolicySourceArn: principal,
    ActionNames: [action],
    ResourceArns: [...(resources[action.split(':')[0] ?? ''] ?? ['*'])],
    ContextEntries: [
      { ContextKeyName: 'iam:PassedToService', ContextKeyType: 'string', ContextKeyValues: [passedTo] },
      { ContextKeyName: 'ec2:Region', ContextKeyType: 'string', ContextKeyValues: ['us-east-1'] },
    ],
  });
  return EvaluationResults.some(({ EvalDecision }) => EvalDecision === 'allowed');
}

async function works(target: AttackTarget, { name, needs, passesTo }: Escalation): Promise<boolean> {
  const calls = inIam[name];
  if (calls !== undefined) {
    const outcomes = await Promise.allSettled(calls(target));
    return outcomes.some(({ status }) => status === 'fulfilled');
  }
  for (const action of needs) if (!(await mayDoSomewhere(target, action, passesTo ?? 'nobody'))) return false;
  return true;
}

/** Tries every published method. Returns the names of those that succeeded. */
export async function escalate(target: AttackTarget): Promise<readonly string[]> {
  const open: string[] = [];
  for (const escalation of escalations) if (await works(target, escalation)) open.push(escalation.name);
  return open;
}
