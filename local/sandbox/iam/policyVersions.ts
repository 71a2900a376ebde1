import { operation, type Operation, type Request } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import type { Policy, PolicyVersion } from '../state.ts';
import { flag, text } from '../wire/input.ts';
import type { QueryStructure } from '../wire/query.ts';
import type { OutputStructure } from '../wire/xml.ts';
import { demandPolicy } from './findPolicy.ts';
import { page, readPage } from './page.ts';
import { checkManagedDocument, readPolicyArn } from './policies.ts';
import { quotas } from './quotas.ts';
import { documentShape } from './shapes.ts';
import { onPolicy } from './targets.ts';

function versionShape(policy: Policy, version: PolicyVersion): OutputStructure {
  return {
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersionId,
    CreateDate: new Date(version.createdAt),
  };
}

function demandVersion(request: Request, arn: string, versionId: string): { policy: Policy; version: PolicyVersion } {
  const policy = demandPolicy(request, arn);
  const version = policy.versions.find(({ id }) => id === versionId);
  if (!version) throw refuse('NoSuchEntity', `Policy ${arn} version ${versionId} does not exist or is not attachable.`);
  return { policy, version };
}

function readVersion(input: QueryStructure): { arn: string; versionId: string } {
  return { arn: readPolicyArn(input), versionId: text(input, 'VersionId', rules.versionId) };
}

/** The operations for the versions of managed policies. */
export const policyVersions: Readonly<Record<string, Operation>> = {
  CreatePolicyVersion: operation({
    read: (input) => ({
      arn: readPolicyArn(input),
      document: text(input, 'PolicyDocument', rules.policyDocument),
      asDefault: flag(input, 'SetAsDefault', false),
    }),
    targets: ({ arn }, request) => onPolicy(request, arn),
    run: ({ arn, document, asDefault }, request) => {
      checkManagedDocument(document);
      const policy = demandPolicy(request, arn);
      if (policy.versions.length >= quotas.VersionsPerPolicy) {
        throw refuse(
          'LimitExceeded',
          `A managed policy can have up to ${String(quotas.VersionsPerPolicy)} versions. Before you create a new version, you must delete an existing version.`,
        );
      }
      // A version number is not reused after its version was deleted. Source: IAM User Guide, "Versioning IAM
      // policies".
      policy.lastVersion += 1;
      const version: PolicyVersion = { id: `v${String(policy.lastVersion)}`, document, createdAt: request.now };
      policy.versions.push(version);
      policy.updatedAt = request.now;
      if (asDefault) policy.defaultVersionId = version.id;
      return { PolicyVersion: versionShape(policy, version) };
    },
  }),

  GetPolicyVersion: operation({
    read: readVersion,
    targets: ({ arn }, request) => onPolicy(request, arn),
    run: ({ arn, versionId }, request) => {
      const { policy, version } = demandVersion(request, arn, versionId);
      return { PolicyVersion: { Document: documentShape(version.document), ...versionShape(policy, version) } };
    },
  }),

  ListPolicyVersions: operation({
    read: (input) => ({ arn: readPolicyArn(input), page: readPage(input) }),
    targets: ({ arn }, request) => onPolicy(request, arn),
    run: (args, request) => {
      const policy = demandPolicy(request, args.arn);
      const { shown, rest } = page(policy.versions, ({ id }) => id.slice(1).padStart(6, '0'), args.page);
      return { Versions: shown.map((version) => versionShape(policy, version)), ...rest };
    },
  }),

  SetDefaultPolicyVersion: operation({
    read: readVersion,
    targets: ({ arn }, request) => onPolicy(request, arn),
    run: ({ arn, versionId }, request) => {
      const { policy, version } = demandVersion(request, arn, versionId);
      policy.defaultVersionId = version.id;
      policy.updatedAt = request.now;
      return {};
    },
  }),

  DeletePolicyVersion: operation({
    read: readVersion,
    targets: ({ arn }, request) => onPolicy(request, arn),
    run: ({ arn, versionId }, request) => {
      const { policy, version } = demandVersion(request, arn, versionId);
      if (version.id === policy.defaultVersionId) {
        throw refuse('DeleteConflict', 'Cannot delete the default version of a policy.');
      }
      policy.versions = policy.versions.filter((kept) => kept !== version);
      return {};
    },
  }),
};
