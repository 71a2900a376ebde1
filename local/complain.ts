/** An error that a function left to its caller, as one structured line: what Lambda's runtime would log. */
export function complain(functionName: string, error: unknown): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  console.error(JSON.stringify({ level: 'ERROR', message: `${functionName} failed`, error: { name, message, stack } }));
}
