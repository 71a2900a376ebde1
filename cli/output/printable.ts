/**
 * Replaces control characters, except line feeds, by spaces: a text from another system must not move the cursor of the
 * terminal or hide what is written before it. Removes characters that change the direction of writing.
 */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, ' ').replace(/[\u202A-\u202E\u2066-\u2069]/gu, '');
}

/** The same for a text that has to stay on one line. */
export const onOneLine = (text: string): string => printable(text).replace(/\s*\n\s*/g, ' ');
