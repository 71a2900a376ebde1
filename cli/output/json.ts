/** Returns an answer of the API as indented JSON, with a line feed at its end. */
export const formatJson = (answer: unknown): string => `${JSON.stringify(answer, undefined, 2)}\n`;
