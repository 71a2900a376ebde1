import type { Readable, Writable } from 'node:stream';
import { confirm, isCancel, password, text, type CANCEL_SYMBOL } from '@clack/prompts';
import type { Questions } from './context.ts';
import { Interrupted } from './failures.ts';

interface Streams {
  readonly input: Readable;
  readonly output: Writable & { readonly columns?: number; readonly rows?: number };
}

/**
 * Returns questions that are asked on stderr, so that stdout has only the result. Call it only if a person can answer:
 * the prompts wait forever without a terminal.
 */
export function terminalQuestions(streams: Streams): Questions {
  const { output } = streams;
  // The prompts take 0 columns, which a terminal without a size reports (docker exec, expect), at its word and write one
  // character to a line.
  if (output.columns === 0) Object.assign(output, { columns: 80, rows: output.rows === 0 ? 24 : output.rows });
  return {
    confirm: (message) => ask(streams, (how) => confirm({ message, initialValue: false, ...how })),
    text: (message, suggestion) =>
      ask(streams, (how) => text({ message, placeholder: suggestion, defaultValue: suggestion, ...how })),
    secret: (message) => ask(streams, (how) => password({ message, ...how })),
  };
}

/**
 * Asks one question. Ctrl-D and the end of the input end it as Ctrl-C does: the prompts stop to read then, but never
 * answer, so that the process would end without a result.
 */
async function ask<T>(
  streams: Streams,
  asking: (how: Streams & { readonly signal: AbortSignal }) => Promise<T | typeof CANCEL_SYMBOL>,
): Promise<T> {
  const ended = new AbortController();
  const end = () => ended.abort();
  const onKey = (_text: unknown, key?: { readonly ctrl?: boolean; readonly name?: string }) => {
    if (key?.ctrl === true && key.name === 'd') end();
  };
  streams.input.prependListener('keypress', onKey).once('end', end);
  try {
    return answered(await asking({ ...streams, signal: ended.signal }));
  } finally {
    streams.input.off('keypress', onKey).off('end', end);
  }
}

/** The prompts read keys without the terminal's own handling, so Ctrl-C is a key and no signal. */
function answered<T>(answer: T | typeof CANCEL_SYMBOL): T {
  if (isCancel(answer)) throw new Interrupted('SIGINT');
  return answer;
}
