import { operation, type Operation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import { optionalText, text } from '../wire/input.ts';
import type { QueryStructure } from '../wire/query.ts';
import { demand, seen } from './find.ts';
import { findPolicy } from './findPolicy.ts';
import { identityKinds, type IdentityKind } from './identityKinds.ts';
import { page, readPage } from './page.ts';
import { readPolicyArn } from './policies.ts';
import { assertBelowQuota } from './quotas.ts';
import { onIdentity } from './targets.ts';

function operationsFor({ type, word, nameRule, attachQuota }: IdentityKind): Readonly<Record<string, Operation>> {
  const read = (input: QueryStructure): { name: string; arn: string } => ({
    name: text(input, `${word}Name`, nameRule),
    arn: readPolicyArn(input),
  });
  return {
    [`Attach${word}Policy`]: operation({
      read,
      targets: ({ name, arn }, request) => onIdentity(request, type, name, { 'iam:PolicyARN': arn }),
      run: ({ name, arn }, request) => {
        const identity = demand(request, type, name);
        const policy = findPolicy(request, arn);
        if (!policy) throw refuse('NoSuchEntity', `Policy ${arn} does not exist or is not attachable.`);
        // Source: IAM API reference, AttachUserPolicy, "PolicyNotAttachable".
        if (policy.path.startsWith('/aws-service-role/')) {
          throw refuse('PolicyNotAttachable', `Cannot attach a Service Role Policy to a Customer ${word}.`);
        }
        if (identity.attached.some((attachment) => attachment.arn === arn)) return {};
        assertBelowQuota(attachQuota, identity.attached.length);
        identity.attached.push({ arn, visibleAt: request.visibleAt });
        return {};
      },
    }),

    [`Detach${word}Policy`]: operation({
      read,
      targets: ({ name, arn }, request) => onIdentity(request, type, name, { 'iam:PolicyARN': arn }),
      run: ({ name, arn }, request) => {
        const identity = demand(request, type, name);
        const attached = seen(request, identity.attached).some((attachment) => attachment.arn === arn);
        if (!attached) throw refuse('NoSuchEntity', `Policy ${arn} was not found.`);
        identity.attached = identity.attached.filter((attachment) => attachment.arn !== arn);
        return {};
      },
    }),

    [`ListAttached${word}Policies`]: operation({
      read: (input) => ({
        name: text(input, `${word}Name`, nameRule),
        prefix: optionalText(input, 'PathPrefix', rules.pathPrefix) ?? '/',
        page: readPage(input),
      }),
      targets: ({ name }, request) => onIdentity(request, type, name),
      run: (args, request) => {
        const found = seen(request, demand(request, type, args.name).attached).flatMap(({ arn }) => {
          const policy = findPolicy(request, arn);
          return policy?.path.startsWith(args.prefix) === true ? [{ PolicyName: policy.name, PolicyArn: arn }] : [];
        });
        const { shown, rest } = page(
          found,
          (policy) => `${policy.PolicyName.toLowerCase()} ${policy.PolicyArn}`,
          args.page,
        );
        return { AttachedPolicies: shown, ...rest };
      },
    }),
  };
}

/** The operations Attach…, Detach… and ListAttached… of managed policies for users, groups and roles. */
export const attachments: Readonly<Record<string, Operation>> = Object.fromEntries(
  identityKinds.flatMap((kind) => Object.entries(operationsFor(kind))),
);
