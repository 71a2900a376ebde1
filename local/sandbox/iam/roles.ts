import { uniqueId } from '../ids.ts';
import { operation, type Operation, type Request } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import type { Role } from '../state.ts';
import { readTrustPolicy, trustPolicyOf } from '../trust.ts';
import { optionalInteger, optionalText, text } from '../wire/input.ts';
import type { QueryStructure } from '../wire/query.ts';
import type { OutputStructure } from '../wire/xml.ts';
import { parsePolicyArn } from './arns.ts';
import { demand, seen } from './find.ts';
import { demandBoundary } from './findPolicy.ts';
import { page, readPage } from './page.ts';
import { assertBelowQuota } from './quotas.ts';
import { detailsShape, roleShape, tagsShape } from './shapes.ts';
import { readTagKeys, readTags, withoutTags, withTags } from './tags.ts';
import { onAll, onIdentity, onIdentityByArn, onNew, requestTags } from './targets.ts';

/**
 * The limits and default of MaxSessionDuration, in seconds. Source: IAM API reference, CreateRole, MaxSessionDuration.
 */
const sessionSeconds = { min: 3600, max: 43_200, default: 3600 } as const;

function readRoleName(input: QueryStructure): string {
  return text(input, 'RoleName', rules.roleName);
}

function shape(request: Request, role: Role): OutputStructure {
  return roleShape(request.accountId, role, trustPolicyOf(role, request.now, request.accounts));
}

/** The operations for roles. */
export const roles: Readonly<Record<string, Operation>> = {
  CreateRole: operation({
    read: (input) => ({
      name: readRoleName(input),
      path: optionalText(input, 'Path', rules.path) ?? '/',
      trust: text(input, 'AssumeRolePolicyDocument', rules.policyDocument),
      description: optionalText(input, 'Description', rules.roleDescription),
      boundary: optionalText(input, 'PermissionsBoundary', rules.arn),
      maxSessionSeconds: optionalInteger(input, 'MaxSessionDuration', sessionSeconds) ?? sessionSeconds.default,
      tags: readTags(input),
    }),
    targets: (args, request) => onNew(request, 'role', args, args),
    run: (args, request) => {
      const { name, path, trust, description, boundary, maxSessionSeconds } = args;
      const trustedIds = readTrustPolicy(request, trust);
      if (request.account.roles.has(name.toLowerCase()))
        throw refuse('EntityAlreadyExists', `Role with name ${name} already exists.`);
      if (boundary !== undefined) {
        parsePolicyArn(boundary);
        demandBoundary(request, boundary);
      }
      assertBelowQuota('RolesPerAccount', request.account.roles.size);
      const role: Role = {
        name,
        path,
        id: uniqueId('AROA'),
        createdAt: request.now,
        visibleAt: request.visibleAt,
        description,
        trust,
        trustedIds,
        maxSessionSeconds,
        boundary,
        tags: withTags('Role', [], args.tags),
        inline: [],
        attached: [],
      };
      request.account.roles.set(name.toLowerCase(), role);
      return { Role: { ...shape(request, role), ...detailsShape(role) } };
    },
  }),

  GetRole: operation({
    read: readRoleName,
    targets: (name, request) => onIdentity(request, 'role', name),
    run: (name, request) => {
      const role = demand(request, 'role', name);
      return { Role: { ...shape(request, role), ...detailsShape(role) } };
    },
  }),

  ListRoles: operation({
    read: (input) => ({ prefix: optionalText(input, 'PathPrefix', rules.pathPrefix) ?? '/', page: readPage(input) }),
    targets: ({ prefix }, request) => onAll(`arn:aws:iam::${request.accountId}:role${prefix}`),
    run: (args, request) => {
      const found = seen(request, request.account.roles.values()).filter((role) => role.path.startsWith(args.prefix));
      const { shown, rest } = page(found, (role) => role.name.toLowerCase(), args.page);
      return { Roles: shown.map((role) => shape(request, role)), ...rest };
    },
  }),

  DeleteRole: operation({
    read: readRoleName,
    targets: (name, request) => onIdentity(request, 'role', name),
    run: (name, request) => {
      const role = demand(request, 'role', name);
      if (role.inline.length > 0) throw refuse('DeleteConflict', 'Cannot delete entity, must delete policies first.');
      if (role.attached.length > 0)
        throw refuse('DeleteConflict', 'Cannot delete entity, must detach all policies first.');
      request.account.roles.delete(name.toLowerCase());
      return {};
    },
  }),

  UpdateAssumeRolePolicy: operation({
    read: (input) => ({ name: readRoleName(input), trust: text(input, 'PolicyDocument', rules.policyDocument) }),
    targets: ({ name }, request) => onIdentity(request, 'role', name),
    run: ({ name, trust }, request) => {
      const role = demand(request, 'role', name);
      role.trustedIds = readTrustPolicy(request, trust);
      role.trust = trust;
      return {};
    },
  }),

  /**
   * Parameters that are omitted keep their values. The API reference says that MaxSessionDuration becomes one hour if
   * it is omitted, but a test on AWS showed otherwise (go-to-k/cdkd#1239).
   */
  UpdateRole: operation({
    read: (input) => ({
      name: readRoleName(input),
      description: optionalText(input, 'Description', rules.roleDescription),
      maxSessionSeconds: optionalInteger(input, 'MaxSessionDuration', sessionSeconds),
    }),
    targets: ({ name }, request) => onIdentity(request, 'role', name),
    run: ({ name, description, maxSessionSeconds }, request) => {
      const role = demand(request, 'role', name);
      if (description !== undefined) role.description = description;
      if (maxSessionSeconds !== undefined) role.maxSessionSeconds = maxSessionSeconds;
      return {};
    },
  }),

  UpdateRoleDescription: operation({
    read: (input) => ({ name: readRoleName(input), description: text(input, 'Description', rules.roleDescription) }),
    targets: ({ name }, request) => onIdentity(request, 'role', name),
    run: ({ name, description }, request) => {
      const role = demand(request, 'role', name);
      role.description = description;
      return { Role: { ...shape(request, role), ...detailsShape(role) } };
    },
  }),

  TagRole: operation({
    read: (input) => ({ name: readRoleName(input), tags: readTags(input) }),
    targets: ({ name, tags }, request) => onIdentityByArn(request, 'role', name, requestTags(tags)),
    run: ({ name, tags }, request) => {
      const role = demand(request, 'role', name);
      role.tags = withTags('Role', role.tags, tags);
      return {};
    },
  }),

  UntagRole: operation({
    read: (input) => ({ name: readRoleName(input), keys: readTagKeys(input) }),
    targets: ({ name, keys }, request) => onIdentityByArn(request, 'role', name, { 'aws:TagKeys': keys }),
    run: ({ name, keys }, request) => {
      const role = demand(request, 'role', name);
      role.tags = withoutTags('Role', role.tags, keys);
      return {};
    },
  }),

  ListRoleTags: operation({
    read: (input) => ({ name: readRoleName(input), page: readPage(input) }),
    targets: ({ name }, request) => onIdentityByArn(request, 'role', name),
    run: (args, request) => {
      const { shown, rest } = page(demand(request, 'role', args.name).tags, (tag) => tag.Key, args.page);
      return { Tags: tagsShape(shown), ...rest };
    },
  }),
};
