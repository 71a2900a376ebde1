import type { Operation } from '../operation.ts';
import { accessKeys } from './accessKeys.ts';
import { accountSummary } from './accountSummary.ts';
import { attachments } from './attachments.ts';
import { authorizationDetails } from './authorizationDetails.ts';
import { boundaries } from './boundaries.ts';
import { certificates } from './certificates.ts';
import { entitiesForPolicy } from './entitiesForPolicy.ts';
import { groups } from './groups.ts';
import { inlinePolicies } from './inlinePolicies.ts';
import { instanceProfiles } from './instanceProfiles.ts';
import { loginProfiles } from './loginProfiles.ts';
import { memberships } from './memberships.ts';
import { mfaDevices } from './mfaDevices.ts';
import { policies } from './policies.ts';
import { policyVersions } from './policyVersions.ts';
import { roles } from './roles.ts';
import { serviceCredentials } from './serviceCredentials.ts';
import { simulate } from './simulate.ts';
import { sshKeys } from './sshKeys.ts';
import { users } from './users.ts';
import { virtualDevices } from './virtualDevices.ts';

/** All IAM operations of the sandbox, by name. */
export const iamOperations: Readonly<Record<string, Operation>> = {
  ...accessKeys,
  ...accountSummary,
  ...attachments,
  ...authorizationDetails,
  ...boundaries,
  ...certificates,
  ...entitiesForPolicy,
  ...groups,
  ...inlinePolicies,
  ...instanceProfiles,
  ...loginProfiles,
  ...memberships,
  ...mfaDevices,
  ...policies,
  ...policyVersions,
  ...roles,
  ...serviceCredentials,
  ...simulate,
  ...sshKeys,
  ...users,
  ...virtualDevices,
};
