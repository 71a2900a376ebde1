import { buildCommand } from '@stricli/core';
import type { CliContext, Questions } from '../context.ts';
import { WrongUsage } from '../failures.ts';
import { proposeOwnProfiles } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { notice } from '../output/notice.ts';
import { writeProfile } from '../profile/writeProfile.ts';
import { localDefaults } from '../../local/defaults.ts';

/** The address of `npm start`. */
const localUrl = `http://127.0.0.1:${localDefaults.port}`;

interface Flags {
  readonly profile: string;
  readonly url?: string | undefined;
  readonly operator?: boolean | undefined;
  readonly sigv4?: boolean | undefined;
  readonly region?: string | undefined;
  readonly tokenStdin?: boolean | undefined;
}

/** `latchkey configure` */
export const configure = buildCommand<Flags, [], CliContext>({
  docs: docs({
    brief: 'Store the address of a deployment, and a token for it',
    description:
      'Stores the address of a deployment and a token for it in a profile, in a file that only you can read. Asks for what is not given, on a terminal. The token is never an argument, because other users see these, and the shell stores them.',
    examples: [
      ['latchkey configure', 'Asks for the address and the token'],
      [
        'latchkey configure --profile prod --url https://abc123.execute-api.us-east-1.amazonaws.com --token-stdin < token',
        'From a file, without questions',
      ],
      ['latchkey configure --profile prod --sigv4', 'For a deployment whose callers sign'],
    ],
  }),
  parameters: {
    flags: {
      profile: {
        kind: 'parsed',
        parse: String,
        default: 'default',
        placeholder: 'NAME',
        brief: 'Name of the profile',
        proposeCompletions: proposeOwnProfiles,
      },
      url: { kind: 'parsed', parse: String, optional: true, placeholder: 'URL', brief: 'Address of the API' },
      operator: { kind: 'boolean', optional: true, withNegated: false, brief: 'The token is an operator’s' },
      tokenStdin: { kind: 'boolean', optional: true, withNegated: false, brief: 'Read the token from stdin' },
      sigv4: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief: 'Sign requests with the credentials of the AWS SDK, instead of a token',
      },
      region: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'REGION',
        brief: 'Region of the API, for --sigv4 with a domain of your own',
      },
    },
  },
  async func({ profile, sigv4, region, operator, tokenStdin, ...given }) {
    const { questions } = this;
    const url = given.url ?? (await asked(questions, '--url').text('Address of the API', localUrl));
    const token =
      sigv4 === true
        ? undefined
        : tokenStdin === true
          ? (await this.readStdin()).trim()
          : await asked(questions, '--token-stdin').secret(
              `Token of the ${operator === true ? 'operator' : 'back end'}`,
            );
    const settings = {
      url,
      ...(sigv4 === true && { auth: 'sigv4' as const }),
      ...(region !== undefined && { region }),
      ...(token !== undefined && (operator === true ? { operatorToken: token } : { token })),
    };
    const file = await writeProfile(profile, settings, { environment: this.process.env, home: this.home });
    notice(this, `Stored as the profile ${profile} in ${file}.`);
  },
});

function asked(questions: Questions | undefined, flag: string): Questions {
  if (questions === undefined) throw new WrongUsage(`Without a terminal, ${flag} is needed.`);
  return questions;
}
