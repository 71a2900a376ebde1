import {
  proposeCompletions,
  type Application,
  type CommandContext,
  type StricliDynamicCommandContext,
} from '@stricli/core';

/**
 * Returns the proposals for the last word, a line each, with a description after a tab.
 * @param words what is typed after the name of the program. The last one can be incomplete or empty.
 */
export async function proposalLines<C extends CommandContext>(
  application: Application<C>,
  words: readonly string[],
  context: StricliDynamicCommandContext<C>,
): Promise<string> {
  // The library proposes values only after `--flag value`, and also accepts `--flag=value`.
  const [, flag, value] = /^(--[^=]+)=(.*)$/s.exec(words.at(-1) ?? '') ?? [];
  const before = words.slice(0, -1);
  const asked = flag === undefined || value === undefined ? words : [...before, flag, value];
  const prefix = flag === undefined ? '' : `${flag}=`;
  const proposed = [...subcommands(application, words), ...(await proposeCompletions(application, asked, context))];
  return proposed
    .filter(
      ({ completion }) => completion.startsWith(asked.at(-1) ?? '') && isOneLine(completion) && completion !== '--',
    )
    .map(({ completion, brief }) => `${prefix}${completion}\t${brief.replaceAll(/\s+/g, ' ')}\n`)
    .join('');
}

/** A name in a file of the user can be anything. */
const isOneLine = (text: string) => !/[\p{Cc}]/u.test(text);

/** The library proposes only the flags of the default command for a group that has one, such as `access`. */
function subcommands<C extends CommandContext>({ root }: Application<C>, words: readonly string[]) {
  if (words.length !== 2 || !('getAllEntries' in root)) return [];
  const group = root.getAllEntries().find(({ name }) => name['convert-camel-to-kebab'] === words[0])?.target;
  if (group === undefined || !('getAllEntries' in group) || group.getDefaultCommand() === undefined) return [];
  return group
    .getAllEntries()
    .map(({ name, target }) => ({ completion: name['convert-camel-to-kebab'], brief: target.brief }));
}
