import type { Exports } from './clientErrors.ts';

/**
 * Returns the source of a module with the same exports as the module in which a client chooses how it signs a call.
 *
 * @param authSchemes The path of the module that all clients share for that.
 */
export function authModule(exported: Exports, authSchemes: string): string {
  const [, service] = Object.keys(exported).flatMap((name) => /^([A-Z]\w+)Client$/.exec(name) ?? []);
  const prefix = `default${String(service)}HttpAuthScheme`;
  return [
    `export { schemes as ${prefix}Provider, schemeParameters as ${prefix}ParametersProvider } from ${JSON.stringify(authSchemes)};`,
    `export { resolveHttpAuthSchemeConfig } from ${JSON.stringify(authSchemes)};`,
  ].join('\n');
}
