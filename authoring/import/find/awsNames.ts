import { loadActionData } from '../../policy/loadActionData.ts';

/** A resource type of a service, as the Service Authorization Reference has it. */
export interface ResourceType {
  readonly type: string;
  /** Such as `arn:${Partition}:s3:::${BucketName}/${ObjectName}`. */
  readonly arn: string;
}

export interface KnownAction {
  /** Without the service. */
  readonly name: string;
  readonly level: string;
  readonly resourceTypes: readonly string[];
}

/** What is known of the services that a policy names. Empty lists for a service that is not known. */
export interface AwsNames {
  readonly resourceTypes: (service: string) => readonly ResourceType[];
  readonly actions: (service: string) => readonly KnownAction[];
}

/** Loads what is known of these services. The data are large: only what is asked for is read. */
export async function loadAwsNames(services: readonly string[]): Promise<AwsNames> {
  const { services: known } = await loadActionData(new Set(services));
  return {
    resourceTypes: (service) => [...(known.get(service)?.resourceTypes ?? [])].map(([type, arn]) => ({ type, arn })),
    actions: (service) =>
      [...(known.get(service)?.actions.values() ?? [])].map(({ name, accessLevel, resourceTypes }) => ({
        name: name.slice(service.length + 1),
        level: accessLevel,
        resourceTypes,
      })),
  };
}
