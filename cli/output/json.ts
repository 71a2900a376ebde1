/**
 * Returns an answer of the API as indented JSON, with a line feed at its end. Characters that control a terminal are
 * escaped, also those that JSON allows: the 8-bit control characters and the changes of the direction of writing.
 */
export const formatJson = (answer: unknown): string =>
  `${JSON.stringify(answer, undefined, 2).replace(/[\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, escaped)}\n`;

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
