import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { accountFlag, commonFlags, tenantFlag, type CommonFlags } from '../flags/commonFlags.ts';
import { mustConfirm, yesFlag, type ConfirmFlags } from '../flags/confirmation.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';
import { connect } from '../service/connect.ts';
import { accessStateText } from '../views/accessText.ts';

interface Flags extends CommonFlags, ConfirmFlags {
  readonly tenant: string;
  readonly account: string;
  readonly replaces: string;
}

/** `latchkey access change-external-id` */
export const accessChange = buildCommand<Flags, [], CliContext>({
  docs: docs({
    brief: 'Replace the external ID of a tenant',
    description:
      'Replaces the external ID of a tenant. Both are tried until the new one has worked for each role that is in use. The tenant has to update the stacks that are shown.',
    examples: [
      [
        'latchkey access change-external-id --tenant acme --account 111122223333 --replaces EXTERNAL-ID',
        'The external ID that latchkey access get shows',
      ],
    ],
  }),
  parameters: {
    flags: {
      ...commonFlags,
      tenant: tenantFlag,
      account: accountFlag,
      replaces: { kind: 'parsed', parse: String, placeholder: 'EXTERNAL-ID', brief: 'The external ID to replace' },
      yes: yesFlag,
    },
    aliases: { t: 'tenant', a: 'account', y: 'yes' },
  },
  async func({ tenant, account, replaces, yes, ...flags }) {
    const client = connect(this, flags, 'caller');
    await mustConfirm(
      this,
      { yes },
      `Replace the external ID of ${tenant} in ${account}? The tenant has to update its stacks.`,
    );
    const state = await client.changeExternalId(tenant, account, { replaces }, { signal: this.interrupted });
    printResult(this, flags, state, accessStateText);
  },
});
