/** Returns a table as text. Each column is as wide as its longest cell, and columns of numbers are aligned right. */
export function formatTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = heading.map((title, index) => [title, ...rows.map((row) => row[index] ?? '')]);
  const widths = columns.map((cells) => Math.max(...cells.map((cell) => cell.length)));
  const isNumber = columns.map(([, ...cells]) => cells.every((cell) => /^[\d.]*$/.test(cell)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) =>
        isNumber[index] === true ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [heading, ...rows].map((row) => `  ${line(row)}`).join('\n');
}
