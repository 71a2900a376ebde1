import { buildCommand } from '@stricli/core';
import type { StatusCounts } from '../../client/index.ts';
import type { CliContext, Output } from '../context.ts';
import { commonFlags, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';
import { formatTable } from '../output/table.ts';
import { connect } from '../service/connect.ts';

/** `latchkey counts` */
export const counts = buildCommand<CommonFlags, [], CliContext>({
  docs: docs({
    brief: 'Count the onboardings in each status',
    examples: [['latchkey counts', 'How many onboardings are in each status']],
  }),
  parameters: { flags: commonFlags },
  async func(flags) {
    const answer = await connect(this, flags, 'either').statusCounts({ signal: this.interrupted });
    printResult(this, flags, answer, countsText);
  },
});

function countsText({ statuses }: StatusCounts, output: Output): string {
  const rows = statuses.map(({ status, count, atLeast }) => [status, atLeast ? `at least ${count}` : String(count)]);
  return formatTable(['STATUS', 'ONBOARDINGS'], rows, output);
}
