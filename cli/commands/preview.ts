import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { commonFlags, targetAliases, targetFlags, type CommonFlags, type TargetFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';
import { connect } from '../service/connect.ts';
import { requestedParameters } from '../service/requestedParameters.ts';
import { previewText } from '../views/previewText.ts';

const partitions = ['aws', 'aws-us-gov', 'aws-cn'] as const;

interface Flags extends CommonFlags, Omit<TargetFlags, 'tenant'> {
  readonly tenant?: string | undefined;
  readonly partition?: (typeof partitions)[number] | undefined;
}

/** `latchkey preview` */
export const preview = buildCommand<Flags, [], CliContext>({
  docs: docs({
    brief: 'Show what an onboarding would create, before anything is created',
    examples: [
      ['latchkey preview --account 111122223333 --blueprint tutum', 'Users, policies, permissions in words, and risks'],
      [
        'latchkey preview -a 111122223333 -b koding -p route53=true --json | jq .policies',
        'The policy documents, for a review',
      ],
    ],
  }),
  parameters: {
    flags: {
      ...commonFlags,
      ...targetFlags,
      tenant: { ...targetFlags.tenant, optional: true },
      partition: { kind: 'enum', values: partitions, optional: true, brief: 'Partition of the account' },
    },
    aliases: targetAliases,
  },
  async func({ tenant, account, blueprint, partition, parameter, ...flags }) {
    const client = connect(this, flags, 'either');
    const request = {
      accountId: account,
      ...(tenant !== undefined && { tenantId: tenant }),
      ...(partition !== undefined && { partition }),
      ...(await requestedParameters(client, { blueprint, parameter }, this)),
    };
    const answer = await client.preview(blueprint, request, { signal: this.interrupted });
    printResult(this, flags, answer, previewText);
  },
});
