import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { commonFlags, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';
import { connect } from '../service/connect.ts';

/** `latchkey health` */
export const health = buildCommand<CommonFlags, [], CliContext>({
  docs: docs({
    brief: 'Check that the service answers',
    examples: [['latchkey health', 'Is the address right, and does the service run?']],
  }),
  parameters: { flags: commonFlags },
  async func(flags) {
    const answer = await connect(this, flags, 'either').health({ signal: this.interrupted });
    printResult(this, flags, answer, ({ status }) => `${status}\n`);
  },
});
