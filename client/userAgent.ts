/** The version of the client, which is also in its package.json. */
const version = '0.1.0';

/**
 * Returns the header User-Agent. Undefined outside of Node: a browser sends its own, and would ask the service for
 * permission to send another one.
 */
export function userAgentOf(program: string | undefined): string | undefined {
  const node = nodeVersion(Reflect.get(globalThis, 'process'));
  if (node === undefined) return undefined;
  return [program, `latchkey-client/${version}`, `node/${node}`].filter((part) => part !== undefined).join(' ');
}

function nodeVersion(process: unknown): string | undefined {
  if (typeof process !== 'object' || process === null || !('versions' in process)) return undefined;
  const { versions } = process;
  if (typeof versions !== 'object' || versions === null || !('node' in versions)) return undefined;
  return typeof versions.node === 'string' ? versions.node : undefined;
}
