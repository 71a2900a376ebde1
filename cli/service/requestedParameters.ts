import type { LatchkeyClient } from '../../client/index.ts';
import type { CliContext } from '../context.ts';
import type { TargetFlags } from '../flags/commonFlags.ts';
import { parameterValues, type ParameterValue } from '../flags/parameterValues.ts';

/**
 * Returns the parameters of a request. Reads the blueprint, which says what type each has, only if there are any.
 *
 * @throws WrongUsage if one is wrong
 */
export async function requestedParameters(
  client: Pick<LatchkeyClient, 'blueprint'>,
  { blueprint, parameter = [] }: Pick<TargetFlags, 'blueprint' | 'parameter'>,
  { interrupted }: Pick<CliContext, 'interrupted'>,
): Promise<{ parameters?: Record<string, ParameterValue> }> {
  if (parameter.length === 0) return {};
  const { parameters: schema } = await client.blueprint(blueprint, { signal: interrupted });
  return { parameters: parameterValues(parameter, schema) };
}
