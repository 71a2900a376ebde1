import { helpTexts } from '../cli/helpTexts.ts';
import { markdownTable } from './markdown.ts';

/** Returns a table of all commands, and the help of each. */
export function commandsPart(): string {
  const texts = helpTexts();
  const table = markdownTable(
    ['command', 'does'],
    texts.map(({ command, brief }) => [`[\`${command}\`](#${command.replaceAll(' ', '-')})`, brief]),
  );
  const each = texts.map(({ command, help }) => `### ${command}\n\n\`\`\`text\n${help.trimEnd()}\n\`\`\``);
  return [table, ...each].join('\n\n');
}
