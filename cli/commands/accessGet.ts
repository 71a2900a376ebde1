import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { accountFlag, commonFlags, tenantFlag, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';
import { connect } from '../service/connect.ts';
import { accessStateText } from '../views/accessText.ts';

interface Flags extends CommonFlags {
  readonly tenant: string;
  readonly account: string;
}

/** `latchkey access get` */
export const accessGet = buildCommand<Flags, [], CliContext>({
  docs: docs({
    brief: 'Show the external ID of a tenant, and its stacks',
    examples: [
      ['latchkey access get --tenant acme --account 111122223333', 'With the commands that update the stacks'],
    ],
  }),
  parameters: {
    flags: { ...commonFlags, tenant: tenantFlag, account: accountFlag },
    aliases: { t: 'tenant', a: 'account' },
  },
  async func({ tenant, account, ...flags }) {
    const state = await connect(this, flags, 'either').getAccess(tenant, account, { signal: this.interrupted });
    printResult(this, flags, state, accessStateText);
  },
});
