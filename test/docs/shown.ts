/** A code block of a page. */
export interface Block {
  readonly language: string;
  readonly text: string;
}

/** Returns all code blocks of a page, in their order. */
export function allBlocksOf(text: string): readonly Block[] {
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', block = '']) => ({
    language,
    text: block,
  }));
}

/** Returns whether a program printed what a page shows. An ellipsis stands for anything: alone in a line, for lines. */
export function isShown(shown: string, output: string): boolean {
  const lines = shown.split('\n').slice(0, -1);
  const patterns = lines.map((line) => (line.trim() === '…' ? '(?:.*\\n)*?' : `${patternOf(line)}\\n`));
  return new RegExp(`^${patterns.join('')}$`).test(output);
}

const patternOf = (line: string) => line.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&').replaceAll('…', '.*?');

/**
 * Changes a text as a page shows it: in every place that has the lines of the block without `+`, whatever their indentation.
 * @throws if there is no such place
 */
export function edited(text: string, difference: string): string {
  return difference.split('\n\n').reduce((before, hunk) => {
    const lines = hunk.split('\n').filter((line) => line !== '');
    const indentation = (line: string) => /^ */.exec(line)?.[0] ?? '';
    const rest = lines.map((line) => ({ sign: line.slice(0, 1), line: line.slice(1) }));
    const own = indentation(rest[0]?.line ?? '');
    const relative = (line: string) => line.slice(own.length);
    const old = rest.filter(({ sign }) => sign !== '+').map(({ line }) => relative(line));
    const next = rest.filter(({ sign }) => sign !== '-').map(({ line }) => relative(line));
    const all = before.split('\n');
    const places = all.flatMap((line, index) => {
      const here = indentation(line);
      return old.every((each, offset) => all[index + offset] === `${here}${each}`) ? [index] : [];
    });
    if (places.length === 0) throw new Error(`There is no place for this change:\n${hunk}`);
    return all
      .flatMap((line, index) => {
        const start = places.findLast((place) => place <= index && index < place + old.length);
        if (start === undefined) return [line];
        return start === index ? next.map((each) => `${indentation(line)}${each}`) : [];
      })
      .join('\n');
  }, text);
}
