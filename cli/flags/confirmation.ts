import type { CliContext } from '../context.ts';
import { onOneLine } from '../output/printable.ts';
import { exitCodes, Failure, WrongUsage } from '../failures.ts';

/** The flag of a command that asks before it removes something. */
export interface ConfirmFlags {
  readonly yes?: boolean | undefined;
}

export const yesFlag = {
  kind: 'boolean',
  optional: true,
  withNegated: false,
  brief: 'Do not ask; needed without a terminal',
} as const;

/**
 * Asks the person at the terminal, unless `--yes` is given.
 *
 * @throws Failure if the answer is no, and WrongUsage if nobody can be asked
 */
export async function mustConfirm({ questions }: CliContext, { yes }: ConfirmFlags, question: string): Promise<void> {
  if (yes === true) return;
  if (questions === undefined) throw new WrongUsage(`${question} Without a terminal, --yes has to answer this.`);
  if (!(await questions.confirm(onOneLine(question)))) throw new Failure(exitCodes.refused, 'Nothing was changed.');
}
