/**
 * Breaks a text into lines of at most `width` characters, between words. A longer word has a line of its own. The lines
 * of an indented paragraph are all indented.
 */
export function wrap(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => {
    const indent = /^ */.exec(paragraph)?.[0] ?? '';
    const [first = '', ...words] = paragraph.trim().split(' ');
    const lines: string[] = [];
    let line = `${indent}${first}`;
    for (const word of words) {
      if (line.length + 1 + word.length > width) {
        lines.push(line);
        line = `${indent}${word}`;
      } else {
        line = `${line} ${word}`;
      }
    }
    return [...lines, line];
  });
}
