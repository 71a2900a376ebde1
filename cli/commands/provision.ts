import { buildCommand } from '@stricli/core';
import type { Onboarding } from '../../client/index.ts';
import type { CliContext, Output } from '../context.ts';
import { commonFlags, onboardingArgument, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { timeoutFlag, waitFlag, type WaitFlags } from '../flags/waitFlags.ts';
import { OnboardingStopped } from '../flow/onboardingStopped.ts';
import { orSayHowToContinue } from '../flow/orSayHowToContinue.ts';
import { launchText, reachReady } from '../flow/reachReady.ts';
import { startWork } from '../flow/work.ts';
import { notice } from '../output/notice.ts';
import { printResult } from '../output/result.ts';
import { connect } from '../service/connect.ts';
import { summaryText } from '../views/onboardingText.ts';

interface Flags extends CommonFlags, WaitFlags {}

/** `latchkey provision` */
export const provision = buildCommand<Flags, [id: string], CliContext>({
  docs: docs({
    brief: 'Continue an onboarding up to ready, or try it again after a failure',
    description:
      'Continues an onboarding after the tenant has launched its stack, or tries it again after a failure, and shows the steps. Issues no keys: latchkey claim does.',
    examples: [
      ['latchkey provision ob_01M81JDDF2FRQ7JJ21KTJ7R34T', 'The tenant has launched the stack'],
      ['latchkey provision ob_01M81JDDF2FRQ7JJ21KTJ7R34T --wait --timeout 2h', 'Waits for the launch'],
    ],
  }),
  parameters: {
    flags: { wait: waitFlag, timeout: timeoutFlag('15m'), ...commonFlags },
    positional: { kind: 'tuple', parameters: [onboardingArgument] },
  },
  async func({ wait, timeout, ...flags }, id) {
    const client = connect(this, flags, 'either');
    const work = startWork(this, client, timeout);
    const next = `latchkey provision ${id}${wait === true ? ' --wait' : ''}`;
    const onboarding = await orSayHowToContinue({ next, interrupted: 'Nothing is lost. To continue' }, async () => {
      const begun = await client.provision(id, { async: true, signal: this.interrupted });
      return reachReady(work, begun.onboarding, wait === true);
    });
    if (onboarding.status === 'awaiting_access') notice(this, launchText(onboarding));
    if (!isProvisioned(onboarding)) throw new OnboardingStopped(onboarding);
    printResult(this, flags, onboarding, provisionedText);
  },
});

const isProvisioned = ({ status }: Onboarding) => status === 'ready' || status === 'claimed';

const provisionedText = (onboarding: Onboarding, output: Output) =>
  onboarding.status === 'ready'
    ? `${summaryText(onboarding, output)}\nTo issue the keys: latchkey claim ${onboarding.id}\n`
    : summaryText(onboarding, output);
