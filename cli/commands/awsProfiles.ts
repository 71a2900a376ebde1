import { buildCommand } from '@stricli/core';
import type { Profiles } from '../../client/index.ts';
import type { CliContext } from '../context.ts';
import { commonFlags, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';
import { connect } from '../service/connect.ts';

interface Flags extends CommonFlags {
  readonly region?: string | undefined;
}

interface Named {
  readonly onboarding: string;
  readonly profile?: string;
}

/** `latchkey aws-profiles` */
export const awsProfiles = buildCommand<Flags, Named[], CliContext>({
  docs: docs({
    brief: 'Print sections of ~/.aws/config for claimed onboardings',
    description:
      'Prints sections of ~/.aws/credentials and ~/.aws/config for several claimed onboardings, with a placeholder for each secret. latchkey claim --write-profile writes the section of one with its secret.',
    examples: [
      [
        'latchkey aws-profiles ob_01M81JDDF2FRQ7JJ21KTJ7R34T=acme-dev ob_01M81JDDF2FRQ7JJ21KTJ7R35V=acme-prod',
        'Two onboardings, with the names of their profiles',
      ],
    ],
  }),
  parameters: {
    flags: {
      ...commonFlags,
      region: { kind: 'parsed', parse: String, optional: true, placeholder: 'REGION', brief: 'Region of the profiles' },
    },
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: { parse: readNamed, placeholder: 'ONBOARDING[=PROFILE]', brief: 'A claimed onboarding' },
    },
  },
  async func({ region, ...flags }, ...named) {
    const request = { profiles: named.map((each) => ({ ...each, ...(region !== undefined && { region }) })) };
    const answer = await connect(this, flags, 'either').profiles(request, { signal: this.interrupted });
    printResult(this, flags, answer, profilesText);
  },
});

function readNamed(given: string): Named {
  const [onboarding = '', profile] = given.split('=', 2);
  if (!/^ob_\w+$/.test(onboarding)) throw new Error(`must begin with ob_, not ${JSON.stringify(given)}`);
  return { onboarding, ...(profile !== undefined && { profile }) };
}

const profilesText = ({ credentialsFile, configFile }: Profiles) =>
  `# ~/.aws/credentials\n\n${credentialsFile.trimEnd()}\n\n# ~/.aws/config\n\n${configFile.trimEnd()}\n`;
