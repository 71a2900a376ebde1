import { ExitCode, run, type Command, type RouteMap } from '@stricli/core';
import { applicationFor } from './application.ts';
import { proposalLines } from './completion/proposals.ts';
import { completionWord } from './completion/script.ts';
import type { CliContext } from './context.ts';
import { exitCodeOf } from './exitCode.ts';
import { exitCodes } from './failures.ts';
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
  await run(application, words, called);
  const code = Number(process.exitCode ?? 0);
  if (code === ExitCode.InvalidArgument || code === ExitCode.UnknownCommand)
    notice(context, `To see how: ${['latchkey', ...commandIn(words)].join(' ')} --help`);
  return exitCodeOf(code);
}

/** Returns the words that name a command, or a group of commands. */
function commandIn(words: readonly string[]): readonly string[] {
  const named: string[] = [];
  let target: Command<CliContext> | RouteMap<CliContext> = routes;
  for (const word of words) {
    const next: Command<CliContext> | RouteMap<CliContext> | undefined =
      'getRoutingTargetForInput' in target ? target.getRoutingTargetForInput(word) : undefined;
    if (next === undefined) break;
    named.push(word);
    target = next;
  }
  return named;
}
