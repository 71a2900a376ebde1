/**
 * Replaces control characters, except line feeds, by spaces: a text from another system must not move the cursor of the
 * terminal or hide what is written before it. Removes characters that change the direction of writing.
 */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, ' ').replace(direction, '');
}

/** The characters that change the direction of writing. Source: Unicode Standard Annex 9, "Directional formatting characters". */
const direction = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

const escape = '\u001B';
const styles = new RegExp(`(${escape}\\[(?:1|2|22|31|32|33|39)m)`);

/** The same for a text that has styles of this program: the sequences of `styleOf` stay. */
export function printableStyled(text: string): string {
  const parts = text.split(styles);
  return parts.map((part, index) => (index % 2 === 0 ? printable(part) : part)).join('');
}

/** The same for a text that has to stay on one line. */
export const onOneLine = (text: string): string => printable(text).replace(/\s*\n\s*/g, ' ');
