import { uniqueId } from '../ids.ts';
import { operation, type Operation, type Request } from '../operation.ts';
import { checkIdentityPolicy, sizeOf } from '../policyDocument.ts';
import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import type { Policy } from '../state.ts';
import { flag, oneOf, optionalText, text } from '../wire/input.ts';
import type { QueryStructure } from '../wire/query.ts';
import type { OutputStructure } from '../wire/xml.ts';
import { arnOf, parsePolicyArn } from './arns.ts';
import { awsManagedPolicies } from './awsManaged.ts';
import { seen } from './find.ts';
import { demandPolicy } from './findPolicy.ts';
import { page, readPage } from './page.ts';
import { assertBelowQuota, quotas } from './quotas.ts';
import { policyShape, tagsShape, usageOf } from './shapes.ts';
import { readTagKeys, readTags, withoutTags, withTags } from './tags.ts';
import { onAll, onNew, onPolicy, requestTags } from './targets.ts';

/** Reads the PolicyArn parameter. Throws ValidationError or InvalidInput. */
export function readPolicyArn(input: QueryStructure): string {
  const arn = text(input, 'PolicyArn', rules.arn);
  parsePolicyArn(arn);
  return arn;
}

/**
 * Checks the document of a managed policy. Throws MalformedPolicyDocument, or LimitExceeded for more than 6,144
 * characters without white space.
 */
export function checkManagedDocument(document: string): void {
  checkIdentityPolicy(document);
  if (sizeOf(document) > quotas.PolicySize) {
    throw refuse('LimitExceeded', `Cannot exceed quota for PolicySize: ${String(quotas.PolicySize)}`);
  }
}

function fullShape(request: Request, arn: string, policy: Policy): OutputStructure {
  return {
    ...policyShape(arn, policy, usageOf(request.account)(arn)),
    Description: policy.description,
    Tags: policy.tags.length === 0 ? undefined : tagsShape(policy.tags),
  };
}

/** Returns all policies of a scope, with their ARNs. */
function inScope(request: Request, scope: 'All' | 'AWS' | 'Local'): readonly (readonly [string, Policy])[] {
  const local = seen(request, request.account.policies.values()).map(
    (policy) => [arnOf(request.accountId, 'policy', policy), policy] as const,
  );
  return [...(scope === 'AWS' ? [] : local), ...(scope === 'Local' ? [] : awsManagedPolicies)];
}

/** The operations for customer managed policies and for reading AWS managed policies. */
export const policies: Readonly<Record<string, Operation>> = {
  CreatePolicy: operation({
    read: (input) => ({
      name: text(input, 'PolicyName', rules.policyName),
      path: optionalText(input, 'Path', rules.policyPath) ?? '/',
      document: text(input, 'PolicyDocument', rules.policyDocument),
      description: optionalText(input, 'Description', rules.description),
      tags: readTags(input),
    }),
    targets: (args, request) => onNew(request, 'policy', args, args),
    run: ({ name, path, document, description, tags }, request) => {
      checkManagedDocument(document);
      if (request.account.policies.has(name.toLowerCase())) {
        throw refuse('EntityAlreadyExists', `A policy called ${name} already exists. Duplicate names are not allowed.`);
      }
      assertBelowQuota('PoliciesPerAccount', request.account.policies.size);
      const policy: Policy = {
        name,
        path,
        id: uniqueId('ANPA'),
        description,
        tags: withTags('Policy', [], tags),
        createdAt: request.now,
        updatedAt: request.now,
        visibleAt: request.visibleAt,
        defaultVersionId: 'v1',
        lastVersion: 1,
        versions: [{ id: 'v1', document, createdAt: request.now }],
      };
      request.account.policies.set(name.toLowerCase(), policy);
      return { Policy: fullShape(request, arnOf(request.accountId, 'policy', policy), policy) };
    },
  }),

  GetPolicy: operation({
    read: readPolicyArn,
    targets: (arn, request) => onPolicy(request, arn),
    run: (arn, request) => ({ Policy: fullShape(request, arn, demandPolicy(request, arn)) }),
  }),

  ListPolicies: operation({
    read: (input) => ({
      scope: oneOf(input, 'Scope', ['All', 'AWS', 'Local'], 'All'),
      usage: oneOf(input, 'PolicyUsageFilter', ['PermissionsPolicy', 'PermissionsBoundary', 'Any'], 'Any'),
      onlyAttached: flag(input, 'OnlyAttached', false),
      prefix: optionalText(input, 'PathPrefix', rules.pathPrefix) ?? '/',
      page: readPage(input),
    }),
    targets: ({ prefix }) => onAll(`policy path ${prefix}`),
    run: (args, request) => {
      const usage = usageOf(request.account);
      const found = inScope(request, args.scope).filter(([arn, policy]) => {
        const { attachments, boundaries } = usage(arn);
        if (!policy.path.startsWith(args.prefix)) return false;
        if (args.usage === 'PermissionsBoundary' && boundaries === 0) return false;
        if (args.usage === 'PermissionsPolicy' && attachments === 0) return false;
        return !args.onlyAttached || attachments + boundaries > 0;
      });
      const { shown, rest } = page(found, ([arn, policy]) => `${policy.name.toLowerCase()} ${arn}`, args.page);
      return { Policies: shown.map(([arn, policy]) => policyShape(arn, policy, usage(arn))), ...rest };
    },
  }),

  DeletePolicy: operation({
    read: readPolicyArn,
    targets: (arn, request) => onPolicy(request, arn),
    run: (arn, request) => {
      const policy = demandPolicy(request, arn);
      const { attachments, boundaries } = usageOf(request.account)(arn);
      if (attachments + boundaries > 0) throw refuse('DeleteConflict', 'Cannot delete a policy attached to entities.');
      if (policy.versions.length > 1) {
        throw refuse(
          'DeleteConflict',
          "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
        );
      }
      request.account.policies.delete(policy.name.toLowerCase());
      return {};
    },
  }),

  TagPolicy: operation({
    read: (input) => ({ arn: readPolicyArn(input), tags: readTags(input) }),
    targets: ({ arn, tags }, request) => onPolicy(request, arn, requestTags(tags)),
    run: ({ arn, tags }, request) => {
      const policy = demandPolicy(request, arn);
      policy.tags = withTags('Policy', policy.tags, tags);
      return {};
    },
  }),

  UntagPolicy: operation({
    read: (input) => ({ arn: readPolicyArn(input), keys: readTagKeys(input) }),
    targets: ({ arn, keys }, request) => onPolicy(request, arn, { 'aws:TagKeys': keys }),
    run: ({ arn, keys }, request) => {
      const policy = demandPolicy(request, arn);
      policy.tags = withoutTags('Policy', policy.tags, keys);
      return {};
    },
  }),

  ListPolicyTags: operation({
    read: (input) => ({ arn: readPolicyArn(input), page: readPage(input) }),
    targets: ({ arn }, request) => onPolicy(request, arn),
    run: (args, request) => {
      const { shown, rest } = page(demandPolicy(request, args.arn).tags, (tag) => tag.Key, args.page);
      return { Tags: tagsShape(shown), ...rest };
    },
  }),
};
