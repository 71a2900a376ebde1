import type { Blueprint } from '../../catalog/blueprint.ts';
import { preview } from '../../lib/preview/preview.ts';
import { awsManagedPolicy } from '../../lib/preview/managedPolicies.ts';
import { knowServices } from '../../lib/preview/serviceActions.ts';
import type { KnownManagedPolicy } from './managedPolicies.ts';
import type { FoundParameter } from './find/findings.ts';

/** Example settings, because no deployment has the blueprint yet. */
const settings = {
  namespace: 'latchkey',
  vendorName: 'Example Vendor',
  vendorAccountId: '999988887777',
  partition: 'aws',
  templatesUrl: 'https://templates.example',
} as const;

/**
 * Returns the preview of an imported blueprint, in an example account. A parameter without a default is shown as its name
 * in braces.
 */
export function previewOf(
  blueprint: Blueprint,
  parameters: readonly FoundParameter[],
  managed: readonly KnownManagedPolicy[],
) {
  const found = parameters.map(({ name, parameter }) => {
    const sample = `{${name}}`;
    const isList = parameter.kind === 'regions' || ('list' in parameter && parameter.list !== undefined);
    return [name, isList ? [sample] : sample] as const;
  });
  const defaults = Object.entries(blueprint.parameters).flatMap(([name, parameter]) =>
    'default' in parameter && parameter.default !== undefined ? [[name, parameter.default] as const] : [],
  );
  const values = Object.fromEntries<string | boolean | null | readonly string[]>([...found, ...defaults]);
  return preview(settings, {
    blueprint,
    values,
    accountId: '111122223333',
    partition: 'aws',
    tenantId: undefined,
    managedPolicy: (name) => knownPolicy(managed, name),
  });
}

/** Gives the preview the actions of the services that `data` names. By itself, it knows only the services of the examples. */
export async function explainServices(data: unknown): Promise<void> {
  const { actionsOfServices, servicesNamedIn } = await import('../serviceActions.ts');
  knowServices(await actionsOfServices(servicesNamedIn(data)));
}

/** Returns a managed policy. The example account and the documents both have the partition aws. */
function knownPolicy(managed: readonly KnownManagedPolicy[], name: string) {
  const known = managed.find((each) => each.name === name);
  if (known === undefined) return awsManagedPolicy(name, 'aws');
  const { version = 'as stored', updatedAt = 'as stored' } = known.toStore ?? {};
  return { version, updatedAt, document: known.document };
}
