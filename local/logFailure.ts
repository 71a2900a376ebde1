/** Logs an error that a function threw, as one line of JSON, as Lambda's runtime does. */
export function logFailure(functionName: string, error: unknown): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  console.error(JSON.stringify({ level: 'ERROR', message: `${functionName} failed`, error: { name, message, stack } }));
}
