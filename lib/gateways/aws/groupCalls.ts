import {
  AttachGroupPolicyCommand,
  CreateGroupCommand,
  DeleteGroupCommand,
  DeleteGroupPolicyCommand,
  DetachGroupPolicyCommand,
  GetGroupCommand,
  ListAttachedGroupPoliciesCommand,
  ListGroupPoliciesCommand,
} from '@aws-sdk/client-iam';
import type { TenantAccount } from '../../account/ports.ts';
import { must, view } from './iamAnswer.ts';
import type { SendToIam } from './iamSession.ts';
import { listPages } from './pages.ts';

type GroupCalls = Pick<
  TenantAccount,
  | 'createGroup'
  | 'getGroup'
  | 'deleteGroup'
  | 'attachGroupPolicy'
  | 'listAttachedGroupPolicies'
  | 'detachGroupPolicy'
  | 'listGroupPolicies'
  | 'deleteGroupPolicy'
>;

/** The calls for groups and their policies. */
export function groupCalls(send: SendToIam): GroupCalls {
  return {
    createGroup: async (GroupName, Path) => {
      const { Group } = await send(new CreateGroupCommand({ GroupName, Path }));
      return view(Group, Group?.GroupId);
    },
    getGroup: async (GroupName) => {
      let group: ReturnType<typeof view> | undefined;
      const members = await listPages(
        (Marker) => send(new GetGroupCommand({ GroupName, Marker })),
        ({ Group, Users }) => {
          group = view(Group, Group?.GroupId);
          return Users?.map(({ UserName, UserId }) => ({ name: must(UserName), id: must(UserId) }));
        },
      );
      return { ...must(group), members };
    },
    deleteGroup: async (GroupName) => {
      await send(new DeleteGroupCommand({ GroupName }));
    },
    attachGroupPolicy: async (GroupName, PolicyArn) => {
      await send(new AttachGroupPolicyCommand({ GroupName, PolicyArn }));
    },
    listAttachedGroupPolicies: (GroupName) =>
      listPages(
        (Marker) => send(new ListAttachedGroupPoliciesCommand({ GroupName, Marker })),
        ({ AttachedPolicies }) => AttachedPolicies?.map(({ PolicyArn }) => must(PolicyArn)),
      ),
    detachGroupPolicy: async (GroupName, PolicyArn) => {
      await send(new DetachGroupPolicyCommand({ GroupName, PolicyArn }));
    },
    listGroupPolicies: (GroupName) =>
      listPages(
        (Marker) => send(new ListGroupPoliciesCommand({ GroupName, Marker })),
        ({ PolicyNames }) => PolicyNames,
      ),
    deleteGroupPolicy: async (GroupName, PolicyName) => {
      await send(new DeleteGroupPolicyCommand({ GroupName, PolicyName }));
    },
  };
}
