import { StackProblem } from './problem.ts';
import type { Template } from './template.ts';

/** What the person who creates a stack has to acknowledge. */
type Capability = 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM';

/** The properties that give a resource of IAM a name. */
const names = ['RoleName', 'ManagedPolicyName', 'UserName', 'GroupName', 'InstanceProfileName'];

/** Returns the types of the template's IAM resources, which only a stack with the capability may create. */
export function acknowledgedTypes({ Resources }: Template): readonly string[] {
  const types = Object.values(Resources).map(({ Type }) => Type);
  return [...new Set(types)].filter((type) => type.startsWith('AWS::IAM::'));
}

/**
 * Returns the capability that the template needs. Undefined if it has no resources of IAM. Source: CreateStack in the
 * CloudFormation API Reference, parameter Capabilities.
 */
export function neededCapability(template: Template): Capability | undefined {
  if (acknowledgedTypes(template).length === 0) return undefined;
  const isNamed = Object.values(template.Resources).some(
    ({ Type, Properties }) => Type.startsWith('AWS::IAM::') && names.some((name) => Object.hasOwn(Properties, name)),
  );
  return isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM';
}

/**
 * Checks what was acknowledged. CAPABILITY_NAMED_IAM includes CAPABILITY_IAM.
 * @throws StackProblem with the message of CloudFormation if the template needs more.
 */
export function checkCapabilities(template: Template, acknowledged: readonly string[]): void {
  const needed = neededCapability(template);
  if (needed === undefined || acknowledged.includes(needed) || acknowledged.includes('CAPABILITY_NAMED_IAM')) return;
  throw new StackProblem(`Requires capabilities : [${needed}]`, 400, { code: 'InsufficientCapabilitiesException' });
}
