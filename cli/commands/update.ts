import { buildCommand } from '@stricli/core';
import type { Onboarding } from '../../client/index.ts';
import type { CliContext } from '../context.ts';
import { commonFlags, onboardingArgument, targetFlags, type CommonFlags } from '../flags/commonFlags.ts';
import { mustConfirm, yesFlag, type ConfirmFlags } from '../flags/confirmation.ts';
import { docs } from '../flags/docs.ts';
import { timeoutFlag } from '../flags/waitFlags.ts';
import { exitCodes, Failure } from '../failures.ts';
import { orSayHowToContinue } from '../flow/orSayHowToContinue.ts';
import { follow, startWork } from '../flow/work.ts';
import { notice } from '../output/notice.ts';
import { printResult } from '../output/result.ts';
import type { Snapshot } from '../progress/snapshot.ts';
import { connect } from '../service/connect.ts';
import { requestedParameters } from '../service/requestedParameters.ts';
import { summaryText } from '../views/onboardingText.ts';
import { stepsOf } from '../views/steps.ts';
import { updateText } from '../views/updateText.ts';

interface Flags extends CommonFlags, ConfirmFlags {
  readonly parameter?: readonly string[] | undefined;
  readonly preview?: boolean | undefined;
  readonly timeout: number;
}

/** `latchkey update` */
export const update = buildCommand<Flags, [id: string], CliContext>({
  docs: docs({
    brief: 'Bring an onboarding to the deployed blueprint, or to other parameters',
    description:
      'Shows what changes for the users and policies, asks, and changes it: new policies are attached before old ones are removed. The users and their keys stay.',
    examples: [
      ['latchkey update ob_01M81JDDF2FRQ7JJ21KTJ7R34T', 'To the deployed version of its blueprint'],
      ['latchkey update ob_01M81JDDF2FRQ7JJ21KTJ7R34T -p route53=true', 'With Route 53 in addition'],
      ['latchkey update ob_01M81JDDF2FRQ7JJ21KTJ7R34T --preview', 'Only shows what would change'],
    ],
  }),
  parameters: {
    flags: {
      parameter: targetFlags.parameter,
      preview: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief: 'Show what would change, and change nothing',
      },
      yes: yesFlag,
      timeout: timeoutFlag('15m'),
      ...commonFlags,
    },
    aliases: { y: 'yes', p: 'parameter' },
    positional: { kind: 'tuple', parameters: [onboardingArgument] },
  },
  async func({ parameter, preview, yes, timeout, ...flags }, id) {
    const client = connect(this, flags, preview === true ? 'either' : 'caller');
    const { blueprint, steps: before } = await client.get(id, { signal: this.interrupted });
    const { parameters } = await requestedParameters(client, { blueprint, parameter }, this);
    const request = parameters === undefined ? {} : { parameters };
    const found = await client.previewUpdate(id, request, { signal: this.interrupted });
    if (preview === true) {
      printResult(this, flags, found, updateText);
      return;
    }
    if (!found.isCurrent) notice(this, updateText(found, this.process.stderr));
    if (!found.isCurrent) await mustConfirm(this, { yes }, `Update ${id} (${blueprint})? Its keys stay as they are.`);
    const work = startWork(this, client, timeout);
    const next = `latchkey get ${id}`;
    const continues = { next, interrupted: 'If the service has the request, it continues. To follow it' };
    const onboarding = await orSayHowToContinue(continues, async () => {
      const begun = await client.update(id, request, { async: true, signal: this.interrupted });
      return isEnded(begun.onboarding) ? begun.onboarding : follow(work, id, isEnded, stepsSince(before));
    });
    work.progress.end();
    const problem = onboarding.lastUpdate?.problem;
    if (problem !== undefined && !found.isCurrent)
      throw new Failure(exitCodes.refused, `The update was undone: ${problem.detail}`);
    printResult(this, flags, onboarding, summaryText);
  },
});

const isEnded = ({ status }: Onboarding) => status !== 'updating';

/** Shows the steps of the update, without those that were done before it. */
const stepsSince =
  (before: Onboarding['steps']) =>
  (onboarding: Onboarding, now: number): Snapshot => {
    const { items, ...rest } = stepsOf(onboarding, now);
    return { ...rest, items: items.filter(({ name }) => !before.some((step) => step.name === name)) };
  };
