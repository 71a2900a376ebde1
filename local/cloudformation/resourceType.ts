import type { Fields } from './intrinsics.ts';
import type { Iam } from './iam.ts';

/** What identifies a resource of a stack. It is known before the resource is created. */
export interface Identity {
  /** The value of `Ref`, and the ID with which the resource is deleted. */
  readonly physicalId: string;
  readonly arn: string;
}

/**
 * How one type of resource is created, updated and deleted. Intrinsic functions in properties are already evaluated.
 */
export interface ResourceType {
  /** @throws StackProblem if a property is wrong or not supported. */
  readonly check: (properties: Fields) => void;
  /** @param generatedName the name of a resource whose properties have no name */
  readonly identify: (properties: Fields, accountId: string, generatedName: string) => Identity;
  readonly create: (iam: Iam, identity: Identity, properties: Fields) => Promise<void>;
  /** Returns whether a change requires a replacement of the resource instead of an update. */
  readonly replaces: (before: Fields, after: Fields) => boolean;
  readonly update: (iam: Iam, identity: Identity, before: Fields, after: Fields) => Promise<void>;
  /** Deletes the resource. Succeeds if it does not exist. */
  readonly remove: (iam: Iam, identity: Identity, properties: Fields) => Promise<void>;
  /** The attribute names with which `Fn::GetAtt` returns the ARN. */
  readonly arnAttributes: readonly string[];
}
