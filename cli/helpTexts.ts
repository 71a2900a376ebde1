import { text_en, type Command, type RouteMap } from '@stricli/core';
import type { CliContext } from './context.ts';
import { helpFormat } from './help.ts';
import { routes } from './routes.ts';

/** The help of one command. */
export interface HelpText {
  /** The words of the command, such as `latchkey access get`. */
  readonly command: string;
  readonly brief: string;
  readonly help: string;
}

/** Returns the help of every command, in the order of the list of commands. */
export function helpTexts(): readonly HelpText[] {
  return textsOf(routes, ['latchkey']);
}

function textsOf(target: Command<CliContext> | RouteMap<CliContext>, prefix: readonly string[]): readonly HelpText[] {
  if ('getAllEntries' in target)
    return target
      .getAllEntries()
      .flatMap((entry) => textsOf(entry.target, [...prefix, entry.name[helpFormat.caseStyle]]));
  const help = target.formatHelp({
    prefix,
    config: helpFormat,
    text: text_en,
    additionalFlags: [],
    includeArgumentEscapeSequenceFlag: false,
    includeHidden: false,
    ansiColor: false,
  });
  return [{ command: prefix.join(' '), brief: target.brief, help }];
}
