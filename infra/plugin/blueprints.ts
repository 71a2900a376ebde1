import { isAbsolute, relative, resolve } from 'node:path';
import type { ChosenBlueprints, Framework, PluginTools } from './framework.ts';

/**
 * Returns the blueprints of this deploy: those that its package has, or else those of the folder in the settings, which
 * are read and checked. The package keeps them, so that `deploy --package` publishes the templates of what it deploys.
 *
 * @throws the framework's error, with a line for each mistake
 */
export async function blueprintsOf(
  { serviceDir, service, classes }: Framework,
  { log }: Pick<PluginTools, 'log'>,
): Promise<ChosenBlueprints> {
  const { custom } = service;
  const { folder, examples: exampleBlueprints, packaged } = custom.blueprints;
  if (packaged !== undefined) return packaged;
  const { readOwnBlueprints } = await import('../../authoring/ownBlueprints.ts');
  const { problemLine } = await import('../../authoring/problem.ts');
  const here = folder === '' || isAbsolute(folder) ? folder : relative('', resolve(serviceDir, folder)) || '.';
  try {
    const { warnings, ...chosen } = await readOwnBlueprints({ folder: here, exampleBlueprints });
    for (const warning of warnings) log.notice(problemLine(warning));
    custom.blueprints.packaged = chosen;
    return chosen;
  } catch (error) {
    throw new classes.Error(error instanceof Error ? error.message : String(error), 'BLUEPRINTS');
  }
}
