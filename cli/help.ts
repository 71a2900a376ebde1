import { help as commandHelp, type StricliIntegration } from '@stricli/core';
import type { CliContext } from './context.ts';

/** The part of the help before the list of commands. */
const introduction = `Onboards the AWS accounts of tenants, through a deployment of Latchkey.

USAGE
  latchkey COMMAND [FLAGS]

COMMANDS
`;

const more = `
FLAGS
  -h --help     Print this help; after a command, its flags and examples
  -v --version  Print the version

EXAMPLES
  # The keys of a new onboarding, into ~/.aws/credentials
  latchkey create --tenant acme --account 111122223333 --blueprint tutum --write-profile acme

SETTINGS
  The profile of --profile or LATCHKEY_PROFILE, else LATCHKEY_URL with LATCHKEY_TOKEN or LATCHKEY_OPERATOR_TOKEN,
  else the profile default, else what npm start runs on this machine. latchkey configure stores a profile.

EXIT CODES
  0    done
  1    refused, or failed
  2    wrong usage or settings: nothing was sent
  3    the time was used up, or there are no keys yet; what was begun continues
  4    health: something is not as planned
  5    health: not known whether everything is as planned
  130  Ctrl-C
`;

/** How names are written in the help. */
export const helpFormat = {
  useAliasInUsageLine: false,
  onlyRequiredInUsageLine: true,
  caseStyle: 'convert-camel-to-kebab',
} as const;

const ofCommand = commandHelp<CliContext>({
  brief: 'Print this help',
  complete: true,
  defaultForRouteMap: true,
  formatting: helpFormat,
});

/** `--help`: the library's own for a command, and a list of the commands for `latchkey` alone. */
export const help: StricliIntegration<CliContext> = {
  ...ofCommand,
  ...(ofCommand.flag !== undefined && {
    flag: {
      ...ofCommand.flag,
      run(app, args) {
        if (args.result.target !== app.root || !('getAllEntries' in app.root))
          return ofCommand.flag?.run.call(this, app, args);
        const entries = app.root
          .getAllEntries()
          .map(({ name, target }) => [name['convert-camel-to-kebab'], target.brief] as const);
        const width = Math.max(...entries.map(([name]) => name.length));
        const commands = entries.map(([name, brief]) => `  ${name.padEnd(width)}  ${brief}\n`);
        this.process.stdout.write(`${introduction}${commands.join('')}${more}`);
      },
    },
  }),
};
