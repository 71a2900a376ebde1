import { buildCommand } from '@stricli/core';
import type { Stop } from '../../client/index.ts';
import type { CliContext } from '../context.ts';
import { commonFlags, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { scopeArgument } from '../flags/scopeArgument.ts';
import { formatDetails } from '../output/details.ts';
import { printResult } from '../output/result.ts';
import { connect } from '../service/connect.ts';

interface Flags extends CommonFlags {
  readonly reason: string;
}

/** `latchkey stop` */
export const stop = buildCommand<Flags, [scope: string], CliContext>({
  docs: docs({
    brief: 'Stop creates, claims, rotations and links of a tenant, of a blueprint, or all',
    description:
      'Stops creates, claims, rotations and links of a tenant, of a blueprint, or all. What has begun continues. Needs an operator’s token; latchkey allow ends the stop.',
    examples: [
      ['latchkey stop tenant:acme --reason "incident 4711"', 'One tenant'],
      ['latchkey stop blueprint:tutum --reason "incident 4711"', 'One blueprint, for every tenant'],
      ['latchkey stop all --reason "incident 4711"', 'Everything'],
    ],
  }),
  parameters: {
    flags: {
      ...commonFlags,
      reason: {
        kind: 'parsed',
        parse: String,
        placeholder: 'TEXT',
        brief: 'Why: every caller that is refused reads it',
      },
    },
    aliases: { r: 'reason' },
    positional: { kind: 'tuple', parameters: [scopeArgument] },
  },
  async func({ reason, ...flags }, scope) {
    const answer = await connect(this, flags, 'operator').stop(scope, { reason }, { signal: this.interrupted });
    printResult(this, flags, answer, stopText);
  },
});

const stopText = ({ scope, reason, since, caller }: Stop) =>
  formatDetails([
    ['Stopped', scope],
    ['Reason', reason],
    ['Since', since],
    ['By', caller],
    ['To allow it', `latchkey allow ${scope}`],
  ]);
