import type { OwnBlueprints } from '../authoring/ownBlueprints.ts';
import type { Blueprint } from '../catalog/blueprint.ts';
import { SettingError } from './settings.ts';

/**
 * Returns the blueprints of the local stack: those of the folder LATCHKEY_BLUEPRINTS, and unless
 * LATCHKEY_EXAMPLE_BLUEPRINTS is off, the examples of catalog/. Prints the warnings about them, for their author.
 *
 * @throws SettingError with a line for each mistake in the folder
 */
export async function localCatalog(
  env: NodeJS.ProcessEnv,
  print: (line: string) => void = console.error,
): Promise<readonly Blueprint[]> {
  const { LATCHKEY_BLUEPRINTS: folder = '', LATCHKEY_EXAMPLE_BLUEPRINTS: exampleBlueprints = 'on' } = env;
  const { catalogOf, readOwnBlueprints, BlueprintsRefused } = await import('../authoring/ownBlueprints.ts');
  const { problemLine } = await import('../authoring/problem.ts');
  try {
    const { warnings, ...chosen } = await readOwnBlueprints({ folder, exampleBlueprints });
    for (const warning of warnings) print(problemLine(warning));
    if (chosen.own.length > 0) await addServicesAndPolicies(chosen);
    return catalogOf(chosen);
  } catch (error) {
    throw error instanceof BlueprintsRefused ? new SettingError(error.message) : error;
  }
}

/**
 * Makes the services and the managed policies of AWS that the vendor's own blueprints use known to the preview and to
 * the sandbox. In a deployment, the bundles contain them.
 */
async function addServicesAndPolicies({ own, managed }: Pick<OwnBlueprints, 'own' | 'managed'>): Promise<void> {
  const { actionsOfServices, servicesNamedIn } = await import('../authoring/serviceActions.ts');
  const { knowServices } = await import('../lib/preview/serviceActions.ts');
  const { knowManagedPolicies } = await import('../lib/preview/managedPolicies.ts');
  const { addAwsManagedPolicies } = await import('./sandbox/iam/awsManaged.ts');
  knowServices(await actionsOfServices(servicesNamedIn([own, managed])));
  knowManagedPolicies(managed);
  addAwsManagedPolicies(managed);
}
