import { buildCommand } from '@stricli/core';
import type { StepTimeList } from '../../client/index.ts';
import type { CliContext, Output } from '../context.ts';
import { commonFlags, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { upTo1000 } from '../flags/upTo1000.ts';
import { notice } from '../output/notice.ts';
import { printResult } from '../output/result.ts';
import { formatTable } from '../output/table.ts';
import { connect } from '../service/connect.ts';

interface Flags extends CommonFlags {
  readonly newest?: number | undefined;
}

/** `latchkey step-times` */
export const stepTimes = buildCommand<Flags, [], CliContext>({
  docs: docs({
    brief: 'Show how long the steps of the newest onboardings took',
    examples: [
      ['latchkey step-times', 'From the newest 200 onboardings'],
      ['latchkey step-times --newest 1000', 'From more of them'],
    ],
  }),
  parameters: {
    flags: {
      ...commonFlags,
      newest: {
        kind: 'parsed',
        parse: upTo1000,
        optional: true,
        placeholder: 'NUMBER',
        brief: 'From how many onboardings, up to 1000 (default: 200)',
      },
    },
    aliases: { n: 'newest' },
  },
  async func({ newest, ...flags }) {
    const query = newest === undefined ? {} : { newest };
    const answer = await connect(this, flags, 'either').stepTimes(query, { signal: this.interrupted });
    printResult(this, flags, answer, stepTimesText);
    if (flags.json !== true) notice(this, `From ${answer.onboardings} onboardings; times in milliseconds.`);
  },
});

function stepTimesText({ times }: StepTimeList, output: Output): string {
  const rows = times.map(({ blueprint, step, count, failed, p50Ms, p90Ms, p99Ms, maxMs }) => [
    blueprint,
    step,
    ...[count, failed, p50Ms, p90Ms, p99Ms, maxMs].map(String),
  ]);
  return formatTable(['BLUEPRINT', 'STEP', 'DONE', 'FAILED', 'MEDIAN', '90 %', '99 %', 'LONGEST'], rows, output);
}
