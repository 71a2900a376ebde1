import { operation, type Operation } from '../operation.ts';
import { checkIdentityPolicy, sizeOf } from '../policyDocument.ts';
import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import { text } from '../wire/input.ts';
import type { QueryStructure } from '../wire/query.ts';
import { demand, seen } from './find.ts';
import { identityKinds, type IdentityKind } from './identityKinds.ts';
import { page, readPage } from './page.ts';
import { documentShape } from './shapes.ts';
import { onIdentity } from './targets.ts';

function operationsFor({ type, word, nameRule, maxInlineSize }: IdentityKind): Readonly<Record<string, Operation>> {
  const read = (input: QueryStructure): { name: string; policyName: string } => ({
    name: text(input, `${word}Name`, nameRule),
    policyName: text(input, 'PolicyName', rules.policyName),
  });
  const absent = (policyName: string): Error =>
    refuse('NoSuchEntity', `The ${type} policy with name ${policyName} cannot be found.`);
  return {
    [`Put${word}Policy`]: operation({
      read: (input) => ({ ...read(input), document: text(input, 'PolicyDocument', rules.policyDocument) }),
      targets: ({ name }, request) => onIdentity(request, type, name),
      run: ({ name, policyName, document }, request) => {
        const identity = demand(request, type, name);
        checkIdentityPolicy(document);
        const others = identity.inline.filter((policy) => policy.name !== policyName);
        const size = others.reduce((sum, policy) => sum + sizeOf(policy.document), sizeOf(document));
        if (size > maxInlineSize) {
          throw refuse(
            'LimitExceeded',
            `Maximum policy size of ${String(maxInlineSize)} bytes exceeded for ${type} ${name}`,
          );
        }
        identity.inline = [...others, { name: policyName, document, visibleAt: request.visibleAt }];
        return {};
      },
    }),

    [`Get${word}Policy`]: operation({
      read,
      targets: ({ name }, request) => onIdentity(request, type, name),
      run: ({ name, policyName }, request) => {
        const found = seen(request, demand(request, type, name).inline).find((policy) => policy.name === policyName);
        if (!found) throw absent(policyName);
        return { [`${word}Name`]: name, PolicyName: policyName, PolicyDocument: documentShape(found.document) };
      },
    }),

    [`List${word}Policies`]: operation({
      read: (input) => ({ name: text(input, `${word}Name`, nameRule), page: readPage(input) }),
      targets: ({ name }, request) => onIdentity(request, type, name),
      run: (args, request) => {
        const names = seen(request, demand(request, type, args.name).inline).map((policy) => policy.name);
        const { shown, rest } = page(names, (name) => name, args.page);
        return { PolicyNames: shown, ...rest };
      },
    }),

    [`Delete${word}Policy`]: operation({
      read,
      targets: ({ name }, request) => onIdentity(request, type, name),
      run: ({ name, policyName }, request) => {
        const identity = demand(request, type, name);
        if (!seen(request, identity.inline).some((policy) => policy.name === policyName)) throw absent(policyName);
        identity.inline = identity.inline.filter((policy) => policy.name !== policyName);
        return {};
      },
    }),
  };
}

/** The operations Put…, Get…, List… and Delete… of inline policies for users, groups and roles. */
export const inlinePolicies: Readonly<Record<string, Operation>> = Object.fromEntries(
  identityKinds.flatMap((kind) => Object.entries(operationsFor(kind))),
);
