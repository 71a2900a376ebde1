import { buildCommand, buildRouteMap } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { commonFlags, type CommonFlags } from '../flags/commonFlags.ts';
import { mustConfirm, yesFlag, type ConfirmFlags } from '../flags/confirmation.ts';
import { docs } from '../flags/docs.ts';
import { notice } from '../output/notice.ts';
import { connect } from '../service/connect.ts';

interface Flags extends Omit<CommonFlags, 'json'>, ConfirmFlags {
  readonly acceptLeftovers?: boolean | undefined;
}

const erase = buildCommand<Flags, [tenant: string], CliContext>({
  docs: docs({
    brief: 'Erase everything that is stored about a tenant',
    description:
      'Erases everything that is stored about a tenant, if all its onboardings have ended at least a day ago, and nothing of them is left or awaited. Deletes nothing in the tenant’s account.',
    examples: [['latchkey tenants erase acme', 'After the end of the contract']],
  }),
  parameters: {
    flags: {
      profile: commonFlags.profile,
      acceptLeftovers: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief: 'Erase even if resources are left in an account',
      },
      yes: yesFlag,
    },
    aliases: { y: 'yes' },
    positional: { kind: 'tuple', parameters: [{ parse: String, placeholder: 'TENANT', brief: 'ID of the tenant' }] },
  },
  async func({ acceptLeftovers, yes, ...flags }, tenant) {
    const client = connect(this, flags, 'caller');
    await mustConfirm(this, { yes }, `Erase everything that is stored about ${tenant}? This cannot be undone.`);
    await client.eraseTenant(tenant, { acceptLeftovers, signal: this.interrupted });
    notice(this, `Erased: ${tenant}`);
  },
});

/** `latchkey tenants` */
export const tenants = buildRouteMap({ routes: { erase }, docs: { brief: 'Erase a tenant' } });
