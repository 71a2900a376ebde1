import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { commonFlags, onboardingArgument, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';
import { connect } from '../service/connect.ts';
import { onboardingText } from '../views/onboardingText.ts';

/** `latchkey get` */
export const get = buildCommand<CommonFlags, [id: string], CliContext>({
  docs: docs({
    brief: 'Show an onboarding: its status, its steps, and what it created',
    examples: [
      ['latchkey get ob_01M81JDDF2FRQ7JJ21KTJ7R34T', 'For a person'],
      ['latchkey get ob_01M81JDDF2FRQ7JJ21KTJ7R34T --json | jq -r .status', 'For a program'],
    ],
  }),
  parameters: { flags: commonFlags, positional: { kind: 'tuple', parameters: [onboardingArgument] } },
  async func(flags, id) {
    const onboarding = await connect(this, flags, 'either').get(id, { signal: this.interrupted });
    printResult(this, flags, onboarding, onboardingText);
  },
});
