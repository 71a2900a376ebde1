import type { Route } from '../../lib/http/routes.ts';

/** An onboarding that no test makes. */
export const absentId = 'ob_01JD0000000000000000000000';

const usual: Readonly<Record<string, string>> = {
  id: absentId,
  tenantId: 'acme',
  accountId: '111122223333',
  name: 'tutum',
  webhookId: 'msg_1',
};

/** The path of a route with its parameters filled in; what is not given names something that no test makes. */
export function pathOf({ path }: Route, given: Readonly<Record<string, string>> = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = given[name] ?? usual[name];
    if (value === undefined) throw new Error(`no value for {${name}} of ${path}`);
    return value;
  });
}
