import { ExitCode, run, type Command, type RouteMap } from '@stricli/core';
import { applicationFor } from './application.ts';
import { proposalLines } from './completion/proposals.ts';
import { completionWord } from './completion/script.ts';
import type { CliContext } from './context.ts';
import { exitCodeOf } from './exitCode.ts';
import { exitCodes } from './failures.ts';
import { helpFormat } from './help.ts';
import { notice } from './output/notice.ts';
import { routes } from './routes.ts';

/** Runs one command line, and returns the exit code of the process. Never throws. */
export async function runCommandLine(words: readonly string[], context: CliContext): Promise<number> {
  const { stdout, stderr, env } = context.process;
  const application = applicationFor(context);
  // The library sets an exit code on this object. The process gets it translated.
  const process: CliContext['process'] = { stdout, stderr, env };
  const called = { ...context, process };
  if (words[0] === completionWord) {
    stdout.write(await proposalLines(application, words.slice(1), called));
    return exitCodes.done;
  }
  await run(application, asFlag(words), called);
  const code = Number(process.exitCode ?? 0);
  if (code === ExitCode.InvalidArgument || code === ExitCode.UnknownCommand)
    notice(context, `To see how: ${['latchkey', ...commandIn(words)].join(' ')} --help`);
  return exitCodeOf(code);
}

/** Returns `--help` for `help`, and `get --help` for `help get`, as one is used to from other command lines. */
const asFlag = (words: readonly string[]) => (words[0] === 'help' ? [...words.slice(1), '--help'] : words);

/** Returns the words that name a command, or a group of commands. */
function commandIn(words: readonly string[]): readonly string[] {
  const named: string[] = [];
  let target: Command<CliContext> | RouteMap<CliContext> = routes;
  for (const word of words) {
    const next: Command<CliContext> | RouteMap<CliContext> | undefined =
      'getAllEntries' in target
        ? target.getAllEntries().find(({ name }) => name[helpFormat.caseStyle] === word)?.target
        : undefined;
    if (next === undefined) break;
    named.push(word);
    target = next;
  }
  return named;
}
