import type { Blueprint } from '../../../catalog/blueprint.ts';
import { nameTooLong } from '../../access/nameLengths.ts';
import type { Config } from './config.ts';
import { ConfigError } from './configError.ts';

/**
 * Throws ConfigError if a name in a tenant's account would be too long for AWS. A deploy and a local start check this once,
 * so that the deployed functions do not have to.
 */
export function assertNamesFit({ namespace }: Pick<Config, 'namespace'>, blueprints: readonly Blueprint[]): void {
  const tooLong = nameTooLong(namespace, blueprints);
  if (tooLong !== undefined) throw new ConfigError('LATCHKEY_NAMESPACE', tooLong, namespace);
}
