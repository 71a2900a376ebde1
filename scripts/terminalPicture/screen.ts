/** Characters in the same style, beside each other. */
export interface Run {
  readonly text: string;
  readonly style: Style;
}

/** The styles of the command line (cli/output/style.ts). */
export interface Style {
  readonly bold: boolean;
  readonly dim: boolean;
  readonly color: 'green' | 'yellow' | 'red' | undefined;
}

const escape = '\u001B';
const sequence = new RegExp(`^${escape}\\[([\\d;]*)([A-Za-z])$`);
/** A control sequence, a line feed, text, or an escape character that begins something else. */
const parts = new RegExp(`${escape}\\[[\\d;]*[A-Za-z]|\\n|[^${escape}\\n]+|${escape}`, 'g');

const plain: Style = { bold: false, dim: false, color: undefined };

/** What each code of "Select graphic rendition" changes (ECMA-48). */
const renditions: Readonly<Record<string, Partial<Style>>> = {
  1: { bold: true },
  2: { dim: true },
  22: { bold: false, dim: false },
  31: { color: 'red' },
  32: { color: 'green' },
  33: { color: 'yellow' },
  39: { color: undefined },
};

/**
 * Returns the lines that a terminal shows after a program wrote this text. Knows the control sequences that the command
 * line writes: colours, "Cursor preceding line" and "Erase in page".
 * @throws an error for any other control sequence, because the picture would not be what a terminal shows.
 */
export function linesOf(written: string): readonly (readonly Run[])[] {
  const lines: Run[][] = [[]];
  let row = 0;
  let style = plain;
  for (const [part] of written.matchAll(parts)) {
    const [, code = '', command] = sequence.exec(part) ?? [];
    const change = command === 'm' ? renditions[code] : undefined;
    if (change !== undefined) style = { ...style, ...change };
    else if (command === 'F') row = Math.max(0, row - Number(code));
    else if (command === 'J') lines.splice(row, lines.length, []);
    else if (part === '\n') {
      row += 1;
      lines[row] ??= [];
    } else if (part.startsWith(escape)) throw new Error(`Unknown control sequence: ${JSON.stringify(part)}`);
    else lines[row]?.push({ text: part, style });
  }
  if (lines.at(-1)?.length === 0) lines.pop();
  return lines;
}
