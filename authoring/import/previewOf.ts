import type { Blueprint } from '../../catalog/blueprint.ts';
import { preview } from '../../lib/preview/preview.ts';
import { awsManagedPolicy } from '../../lib/preview/managedPolicies.ts';
import { knowServices } from '../../lib/preview/serviceActions.ts';
import type { KnownManagedPolicy } from './managedPolicies.ts';
import type { FoundParameter } from './find/findings.ts';

/** Settings of no deployment, for a preview of a blueprint that none has yet. */
const settings = {
  namespace: 'latchkey',
  vendorName: 'Example Vendor',
  vendorAccountId: '999988887777',
  partition: 'aws',
  templatesUrl: 'https://templates.example',
} as const;

/** Returns the preview of an imported blueprint, in an example account. What no default has is shown in braces. */
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

/** Tells the preview the actions of the services that data in JSON names. It knows those of the examples only. */
export async function explainServices(data: unknown): Promise<void> {
  const { actionsOfServices, servicesNamedIn } = await import('../serviceActions.ts');
  knowServices(await actionsOfServices(servicesNamedIn(data)));
}

/** The partition of the example account is aws, as that of the documents. */
function knownPolicy(managed: readonly KnownManagedPolicy[], name: string) {
  const known = managed.find((each) => each.name === name);
  if (known === undefined) return awsManagedPolicy(name, 'aws');
  const { version = 'as stored', updatedAt = 'as stored' } = known.toStore ?? {};
  return { version, updatedAt, document: known.document };
}
