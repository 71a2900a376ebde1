import { buildCommand } from '@stricli/core';
import type { AuditTrail } from '../../client/index.ts';
import type { CliContext, Output } from '../context.ts';
import { commonFlags, onboardingArgument, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';
import { formatTable } from '../output/table.ts';
import { connect } from '../service/connect.ts';

/** `latchkey events` */
export const events = buildCommand<CommonFlags, [id: string], CliContext>({
  docs: docs({
    brief: 'Show the audit trail of an onboarding, oldest entry first',
    examples: [['latchkey events ob_01M81JDDF2FRQ7JJ21KTJ7R34T', 'Who asked for what, and what came of it']],
  }),
  parameters: { flags: commonFlags, positional: { kind: 'tuple', parameters: [onboardingArgument] } },
  async func(flags, id) {
    const trail = await connect(this, flags, 'either').events(id, { signal: this.interrupted });
    printResult(this, flags, trail, trailText);
  },
});

function trailText({ events: entries }: AuditTrail, output: Output): string {
  const rows = entries.map(({ time, caller, action, outcome, problem, requestId }) => [
    time,
    action,
    outcome,
    problem?.slice(problem.lastIndexOf(':') + 1),
    caller,
    requestId,
  ]);
  return formatTable(['TIME', 'ACTION', 'OUTCOME', 'PROBLEM', 'CALLER', 'REQUEST ID'], rows, output);
}
