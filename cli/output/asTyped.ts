import type { CliContext } from '../context.ts';

/**
 * Returns a text in which the commands are as the person has to type them: `npx latchkey …` if npx has started this one,
 * because the shell then knows no command `latchkey`.
 */
export function asTyped(text: string, { env }: Pick<CliContext['process'], 'env'>): string {
  return env['npm_command'] === 'exec' ? text.replaceAll(/(?<![\w/.@-])latchkey (?=[a-z-])/g, 'npx latchkey ') : text;
}
