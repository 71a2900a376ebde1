import type { Output } from '../context.ts';
import { onOneLine, printable } from '../output/printable.ts';
import type { Progress } from './snapshot.ts';

/** Writes a line when a step ends, and when the work waits for something else than before. */
export function lineProgress(output: Output): Progress {
  const shown = new Map<string, string>();
  let lastWaiting: string | undefined;
  return {
    show: ({ items, waiting }) => {
      for (const { name, state, time } of items) {
        if (state === 'pending' || state === 'running' || shown.get(name) === state) continue;
        shown.set(name, state);
        const text = `${state === 'done' ? '✓' : '✗'} ${onOneLine(name)}`;
        output.write(`${time === undefined ? text : `${text}  ${onOneLine(time)}`}\n`);
      }
      if (waiting !== undefined && waiting !== lastWaiting) output.write(`${onOneLine(waiting)}\n`);
      lastWaiting = waiting;
    },
    say: (text) => output.write(`${printable(text)}\n`),
    end: () => undefined,
  };
}
