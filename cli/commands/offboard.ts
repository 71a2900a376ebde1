import { buildCommand } from '@stricli/core';
import type { Onboarding } from '../../client/index.ts';
import type { CliContext, Output } from '../context.ts';
import { commonFlags, onboardingArgument, type CommonFlags } from '../flags/commonFlags.ts';
import { mustConfirm, yesFlag, type ConfirmFlags } from '../flags/confirmation.ts';
import { docs } from '../flags/docs.ts';
import { timeoutFlag } from '../flags/waitFlags.ts';
import { OnboardingStopped } from '../flow/onboardingStopped.ts';
import { orSayHowToContinue } from '../flow/orSayHowToContinue.ts';
import { follow, startWork } from '../flow/work.ts';
import { formatDetails } from '../output/details.ts';
import { printResult } from '../output/result.ts';
import { connect } from '../service/connect.ts';
import { receiptText } from '../views/onboardingText.ts';
import { removalsOf } from '../views/steps.ts';

interface Flags extends CommonFlags, ConfirmFlags {
  readonly acceptLeftovers?: boolean | undefined;
  readonly timeout: number;
}

/** `latchkey offboard` */
export const offboard = buildCommand<Flags, [id: string], CliContext>({
  docs: docs({
    brief: 'Remove everything that an onboarding created, and nothing else',
    description:
      'Deactivates the keys, removes everything that the onboarding created and nothing else, and shows the receipt. Asks before, on a terminal.',
    examples: [
      ['latchkey offboard ob_01M81JDDF2FRQ7JJ21KTJ7R34T', 'Asks, removes, and shows what was removed'],
      ['latchkey offboard ob_01M81JDDF2FRQ7JJ21KTJ7R34T --yes --json', 'For a program'],
    ],
  }),
  parameters: {
    flags: {
      yes: yesFlag,
      acceptLeftovers: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief: 'End it without a call to the account, even if resources are left there',
      },
      timeout: timeoutFlag('15m'),
      ...commonFlags,
    },
    aliases: { y: 'yes' },
    positional: { kind: 'tuple', parameters: [onboardingArgument] },
  },
  async func({ yes, acceptLeftovers, timeout, ...flags }, id) {
    const client = connect(this, flags, 'either');
    const found = await client.get(id, { signal: this.interrupted });
    await mustConfirm(this, { yes }, questionOf(found));
    const work = startWork(this, client, timeout);
    const continues = {
      next: `latchkey get ${id}`,
      interrupted: 'If the service has the request, it continues. To follow it',
    };
    const onboarding = await orSayHowToContinue(continues, async () => {
      const begun = await client.offboard(id, { async: true, acceptLeftovers, signal: this.interrupted });
      work.progress.say(`Offboards ${id} of ${found.tenantId} in account ${found.accountId}: ${found.blueprint}`);
      return isEnded(begun.onboarding) ? begun.onboarding : follow(work, id, isEnded, removalsOf);
    });
    work.progress.end();
    if (onboarding.status !== 'offboarded') throw new OnboardingStopped(onboarding);
    printResult(this, flags, onboarding, offboardedText);
  },
});

const isEnded = ({ status }: Onboarding) => status !== 'offboarding';

function questionOf({ id, tenantId, accountId, blueprint, status }: Onboarding): string {
  return `Offboard ${id} (${blueprint} for ${tenantId}, ${status})? Its keys stop working, and what it created in account ${accountId} is removed.`;
}

function offboardedText({ id, status, receipt }: Onboarding, output: Output): string {
  const summary = formatDetails([
    ['Onboarding', id],
    ['Status', status],
  ]);
  const resources = receiptText(receipt, output);
  return resources === '' ? `${summary}Nothing had been created.\n` : `${summary}\n${resources}`;
}
