import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { accountFlag, commonFlags, tenantFlag, type CommonFlags } from '../flags/commonFlags.ts';
import { mustConfirm, yesFlag, type ConfirmFlags } from '../flags/confirmation.ts';
import { docs } from '../flags/docs.ts';
import { notice } from '../output/notice.ts';
import { connect } from '../service/connect.ts';

interface Flags extends Omit<CommonFlags, 'json'>, ConfirmFlags {
  readonly tenant: string;
  readonly account: string;
}

/** `latchkey access retire` */
export const accessRetire = buildCommand<Flags, [], CliContext>({
  docs: docs({
    brief: 'Retire the external ID of a tenant permanently',
    examples: [['latchkey access retire --tenant acme --account 111122223333', 'When the last onboarding has ended']],
  }),
  parameters: {
    flags: { profile: commonFlags.profile, tenant: tenantFlag, account: accountFlag, yes: yesFlag },
    aliases: { t: 'tenant', a: 'account', y: 'yes' },
  },
  async func({ tenant, account, yes, ...flags }) {
    const client = connect(this, flags, 'caller');
    await mustConfirm(this, { yes }, `Retire the external ID of ${tenant} in ${account} permanently?`);
    await client.retireAccess(tenant, account, { signal: this.interrupted });
    notice(this, 'The external ID is retired.');
  },
});
