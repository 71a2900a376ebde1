import type { Access, AccessState } from '../../client/index.ts';
import { formatDetails } from '../output/details.ts';
import { launchDetails } from './launchDetails.ts';

/** Returns what a tenant launches, and the role that this creates. */
export function accessText(access: Access, accountId: string): string {
  const { externalId, roleArn, launchRegion, templateUrl, terraform } = access;
  return formatDetails([
    ['External ID', externalId],
    ['Role', roleArn],
    ['Region', launchRegion],
    ['Template', templateUrl],
    ...launchDetails(access, accountId),
    ['Terraform', terraform.trimEnd()],
  ]);
}

/** Returns an access: its external ID, a change of it, and the stacks with the commands that update them. */
export function accessStateText({ externalId, change, stacks }: AccessState): string {
  const state = formatDetails([
    ['External ID', externalId],
    ['Changing since', change?.since],
    ['Not yet in', change?.waitingFor.join('\n')],
  ]);
  const each = stacks.map(({ blueprint, roleArn, launchUrl, updateCommand }) =>
    formatDetails([
      ['Blueprint', blueprint],
      ['Role', roleArn],
      ['Launch link', launchUrl],
      ['Update', updateCommand],
    ]),
  );
  return [state, ...each].join('\n');
}
