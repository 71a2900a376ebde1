import { confirm, isCancel, password, text, type CANCEL_SYMBOL } from '@clack/prompts';
import type { Questions } from './context.ts';
import { Interrupted } from './failures.ts';

/**
 * Returns questions that are asked on stderr, so that stdout has only the result. Call it only if a person can answer:
 * the prompts wait forever without a terminal.
 */
export function terminalQuestions(streams: {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}): Questions {
  const { output } = streams;
  // The prompts take 0 columns, which a terminal without a size reports (docker exec, expect), at its word and write one
  // character to a line.
  if (output.columns === 0) Object.assign(output, { columns: 80, rows: output.rows === 0 ? 24 : output.rows });
  return {
    confirm: async (message) => answered(await confirm({ message, initialValue: false, ...streams })),
    text: async (message, suggestion) =>
      answered(await text({ message, placeholder: suggestion, defaultValue: suggestion, ...streams })),
    secret: async (message) => answered(await password({ message, ...streams })),
  };
}

/** The prompts read keys without the terminal's own handling, so Ctrl-C is a key and no signal. */
function answered<T>(answer: T | typeof CANCEL_SYMBOL): T {
  if (isCancel(answer)) throw new Interrupted('SIGINT');
  return answer;
}
