import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

/** Loads CloudFormation's resource specification. This takes about a second. */
export const loadSpecification = loadAwsServiceSpecSync;
export type Specification = ReturnType<typeof loadSpecification>;

/** @returns undefined if CloudFormation has no such resource type. */
export function resourceType(specification: Specification, name: string) {
  return specification.lookup('resource', 'cloudFormationType', 'equals', name)[0];
}

type Properties = NonNullable<ReturnType<typeof resourceType>>['properties'];
export type ResourceProperties = Properties;
export type PropertyType = Properties[string]['type'];
