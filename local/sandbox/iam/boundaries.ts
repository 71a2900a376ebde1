import { operation, type Operation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import { text, type Rule } from '../wire/input.ts';
import { parsePolicyArn } from './arns.ts';
import { demand } from './find.ts';
import { demandBoundary } from './findPolicy.ts';
import { onIdentity } from './targets.ts';

function operationsFor(
  type: 'user' | 'role',
  word: 'User' | 'Role',
  nameRule: Rule,
): Readonly<Record<string, Operation>> {
  return {
    [`Put${word}PermissionsBoundary`]: operation({
      read: (input) => ({
        name: text(input, `${word}Name`, nameRule),
        boundary: text(input, 'PermissionsBoundary', rules.arn),
      }),
      targets: ({ name, boundary }, request) =>
        onIdentity(request, type, name, { 'iam:PermissionsBoundary': boundary }),
      run: ({ name, boundary }, request) => {
        const identity = demand(request, type, name);
        parsePolicyArn(boundary);
        demandBoundary(request, boundary);
        identity.boundary = boundary;
        return {};
      },
    }),

    [`Delete${word}PermissionsBoundary`]: operation({
      read: (input) => text(input, `${word}Name`, nameRule),
      targets: (name, request) => onIdentity(request, type, name),
      run: (name, request) => {
        const identity = demand(request, type, name);
        if (identity.boundary === undefined) {
          throw refuse('NoSuchEntity', `${word} ${name} does not have a permission boundary.`);
        }
        identity.boundary = undefined;
        return {};
      },
    }),
  };
}

/** The operations for permissions boundaries of users and roles. A group cannot have one. */
export const boundaries: Readonly<Record<string, Operation>> = {
  ...operationsFor('user', 'User', rules.userName),
  ...operationsFor('role', 'Role', rules.roleName),
};
