import { buildApplication, text_en, version as versionFlag, type Application } from '@stricli/core';
import type { CliContext } from './context.ts';
import { errorText } from './errors/errorText.ts';
import { exitCodeFor } from './errors/exitCodeFor.ts';
import { usageText } from './errors/usageText.ts';
import { help } from './help.ts';
import { routes } from './routes.ts';
import { version } from './version.ts';

/** Returns the command line. It writes errors for the stderr of the context. */
export function applicationFor(context: Pick<CliContext, 'process'>): Application<CliContext> {
  return buildApplication<CliContext>(
    routes,
    {
      name: 'latchkey',
      determineExitCode: exitCodeFor,
      scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true, distanceOptions },
      // The messages below have colours of their own.
      documentation: { disableAnsiColor: true },
      localization: {
        text: {
          ...text_en,
          noCommandRegisteredForInput: ({ input, corrections }) => unknownCommand(input, corrections),
          exceptionWhileParsingArguments: usageText,
          exceptionWhileRunningCommand: (error) => errorText(error, context),
          commandErrorResult: (error) => errorText(error, context),
        },
      },
    },
    {
      help,
      version: versionFlag({ brief: 'Print the version', info: { currentVersion: version } }),
    },
  );
}

/** As the library's own, but a word that differs in more than about four characters is not proposed. */
const distanceOptions = { threshold: 4, weights: { insertion: 1, deletion: 3, substitution: 2, transposition: 0 } };

function unknownCommand(input: string, corrections: readonly string[]): string {
  if (input.startsWith('-')) return `Flags stand after the command: latchkey COMMAND ${input} …`;
  const meant = corrections.length === 0 ? '' : ` Did you mean ${corrections.join(' or ')}?`;
  return `There is no command ${JSON.stringify(input)}.${meant}`;
}
