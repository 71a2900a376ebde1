/** A place in a file: both numbers begin at 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A text that was cut out of a file, or changed, and knows where in the file each of its characters stood. */
export interface MappedText {
  readonly text: string;
  /** Returns the place in the file of the character with this index. */
  placeAt(index: number): Place;
}

/** Returns the text of a whole file. */
export function wholeFile(text: string): MappedText {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const placeAt = (index: number) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: index - (starts[low] ?? 0) + 1 };
  };
  return { text, placeAt };
}

/** Returns the part from `from` to before `to`. */
export function cut(whole: MappedText, from: number, to = whole.text.length): MappedText {
  return { text: whole.text.slice(from, to), placeAt: (index) => whole.placeAt(from + index) };
}

/** Replaces each match of a pattern. All characters of a replacement stood where the match began. */
export function replaceEach(
  whole: MappedText,
  pattern: RegExp,
  replacement: (match: RegExpExecArray) => string,
): MappedText {
  const writer = mappedWriter(whole);
  let copied = 0;
  for (const match of whole.text.matchAll(pattern)) {
    writer.copy(copied, match.index);
    writer.write(replacement(match), match.index);
    copied = match.index + match[0].length;
  }
  writer.copy(copied, whole.text.length);
  return writer.end();
}

/** Builds a text out of parts of another one and of new characters. */
export function mappedWriter(whole: MappedText) {
  let text = '';
  const offsets: number[] = [];
  const write = (added: string, at: number) => {
    text += added;
    for (let index = 0; index < added.length; index++) offsets.push(at);
  };
  return {
    /** Adds characters that stand for what is at `at`. */
    write,
    /** Adds the characters from `from` to before `to`. */
    copy: (from: number, to: number) => {
      text += whole.text.slice(from, to);
      for (let index = from; index < to; index++) offsets.push(index);
    },
    end: (): MappedText => ({ text, placeAt: (index) => whole.placeAt(offsets[index] ?? whole.text.length) }),
  };
}
