import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { commonFlags, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { scopeArgument } from '../flags/scopeArgument.ts';
import { notice } from '../output/notice.ts';
import { connect } from '../service/connect.ts';

type Flags = Omit<CommonFlags, 'json'>;

/** `latchkey allow` */
export const allow = buildCommand<Flags, [scope: string], CliContext>({
  docs: docs({
    brief: 'Allow again what latchkey stop has stopped',
    description: 'Allows again what latchkey stop has stopped. Needs an operator’s token.',
    examples: [['latchkey allow tenant:acme', 'After the incident']],
  }),
  parameters: {
    flags: { profile: commonFlags.profile },
    positional: { kind: 'tuple', parameters: [scopeArgument] },
  },
  async func(flags, scope) {
    await connect(this, flags, 'operator').allow(scope, { signal: this.interrupted });
    notice(this, `Allowed: ${scope}`);
  },
});
