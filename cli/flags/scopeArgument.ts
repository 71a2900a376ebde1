/** What a stop concerns, as an argument. */
export const scopeArgument = {
  parse: readScope,
  placeholder: 'SCOPE',
  brief: 'all, tenant:ID or blueprint:NAME',
} as const;

function readScope(given: string): string {
  if (given === 'all' || /^(tenant|blueprint):./.test(given)) return given;
  throw new Error(`must be all, tenant:ID or blueprint:NAME, not ${JSON.stringify(given)}`);
}
