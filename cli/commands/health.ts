import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { exitCodes, Failure, WrongUsage } from '../failures.ts';
import { commonFlags, onboardingArgument, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';
import { connect } from '../service/connect.ts';
import { verdictOf } from '../views/healthVerdict.ts';
import { healthText } from '../views/healthText.ts';

interface Flags extends CommonFlags {
  readonly cached?: boolean | undefined;
  readonly probeTrust?: boolean | undefined;
}

/** `latchkey health` */
export const health = buildCommand<Flags, [id?: string], CliContext>({
  docs: docs({
    brief: 'Compare the account of an onboarding with the plan, or check that the service answers',
    description:
      'With an onboarding, compares what is in the account with what was planned, and shows the age and the last use of its keys. Changes nothing. The exit code is 0 if everything is as planned, 4 if something is not, and 5 if that is not known. Without an onboarding, checks that the service answers.',
    examples: [
      ['latchkey health', 'Is the address right, and does the service run?'],
      ['latchkey health ob_01M81JDDF2FRQ7JJ21KTJ7R34T', 'Looks at the account now'],
      ['latchkey health ob_01M81JDDF2FRQ7JJ21KTJ7R34T --cached --json', 'The result of the last look, for a program'],
    ],
  }),
  parameters: {
    flags: {
      cached: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief: 'Show the result of the last look, without a call to the account',
      },
      probeTrust: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief: 'Also try the role without the external ID: AWS must refuse it. CloudTrail shows it',
      },
      ...commonFlags,
    },
    positional: { kind: 'tuple', parameters: [{ ...onboardingArgument, optional: true }] },
  },
  async func({ cached, probeTrust, ...flags }, id) {
    if (cached === true && probeTrust === true)
      throw new WrongUsage('Use --cached or --probe-trust: the last look cannot try the role again.');
    if (id === undefined && (cached ?? probeTrust) === true)
      throw new WrongUsage('--cached and --probe-trust are for an onboarding. Name it.');
    const client = connect(this, flags, 'either');
    const options = { signal: this.interrupted };
    if (id === undefined) {
      printResult(this, flags, await client.health(options), ({ status }) => `${status}\n`);
      return;
    }
    const query = { ...(cached && { live: 'false' as const }), ...(probeTrust && { trust: 'probe' as const }) };
    const answer = await client.onboardingHealth(id, query, options);
    printResult(this, flags, answer, healthText);
    const { exitCode, says } = verdictOf(answer);
    if (exitCode !== exitCodes.done) throw new Failure(exitCode, says);
  },
});
