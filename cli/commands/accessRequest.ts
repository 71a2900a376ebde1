import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { commonFlags, targetAliases, targetFlags, type CommonFlags, type TargetFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';
import { connect } from '../service/connect.ts';
import { requestedParameters } from '../service/requestedParameters.ts';
import { accessText } from '../views/accessText.ts';

interface Flags extends CommonFlags, TargetFlags {
  readonly launchRegion?: string | undefined;
}

/** `latchkey access request` */
export const accessRequest = buildCommand<Flags, [], CliContext>({
  docs: docs({
    brief: 'Get the external ID and the launch link for a tenant',
    description:
      'Returns the external ID, the role and the launch link for a tenant, before any onboarding. Creates nothing in the account.',
    examples: [['latchkey access --tenant acme --account 111122223333 --blueprint tutum', 'What the tenant launches']],
  }),
  parameters: {
    flags: {
      ...commonFlags,
      ...targetFlags,
      launchRegion: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'REGION',
        brief: 'Region in which the tenant launches the stack',
      },
    },
    aliases: targetAliases,
  },
  async func({ tenant, account, blueprint, parameter, launchRegion, ...flags }) {
    const client = connect(this, flags, 'caller');
    const request = {
      accountId: account,
      blueprint,
      ...(await requestedParameters(client, { blueprint, parameter }, this)),
      ...(launchRegion !== undefined && { launchRegion }),
    };
    const answer = await client.access(tenant, request, { signal: this.interrupted });
    printResult(this, flags, answer, (access) => accessText(access, account));
  },
});
