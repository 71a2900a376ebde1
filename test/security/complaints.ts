import * as z from 'zod';
import { isAllowed } from '../support/engine.ts';
import type { Authorized } from './recordingSandbox.ts';

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const statementSchema = z.object({
  Sid: z.string(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  // A statement that denies has NotResource.
  Resource: z.optional(oneOrMore).transform((value) => value ?? []),
});

/** Reads that must be allowed for any name, because IAM authorizes an absent or foreign name without our path. */
const readsByName: Readonly<Record<string, readonly string[]>> = {
  user: [
    'GetUser',
    'GetLoginProfile',
    'ListAccessKeys',
    'ListAttachedUserPolicies',
    'ListGroupsForUser',
    'ListMFADevices',
    'ListSSHPublicKeys',
    'ListServiceSpecificCredentials',
    'ListSigningCertificates',
    'ListUserPolicies',
  ],
  group: ['GetGroup', 'ListAttachedGroupPolicies', 'ListGroupPolicies'],
};
/** Reads for which IAM defines no resource type (Service Authorization Reference, "Actions defined by IAM"). */
const readsWithoutResource = ['ListPolicies'];
const isRead = (action: string) => /^iam:(Get|List)/.test(action);

/** A statement of a policy. */
export type Statement = Readonly<Record<string, unknown>>;

/** A role as a template creates it, and all calls that it needed for onboardings from the create to the offboarding. */
export interface Evidence {
  readonly accountId: string;
  /** `/{namespace}/{blueprint}/{token}/` */
  readonly ownPath: string;
  readonly boundaryArn: string;
  readonly statements: readonly Statement[];
  readonly asked: readonly Authorized[];
}

/** Returns what is wrong with the role's policy: the necessary calls that it denies, and what it wrongly allows. */
export async function complaintsAbout(evidence: Evidence): Promise<readonly string[]> {
  const calls = distinct(evidence.asked);
  return [
    ...(await forbidden(evidence, calls)),
    ...(await unused(evidence, calls)),
    ...tooWide(evidence),
    ...(await reachesTooFar(evidence, calls)),
  ];
}

type Call = Pick<Authorized, 'role' | 'action' | 'resource'> & { readonly context: Authorized['context'] };

/** The condition keys that the role's policy uses. */
const keys = ['iam:PermissionsBoundary', 'iam:PolicyARN', 'aws:TagKeys'];

function distinct(asked: readonly Authorized[]): readonly Call[] {
  const calls = asked.map(({ role, action, resource, context }) => ({
    role,
    action,
    resource,
    context: Object.fromEntries(Object.entries(context).filter(([key]) => keys.includes(key))),
  }));
  return [...new Map(calls.map((call) => [JSON.stringify(call), call])).values()];
}

/** A cache of decisions by statements and call. Policies that differ in one statement share most of them. */
const decided = new Map<string, Promise<boolean>>();

function allows({ accountId }: Evidence, statements: readonly Statement[], { role, ...call }: Call): Promise<boolean> {
  // Statements for other actions do not matter, and the engine is slow with each statement.
  const concerned = statements.filter((statement) =>
    statementSchema.parse(statement).Action.some((action) => action === call.action || action.includes('*')),
  );
  const identity = [{ Version: '2012-10-17', Statement: concerned }];
  const key = JSON.stringify([identity, call]);
  const known = decided.get(key);
  if (known !== undefined) return known;
  const decision =
    concerned.length === 0 ? Promise.resolve(false) : isAllowed({ principal: role, ...call, accountId, identity });
  decided.set(key, decision);
  return decision;
}

const isBare = ({ resource }: Call) => /:(user|group|policy)\/[^/]+$/.test(resource);

/**
 * IAM authorizes a change of an absent resource without its path. The role's policy denies it, and Latchkey then reads
 * the account.
 */
async function forbidden(evidence: Evidence, calls: readonly Call[]): Promise<string[]> {
  const found: string[] = [];
  for (const call of calls.filter((each) => isRead(each.action) || !isBare(each))) {
    if (!(await allows(evidence, evidence.statements, call))) found.push(`needed but denied: ${call.action}`);
  }
  return [...new Set(found)];
}

async function unused(evidence: Evidence, calls: readonly Call[]): Promise<string[]> {
  const found: string[] = [];
  for (const statement of evidence.statements) {
    const { Sid, Effect, Action } = statementSchema.parse(statement);
    for (const action of Effect === 'Allow' ? Action : []) {
      const candidates = calls.filter((call) => call.action === action);
      if (!(await some(candidates, (call) => allows(evidence, [statement], call))))
        found.push(`allowed but never used: ${action} (${Sid})`);
    }
  }
  return found;
}

function tooWide({ accountId, ownPath, boundaryArn, statements }: Evidence): string[] {
  const boundaries = boundaryArn.replace(/-[0-9a-f]{8}(-[\w-]*)?$/, '-*');
  const ours = (type: string) => `arn:aws:iam::${accountId}:${type}${ownPath}*`;
  return statements.flatMap((statement) => {
    const { Sid, Effect, Action, Resource } = statementSchema.parse(statement);
    if (Effect === 'Deny') return [];
    return Action.flatMap((action) => {
      const name = action.replace('iam:', '');
      const narrow = Resource.every((resource) => {
        if (resource === '*') return readsWithoutResource.includes(name);
        if (/^arn:aws:iam::aws:policy\/[\w/-]+$/.test(resource)) return isRead(action);
        // The boundary's name ends with the parameters for which the stack was launched, so that this part is left
        // open.
        if (resource === boundaries) return ['GetPolicy', 'GetPolicyVersion'].includes(name);
        return ['user', 'group', 'policy'].some(
          (type) =>
            resource === ours(type) ||
            (resource === `arn:aws:iam::${accountId}:${type}/*` && readsByName[type]?.includes(name) === true),
        );
      });
      return narrow ? [] : [`wider than its path: ${action} on ${Resource.join(', ')} (${Sid})`];
    });
  });
}

/** Paths of another tenant, another blueprint and another vendor, and the path of what the account's owner makes. */
export const otherPaths = ['/latchkey/tutum/anothera/', '/latchkey/another/', '/another/tutum/', '/'];

/**
 * A user gets only the boundary of the stack. The users of before an update of the stack have an earlier one, and get
 * policies all the same: only the tenant can make a policy whose name begins like theirs.
 */
const otherBoundary = (action: string, boundaryArn: string) =>
  action === 'iam:CreateUser'
    ? `${boundaryArn}-of-somebody`
    : boundaryArn.replace(/policy\/.*/, 'policy/somebody-elses');

/** Each change with one difference: another path, no boundary, another boundary, or another policy. */
async function reachesTooFar(evidence: Evidence, calls: readonly Call[]): Promise<string[]> {
  const { ownPath, boundaryArn } = evidence;
  const changes = calls.filter((call) => !isRead(call.action) && call.resource.includes(ownPath));
  const found: string[] = [];
  for (const call of new Map(changes.map((each) => [each.action, each])).values()) {
    const { resource, context, action } = call;
    const { 'iam:PermissionsBoundary': boundary, ...unbounded } = context;
    const altered: readonly (readonly [string, Call])[] = [
      ...otherPaths.map(
        (path) => [`${action} at ${path}`, { ...call, resource: resource.replace(ownPath, path) }] as const,
      ),
      ...(['iam:CreateUser', 'iam:AttachUserPolicy'].includes(action) && boundary === boundaryArn
        ? [
            [`${action} without the boundary`, { ...call, context: unbounded }] as const,
            [
              `${action} with another boundary`,
              { ...call, context: { ...unbounded, 'iam:PermissionsBoundary': otherBoundary(action, boundaryArn) } },
            ] as const,
          ]
        : []),
      ...(/^iam:Attach/.test(action)
        ? [
            [
              `${action} of any policy`,
              { ...call, context: { ...context, 'iam:PolicyARN': 'arn:aws:iam::aws:policy/IAMFullAccess' } },
            ] as const,
          ]
        : []),
    ];
    for (const [what, question] of altered)
      if (await allows(evidence, evidence.statements, question)) found.push(`allowed: ${what}`);
  }
  return found;
}

async function some<T>(items: readonly T[], test: (item: T) => Promise<boolean>): Promise<boolean> {
  for (const item of items) if (await test(item)) return true;
  return false;
}
