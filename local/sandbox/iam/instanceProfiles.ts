import { operation, type Operation } from '../operation.ts';
import { rules } from '../rules.ts';
import { optionalText } from '../wire/input.ts';
import { page, readPage } from './page.ts';
import { onAll } from './targets.ts';

/** There are no instance profiles here, but identities are given the right to list them, and that can be tried. */
export const instanceProfiles: Readonly<Record<string, Operation>> = {
  ListInstanceProfiles: operation({
    read: (input) => ({ prefix: optionalText(input, 'PathPrefix', rules.pathPrefix) ?? '/', page: readPage(input) }),
    targets: ({ prefix }, request) => onAll(`arn:aws:iam::${request.accountId}:instance-profile${prefix}`),
    run: (args) => ({ InstanceProfiles: [], ...page([], String, args.page).rest }),
  }),
};
