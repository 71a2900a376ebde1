import type { Blueprint } from '../catalog/blueprint.ts';
import { SettingError } from './settings.ts';

/**
 * Returns the blueprints of the local stack: those of the folder LATCHKEY_BLUEPRINTS, and unless
 * LATCHKEY_EXAMPLE_BLUEPRINTS is off, the examples of catalog/. Prints what an author should know about them.
 *
 * @throws SettingError with a line for each mistake in the folder
 */
export async function localCatalog(env: NodeJS.ProcessEnv): Promise<readonly Blueprint[]> {
  const { LATCHKEY_BLUEPRINTS: folder = '', LATCHKEY_EXAMPLE_BLUEPRINTS: exampleBlueprints = 'on' } = env;
  const { catalogOf, readOwnBlueprints, BlueprintsRefused } = await import('../authoring/ownBlueprints.ts');
  const { problemLine } = await import('../authoring/problem.ts');
  try {
    const { warnings, ...chosen } = await readOwnBlueprints({ folder, exampleBlueprints });
    for (const warning of warnings) console.error(problemLine(warning));
    return catalogOf(chosen);
  } catch (error) {
    throw error instanceof BlueprintsRefused ? new SettingError(error.message) : error;
  }
}
