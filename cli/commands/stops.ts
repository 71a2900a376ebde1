import { buildCommand } from '@stricli/core';
import type { Stops } from '../../client/index.ts';
import type { CliContext, Output } from '../context.ts';
import { commonFlags, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';
import { formatTable } from '../output/table.ts';
import { connect } from '../service/connect.ts';

/** `latchkey stops` */
export const stops = buildCommand<CommonFlags, [], CliContext>({
  docs: docs({
    brief: 'Show what is stopped, and the audit trail of the deployment',
    examples: [['latchkey stops', 'What is stopped, by whom and why']],
  }),
  parameters: { flags: commonFlags },
  async func(flags) {
    const answer = await connect(this, flags, 'either').stops({ signal: this.interrupted });
    printResult(this, flags, answer, stopsText);
  },
});

function stopsText({ stops: stopped, actions }: Stops, output: Output): string {
  const now =
    stopped.length === 0
      ? 'Nothing is stopped.\n'
      : formatTable(
          ['STOPPED', 'REASON', 'SINCE', 'BY'],
          stopped.map(({ scope, reason, since, caller }) => [scope, reason, since, caller]),
          output,
        );
  if (actions.length === 0) return now;
  const trail = formatTable(
    ['TIME', 'ACTION', 'SCOPE', 'REASON', 'CALLER', 'REQUEST ID'],
    actions.map(({ time, action, scope, reason, caller, requestId }) => [
      time,
      action,
      scope,
      reason,
      caller,
      requestId,
    ]),
    output,
  );
  return `${now}\n${trail}`;
}
