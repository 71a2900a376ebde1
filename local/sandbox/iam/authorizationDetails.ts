import { operation, type Operation, type Request } from '../operation.ts';
import type { Group, Identity, Policy, Role, User } from '../state.ts';
import { trustPolicyOf } from '../trust.ts';
import { textList } from '../wire/input.ts';
import type { OutputStructure } from '../wire/xml.ts';
import { arnOf } from './arns.ts';
import { awsManagedPolicies } from './awsManaged.ts';
import { seen } from './find.ts';
import { findPolicy } from './findPolicy.ts';
import { page, readPage } from './page.ts';
import {
  detailsShape,
  documentShape,
  groupShape,
  policyShape,
  roleShape,
  usageOf,
  userShape,
  type Usage,
} from './shapes.ts';
import { onAll } from './targets.ts';

function inlineShape(request: Request, identity: Identity): readonly OutputStructure[] {
  return seen(request, identity.inline).map(({ name, document }) => ({
    PolicyName: name,
    PolicyDocument: documentShape(document),
  }));
}

function attachedShape(request: Request, identity: Identity): readonly OutputStructure[] {
  return seen(request, identity.attached).flatMap(({ arn }) => {
    const policy = findPolicy(request, arn);
    return policy ? [{ PolicyName: policy.name, PolicyArn: arn }] : [];
  });
}

function userDetail(request: Request, user: User): OutputStructure {
  const theirs = seen(request, request.account.groups.values()).filter((group) =>
    seen(request, group.members).some((member) => member.userName === user.name),
  );
  return {
    ...userShape(request.accountId, user),
    ...detailsShape(user),
    UserPolicyList: inlineShape(request, user),
    GroupList: theirs.map((group) => group.name),
    AttachedManagedPolicies: attachedShape(request, user),
  };
}

function groupDetail(request: Request, group: Group): OutputStructure {
  return {
    ...groupShape(request.accountId, group),
    GroupPolicyList: inlineShape(request, group),
    AttachedManagedPolicies: attachedShape(request, group),
  };
}

function roleDetail(request: Request, role: Role): OutputStructure {
  return {
    ...roleShape(request.accountId, role, trustPolicyOf(role, request.now, request.accounts)),
    ...detailsShape(role),
    InstanceProfileList: [],
    RolePolicyList: inlineShape(request, role),
    AttachedManagedPolicies: attachedShape(request, role),
  };
}

function policyDetail(arn: string, policy: Policy, usage: Usage): OutputStructure {
  const versions = policy.versions.map((version) => ({
    Document: documentShape(version.document),
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersionId,
    CreateDate: new Date(version.createdAt),
  }));
  return { ...policyShape(arn, policy, usage), Description: policy.description, PolicyVersionList: versions };
}

type Section = 'User' | 'Group' | 'Role' | 'LocalManagedPolicy' | 'AWSManagedPolicy';

interface Entry {
  readonly section: Section;
  readonly key: string;
  readonly shape: OutputStructure;
}

/** Returns all entities of the account, and those AWS managed policies that are in use. */
function entriesOf(request: Request): readonly Entry[] {
  const { account, accountId } = request;
  const usage = usageOf(account);
  const inUse = [...awsManagedPolicies].filter(([arn]) => usage(arn).attachments + usage(arn).boundaries > 0);
  const entry = (section: Section, name: string, shape: OutputStructure): Entry => ({
    section,
    key: `${section}/${name.toLowerCase()}`,
    shape,
  });
  return [
    ...seen(request, account.users.values()).map((user) => entry('User', user.name, userDetail(request, user))),
    ...seen(request, account.groups.values()).map((group) => entry('Group', group.name, groupDetail(request, group))),
    ...seen(request, account.roles.values()).map((role) => entry('Role', role.name, roleDetail(request, role))),
    ...seen(request, account.policies.values()).map((policy) => {
      const arn = arnOf(accountId, 'policy', policy);
      return entry('LocalManagedPolicy', policy.name, policyDetail(arn, policy, usage(arn)));
    }),
    ...inUse.map(([arn, policy]) => entry('AWSManagedPolicy', policy.name, policyDetail(arn, policy, usage(arn)))),
  ];
}

/** GetAccountAuthorizationDetails. */
export const authorizationDetails: Readonly<Record<string, Operation>> = {
  GetAccountAuthorizationDetails: operation({
    read: (input) => ({ filter: textList(input, 'Filter', { max: 32 }), page: readPage(input) }),
    targets: () => onAll(),
    run: (args, request) => {
      const wanted = entriesOf(request).filter(
        ({ section }) => args.filter.length === 0 || args.filter.includes(section),
      );
      const { shown, rest } = page(wanted, ({ key }) => key, args.page);
      const only = (...sections: readonly Section[]): readonly OutputStructure[] =>
        shown.flatMap(({ section, shape }) => (sections.includes(section) ? [shape] : []));
      return {
        UserDetailList: only('User'),
        GroupDetailList: only('Group'),
        RoleDetailList: only('Role'),
        Policies: only('LocalManagedPolicy', 'AWSManagedPolicy'),
        ...rest,
      };
    },
  }),
};
