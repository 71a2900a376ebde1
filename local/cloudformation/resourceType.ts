import type { Fields } from './intrinsics.ts';
import type { Iam } from './iam.ts';

/** A resource of a stack as it is known before, and whether or not, it exists. */
export interface Identity {
  /** What `Ref` gives, and what the resource is deleted by. */
  readonly physicalId: string;
  readonly arn: string;
}

/** What CloudFormation does with one type of resource. Properties have their intrinsic functions worked out. */
export interface ResourceType {
  /** @throws when a property is wrong or not supported here. */
  readonly check: (properties: Fields) => void;
  /** @param generatedName for a resource whose properties name none */
  readonly identify: (properties: Fields, accountId: string, generatedName: string) => Identity;
  readonly create: (iam: Iam, identity: Identity, properties: Fields) => Promise<void>;
  /** Whether a change makes a new resource instead of changing the one there is. */
  readonly replaces: (before: Fields, after: Fields) => boolean;
  readonly update: (iam: Iam, identity: Identity, before: Fields, after: Fields) => Promise<void>;
  /** Tolerates what is gone. */
  readonly remove: (iam: Iam, identity: Identity, properties: Fields) => Promise<void>;
  /** The names that `Fn::GetAtt` knows the ARN by. */
  readonly arnAttributes: readonly string[];
}
