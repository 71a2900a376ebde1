import type { Route } from '../../lib/http/routes.ts';

/** The ID of an onboarding that does not exist in any test. */
export const absentId = 'ob_01JD0000000000000000000000';

const usual: Readonly<Record<string, string>> = {
  id: absentId,
  tenantId: 'acme',
  accountId: '111122223333',
  name: 'tutum',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  webhookId: 'msg_1',
  linkId: 'lnk_1',
  scope: 'all',
};

/**
 * Returns the path of a route with these parameters. A parameter that is not given gets a value that does not exist.
 */
export function pathOf({ path }: Route, given: Readonly<Record<string, string>> = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = given[name] ?? usual[name];
    if (value === undefined) throw new Error(`no value for {${name}} of ${path}`);
    return value;
  });
}
