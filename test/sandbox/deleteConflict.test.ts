import type { IAM } from '@aws-sdk/client-iam';
import { signingCertificate, sshPublicKey } from '../support/uploads.ts';
import {
  account,
  admin,
  all,
  api,
  device,
  document,
  group,
  GroupName,
  policy,
  policyArn,
  refused,
  role,
  RoleName,
  testRefusals,
  user,
  UserName,
} from './refusals.ts';

const conflict = refused('DeleteConflict', 409);
const deleting = 'IAM User Guide, "Delete or deactivate an IAM user"';
const deletingPolicies = 'IAM User Guide, "Delete IAM policies"';
const deleteUser = (iam: IAM): Promise<unknown> => iam.deleteUser({ UserName });

testRefusals([
  conflict(
    'a user with a key',
    deleting,
    deleteUser,
    'Cannot delete entity, must delete access keys first.',
    all(user, (iam) => iam.createAccessKey({ UserName })),
  ),
  conflict(
    'a user with a login profile',
    deleting,
    deleteUser,
    'Cannot delete entity, must delete login profile first.',
    all(user, (iam) => iam.createLoginProfile({ UserName, Password: 'Passw0rd!' })),
  ),
  conflict(
    'a user with an MFA device',
    deleting,
    deleteUser,
    'Cannot delete entity, must delete MFA device first.',
    all(user, device),
  ),
  conflict(
    'a user with a certificate',
    deleting,
    deleteUser,
    'Cannot delete entity, must delete certificates first.',
    all(user, (iam) => iam.uploadSigningCertificate({ UserName, CertificateBody: signingCertificate })),
  ),
  conflict(
    'a user with an SSH key',
    deleting,
    deleteUser,
    'Cannot delete entity, must remove referenced objects first.',
    all(user, (iam) => iam.uploadSSHPublicKey({ UserName, SSHPublicKeyBody: sshPublicKey })),
  ),
  conflict(
    'a user with a service-specific credential',
    deleting,
    deleteUser,
    'Cannot delete entity, must remove referenced objects first.',
    all(user, (iam) => iam.createServiceSpecificCredential({ UserName, ServiceName: 'codecommit.amazonaws.com' })),
  ),
  conflict(
    'a user with an inline policy',
    deleting,
    deleteUser,
    'Cannot delete entity, must delete policies first.',
    all(user, (iam) => iam.putUserPolicy({ UserName, PolicyName: 'p', PolicyDocument: document })),
  ),
  conflict(
    'a user with a managed policy',
    deleting,
    deleteUser,
    'Cannot delete entity, must detach all policies first.',
    all(user, (iam) => iam.attachUserPolicy({ UserName, PolicyArn: admin })),
  ),
  conflict(
    'a user in a group',
    deleting,
    deleteUser,
    'Cannot delete entity, must remove users from group first.',
    all(user, group, (iam) => iam.addUserToGroup({ GroupName, UserName })),
  ),
  conflict(
    'a group with members',
    api('DeleteGroup'),
    (iam) => iam.deleteGroup({ GroupName }),
    'Cannot delete entity, must remove users from group first.',
    all(user, group, (iam) => iam.addUserToGroup({ GroupName, UserName })),
  ),
  conflict(
    'a group with a policy',
    api('DeleteGroup'),
    (iam) => iam.deleteGroup({ GroupName }),
    'Cannot delete entity, must detach all policies first.',
    all(group, (iam) => iam.attachGroupPolicy({ GroupName, PolicyArn: admin })),
  ),
  conflict(
    'a role with a policy',
    api('DeleteRole'),
    (iam) => iam.deleteRole({ RoleName }),
    'Cannot delete entity, must delete policies first.',
    all(role, (iam) => iam.putRolePolicy({ RoleName, PolicyName: 'p', PolicyDocument: document })),
  ),
  conflict(
    'a policy that is attached',
    deletingPolicies,
    (iam) => iam.deletePolicy({ PolicyArn: policyArn }),
    'Cannot delete a policy attached to entities.',
    all(user, policy, (iam) => iam.attachUserPolicy({ UserName, PolicyArn: policyArn })),
  ),
  conflict(
    'a policy that is the boundary of a user',
    deletingPolicies,
    (iam) => iam.deletePolicy({ PolicyArn: policyArn }),
    'Cannot delete a policy attached to entities.',
    all(policy, (iam) => iam.createUser({ UserName, PermissionsBoundary: policyArn })),
  ),
  conflict(
    'a policy with more than one version',
    deletingPolicies,
    (iam) => iam.deletePolicy({ PolicyArn: policyArn }),
    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    all(policy, (iam) => iam.createPolicyVersion({ PolicyArn: policyArn, PolicyDocument: document })),
  ),
  conflict(
    'the default version of a policy',
    api('DeletePolicyVersion'),
    (iam) => iam.deletePolicyVersion({ PolicyArn: policyArn, VersionId: 'v1' }),
    'Cannot delete the default version of a policy.',
    policy,
  ),
  conflict(
    'a virtual MFA device that is in use',
    api('DeleteVirtualMFADevice'),
    (iam) => iam.deleteVirtualMFADevice({ SerialNumber: `arn:aws:iam::${account}:mfa/phone` }),
    'MFA VirtualDevice in use. Must deactivate first.',
    all(user, device),
  ),
]);
