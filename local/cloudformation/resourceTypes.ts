import { managedPolicy } from './managedPolicy.ts';
import type { ResourceType } from './resourceType.ts';
import { role } from './role.ts';

/** The resource types that a stack can have in the sandbox. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map([
  ['AWS::IAM::Role', role],
  ['AWS::IAM::ManagedPolicy', managedPolicy],
]);
