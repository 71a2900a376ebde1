import { operation, type Operation } from '../operation.ts';
import { rules } from '../rules.ts';
import { optionalText } from '../wire/input.ts';
import { page, readPage } from './page.ts';
import { onAll } from './targets.ts';

/**
 * ListInstanceProfiles. The sandbox has no instance profiles, but some blueprints allow users to list them, and this
 * lets a user test the permission.
 */
export const instanceProfiles: Readonly<Record<string, Operation>> = {
  ListInstanceProfiles: operation({
    read: (input) => ({ prefix: optionalText(input, 'PathPrefix', rules.pathPrefix) ?? '/', page: readPage(input) }),
    targets: ({ prefix }, request) => onAll(`arn:aws:iam::${request.accountId}:instance-profile${prefix}`),
    run: (args) => ({ InstanceProfiles: [], ...page([], String, args.page).rest }),
  }),
};
