import type { Output } from '../context.ts';
import type { Style } from '../output/style.ts';
import { onOneLine, printable } from '../output/printable.ts';
import type { Item, Progress, Snapshot } from './snapshot.ts';

// Source: ECMA-48, "Cursor preceding line" and "Erase in page".
const up = (lines: number) => `\u001B[${lines}F`;
const clearBelow = '\u001B[J';

/** Draws the steps again in the same lines. What `say` writes stays above them. */
export function terminalProgress(output: Output, style: Style): Progress {
  let drawn: readonly string[] = [];
  const clear = () => (drawn.length === 0 ? '' : `${up(drawn.length)}${clearBelow}`);
  const draw = (lines: readonly string[], above = '') => {
    output.write(`${clear()}${above}${lines.map((line) => `${line}\n`).join('')}`);
    drawn = lines;
  };
  return {
    show: (snapshot) => {
      const lines = linesOf(snapshot, style, (output.columns || 80) - 1);
      if (lines.join('\n') !== drawn.join('\n')) draw(lines);
    },
    say: (text) => draw(drawn, `${printable(text)}\n`),
    end: () => {
      drawn = [];
    },
  };
}

/** No time of a step is longer, in characters. */
const timeWidth = 12;

/** Returns one line for each step. A longer one would take two lines of the terminal, and is cut. */
function linesOf({ items, waiting }: Snapshot, style: Style, width: number): readonly string[] {
  const longest = Math.max(0, ...items.map(({ name }) => name.length));
  // The reason why something is left can stand here too. It is cut, and not the names.
  const longestTime = Math.max(0, ...items.map(({ time = '' }) => time.length).filter((each) => each <= timeWidth));
  const nameWidth = Math.max(1, Math.min(longest, width - 4 - 2 - longestTime));
  const lines = items.map(({ name, state, time = '' }) => {
    const text = cut(`${cut(onOneLine(name), nameWidth).padEnd(nameWidth)}  ${onOneLine(time)}`.trimEnd(), width - 4);
    return `  ${mark(state, style)} ${state === 'pending' ? style.dim(text) : text}`;
  });
  return waiting === undefined ? lines : [...lines, style.yellow(cut(`  ${onOneLine(waiting)}`, width))];
}

const cut = (text: string, width: number) => (text.length > width ? `${text.slice(0, Math.max(0, width - 1))}…` : text);

function mark(state: Item['state'], style: Style): string {
  switch (state) {
    case 'pending':
      return style.dim('·');
    case 'running':
      return style.yellow('…');
    case 'done':
      return style.green('✓');
    case 'failed':
      return style.red('✗');
  }
}
